"""Arcs of cases after the reply period: followed up, suspended, extended, about to be sued."""

from cases.demo.arcs import SUED, arc
from cases.demo.scenes.court import sue, to_failed, to_refused
from cases.demo.scenes.inquiry import commission_appraisal
from cases.demo.scenes.recommendation import reply
from cases.demo.scenes.review import (
    close,
    conclude_review,
    extend,
    extend_again,
    follow_up,
    look_back,
    reopen,
    resume,
    suspend,
    to_overdue,
    to_replied,
)
from cases.demo.script import Script, Stop
from cases.demo.steps import Known
from cases.demo.stories.closed import performed_after_reply
from cases.domain.vocabulary import CaseState
from pilit.law.calendar import DAY

FOLLOWING = CaseState.FOLLOWING_UP


@arc(FOLLOWING, reports_up=True)
def plan_followed(s: Script) -> None:
    """The organ sent a plan; the procuratorate watches it carried out."""
    to_replied(s, "plan")
    if s.passes(12):
        s.later(8, 12)
        follow_up(s)


@arc(FOLLOWING, reports_up=True)
def rectified_checked(s: Script) -> None:
    """All is done and looked back on; that the case be closed waits for head or chief."""
    to_replied(s, "rectified")
    s.later(6, 12)
    look_back(s)
    s.later(1, 2)
    conclude_review(s, "close")
    close(s, "organ_performed", s.one_of(Stop.DRAFTED, Stop.REVIEWED))


@arc(FOLLOWING, reports_up=True)
def replied_late(s: Script) -> None:
    """The reply came after its period: it stays missed."""
    to_overdue(s)
    s.later(3, 6)
    reply(s, "plan")


@arc(FOLLOWING, reports_up=True)
def replied_by_post(s: Script) -> None:
    """The reply arrived late but was posted in time: it is met."""
    to_overdue(s)
    s.until(s.ends["recommendation_reply"] + 3 * DAY)
    back = (s.day - s.ends["recommendation_reply"]).days + 1
    reply(s, "plan", posted_days_ago=back)


@arc(FOLLOWING, reports_up=True)
def nothing_wrong(s: Script) -> None:
    """The organ says there is no violation."""
    to_replied(s, "no_violation")
    if s.passes(9):
        s.later(5, 9)
        follow_up(s)


@arc(FOLLOWING, reports_up=True)
def extended_once(s: Script) -> None:
    """The chief extended the review by a month."""
    _to_extended(s)


@arc(FOLLOWING, reports_up=True)
def extended_twice(s: Script) -> None:
    """The next higher procuratorate extended it further."""
    _to_extended(s)
    s.until(s.ends["review_for_suit_administrative"] - 13 * DAY)
    extend_again(s)


@arc(FOLLOWING, reports_up=True)
def extension_at_superior(s: Script) -> None:
    """The second extension waits for the chief of the next higher procuratorate."""
    _to_extended(s)
    s.until(s.ends["review_for_suit_administrative"] - 13 * DAY)
    extend_again(s, Stop.REVIEWED)


@arc(FOLLOWING, appraises=True, reports_up=True)
def review_appraised(s: Script) -> None:
    """An appraisal is out; the review period does not run."""
    to_replied(s, "plan")
    s.until(s.ends["recommendation_reply"] + 4 * DAY)
    follow_up(s)
    s.later(1, 3)
    commission_appraisal(s)


@arc(FOLLOWING, kinds=SUED, sues=True, reports_up=True)
def suit_to_review(s: Script) -> None:
    """A suit is drafted; the head has to review."""
    to_failed(s)
    sue(s, Stop.DRAFTED)


@arc(CaseState.AWAITING_REPLY, sues=True, reports_up=True)
def suit_to_decide(s: Script) -> None:
    """No reply came, a suit is drafted and reviewed; the chief has to decide."""
    to_overdue(s)
    s.later(6, 9)
    conclude_review(s, "sue", "no_reply")
    sue(s, Stop.REVIEWED)


@arc(FOLLOWING, sues=True, reports_up=True)
def suit_sent_back(s: Script) -> None:
    """A suit was drafted and sent back."""
    to_replied(s, "plan")
    s.until(s.ends["recommendation_reply"] + 9 * DAY)
    conclude_review(s, "sue", "partly_rectified")
    sue(s, Stop.SENT_BACK_BY_HEAD)


@arc(FOLLOWING, sues=True, reports_up=True)
def docketing_refused(s: Script) -> None:
    """The court refused the suit; the case is followed up again."""
    to_refused(s)


@arc(FOLLOWING, reports_up=True)
def reopened(s: Script) -> None:
    """Closed on a reply, found relapsed in the look-back, taken up again."""
    performed_after_reply(s)
    s.later(60, 80)
    look_back(s, "relapsed")
    s.later(2, 5)
    reopen(s, Known.LOOK_BACK)


@arc(CaseState.SUSPENDED, reports_up=True)
def suspended(s: Script) -> None:
    """The review rests, for the organ cannot finish now."""
    _to_suspended(s)


@arc(CaseState.SUSPENDED, reports_up=True)
def resumption_to_decide(s: Script) -> None:
    """That the review go on waits for the chief."""
    _to_suspended(s)
    s.later(30, 50)
    resume(s, Stop.REVIEWED)


@arc(FOLLOWING, reports_up=True)
def resumed(s: Script) -> None:
    """The review rested and goes on."""
    _to_suspended(s)
    s.later(30, 50)
    resume(s)


def _to_suspended(s: Script) -> None:
    to_replied(s, "plan")
    s.until(s.ends["recommendation_reply"] + 6 * DAY)
    follow_up(s)
    s.later(1, 3)
    suspend(s)


def _to_extended(s: Script) -> None:
    to_replied(s, "plan")
    s.until(s.ends["recommendation_reply"] + 10 * DAY)
    follow_up(s)
    s.later(3, 6)
    extend(s)
