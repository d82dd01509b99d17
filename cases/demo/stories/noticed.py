"""Arcs of civil cases from the notice to the suit, or to their end without one."""

from agencies.models import Level
from cases.demo.arcs import AGAINST_WRONGDOERS, arc
from cases.demo.scenes.inquiry import conclude, to_concluded, to_examined
from cases.demo.scenes.notice import (
    NOTICE,
    ask_relatives,
    pass_on_for_suit,
    plaintiff,
    relatives_answer,
    respond,
    to_notice_over,
    to_noticed,
    to_passed_on,
)
from cases.demo.scenes.people import take_over
from cases.demo.scenes.review import close, conclude_review, follow_up, to_replied
from cases.demo.script import Script, Stop
from cases.domain.vocabulary import CaseState, Domain
from pilit.law.calendar import DAY

FOLLOWING, CLOSED = CaseState.FOLLOWING_UP, CaseState.CLOSED
HEROES = frozenset({Domain.HEROES})
IN_REGION = "review_for_suit_transferred_civil"
ACROSS_REGIONS = "review_for_suit_transferred_administrative"


@arc(CaseState.NOTICED, kinds=AGAINST_WRONGDOERS)
def noticed(s: Script) -> None:
    """On public notice; who may sue has thirty days."""
    to_noticed(s)
    if s.passes(12):
        s.later(9, 12)
        respond(s, "declines")


@arc(CaseState.NOTICED, kinds=AGAINST_WRONGDOERS, domains=HEROES)
def relatives_asked(s: Script) -> None:
    """The relatives of a martyr are asked; one has answered."""
    to_concluded(s)
    s.later(1, 4)
    ask_relatives(s)
    relatives_answer(s, "agrees")


@arc(FOLLOWING, kinds=AGAINST_WRONGDOERS)
def notice_over(s: Script) -> None:
    """Nobody else sues; the review for suit runs."""
    to_notice_over(s)
    if s.passes(14):
        s.later(10, 14)
        follow_up(s)


@arc(FOLLOWING, kinds=AGAINST_WRONGDOERS, domains=HEROES)
def relatives_answered(s: Script) -> None:
    """The relatives leave the suit to the procuratorate."""
    to_concluded(s)
    s.later(1, 4)
    ask_relatives(s)
    relatives_answer(s, "agrees", "declines")


@arc(FOLLOWING, kinds=AGAINST_WRONGDOERS, reports_up=True, at=Level.DISTRICT)
def passing_on_to_decide(s: Script) -> None:
    """That the case pass to the branch for suit waits for the chief."""
    to_notice_over(s)
    s.later(5, 9)
    conclude_review(s, "transfer")
    s.later(1, 2)
    pass_on_for_suit(s, s.cast.superior, IN_REGION, Stop.REVIEWED)


@arc(FOLLOWING, kinds=AGAINST_WRONGDOERS, reports_up=True, at=Level.DISTRICT)
def passed_on_unassigned(s: Script) -> None:
    """The branch has the case, and its head has to name who handles it."""
    to_passed_on(s)


@arc(FOLLOWING, kinds=AGAINST_WRONGDOERS, reports_up=True, at=Level.DISTRICT)
def passed_on(s: Script) -> None:
    """The branch has the case and reviews anew whether to sue."""
    to_passed_on(s)
    s.later(1, 2)
    take_over(s)


@arc(FOLLOWING, reports_up=True, at=Level.DISTRICT)
def passed_across_regions(s: Script) -> None:
    """The case of an organ that did not carry out its plan went to the cross-region branch."""
    to_replied(s, "plan")
    s.until(s.ends["recommendation_reply"] + 9 * DAY)
    conclude_review(s, "transfer", "plan_not_carried_out")
    s.later(1, 3)
    pass_on_for_suit(s, "bj4", ACROSS_REGIONS)
    s.later(1, 2)
    take_over(s)


@arc(CLOSED, kinds=AGAINST_WRONGDOERS)
def no_wrong_found(s: Script) -> None:
    """The inquiry found nothing unlawful."""
    to_examined(s)
    s.later(3, 8)
    conclude(s, "inquiry.findings_none", "close")
    s.later(1, 3)
    close(s, "no_violation")


@arc(CLOSED, kinds=AGAINST_WRONGDOERS)
def wrongdoer_gone(s: Script) -> None:
    """The wrongdoer is wound up and nothing is left of it."""
    to_examined(s)
    s.later(5, 9)
    conclude(s, "inquiry.findings_gone", "close")
    s.later(1, 3)
    close(s, "other")


@arc(CLOSED, kinds=AGAINST_WRONGDOERS, domains=HEROES)
def relatives_objected(s: Script) -> None:
    """A relative objects to the suit."""
    to_concluded(s)
    s.later(1, 4)
    ask_relatives(s)
    relatives_answer(s, "agrees", "objects")
    s.later(2, 4)
    close(s, "relatives_object")


@arc(CLOSED, kinds=AGAINST_WRONGDOERS)
def others_sued(s: Script) -> None:
    """Another sued during the notice."""
    to_noticed(s)
    s.later(12, 20)
    respond(s, "sues", plaintiff(s)[1])
    s.until(s.ends[NOTICE] + DAY)
    s.later(2, 5)
    conclude_review(s, "close")
    close(s, "others_sued")


@arc(CLOSED, kinds=AGAINST_WRONGDOERS)
def wrong_mended(s: Script) -> None:
    """The wrongdoer mended the harm during the review."""
    to_notice_over(s)
    s.later(14, 30)
    follow_up(s)
    s.later(3, 6)
    conclude_review(s, "close")
    close(s, "interest_protected")
