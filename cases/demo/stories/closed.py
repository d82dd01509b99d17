"""Arcs of cases that are closed."""

from cases.demo.arcs import AGAINST_WRONGDOERS, SUED, arc
from cases.demo.scenes.archive import archive
from cases.demo.scenes.court import allow_withdrawal, to_answered, withdraw
from cases.demo.scenes.inquiry import conclude, to_examined
from cases.demo.scenes.judgment import (
    complete,
    enforce,
    pay,
    report,
    to_final,
    to_in_force,
    to_mediated,
)
from cases.demo.scenes.review import (
    REVIEW,
    close,
    conclude_review,
    follow_up,
    look_back,
    to_replied,
)
from cases.demo.script import Script
from cases.demo.stories.inquiring import settle
from cases.demo.stories.performing import to_enforcing
from cases.domain.vocabulary import CaseState
from pilit.law.calendar import DAY

CLOSED = CaseState.CLOSED


@arc(CLOSED)
def settled_in_consultation(s: Script) -> None:
    """Mended after the consultation, no recommendation needed."""
    settle(s)


@arc(CLOSED)
def no_failure_found(s: Script) -> None:
    """The inquiry found no failure."""
    to_examined(s)
    s.later(3, 8)
    conclude(s, "inquiry.findings_none", "close")
    s.later(1, 3)
    close(s, "no_failure")
    archive(s)


@arc(CLOSED, reports_up=True)
def performed_after_reply(s: Script) -> None:
    """The organ did what was recommended; looked back on and closed."""
    to_replied(s, s.one_of("rectified", "rectified", "plan"))
    s.until(s.ends[REVIEW] - 16 * DAY)
    if s.chance(50):
        follow_up(s)
        s.later(2, 4)
    look_back(s)
    s.later(1, 2)
    conclude_review(s, "close")
    s.later(1, 2)
    close(s, "organ_performed")
    s.period("first_look_back")
    s.period("second_look_back")


@arc(CLOSED, reports_up=True)
def looked_back_once(s: Script) -> None:
    """Closed on a reply, some filed in the archive; the first look-back found it lasting."""
    performed_after_reply(s)
    if s.chance(50):
        archive(s)
    s.until(s.ends["first_look_back"] - 8 * DAY)
    look_back(s)


@arc(CLOSED, reports_up=True)
def looked_back_incomplete(s: Script) -> None:
    """Closed on a reply; the look-back found that not all was done."""
    _looked_back_badly(s, "incomplete")


@arc(CLOSED, reports_up=True)
def looked_back_false(s: Script) -> None:
    """Closed on a reply; the look-back found that it was not true."""
    _looked_back_badly(s, "false")


@arc(CLOSED, reports_up=True)
def looked_back_not_lasting(s: Script) -> None:
    """Closed on a reply; the look-back found that what was done did not last."""
    _looked_back_badly(s, "not_consolidated")


@arc(CLOSED, reports_up=True)
def looked_back_twice(s: Script) -> None:
    """Closed on a reply; both look-backs made, and the file archived after them."""
    looked_back_once(s)
    s.until(s.ends["second_look_back"] - 12 * DAY)
    look_back(s)
    archive(s)


@arc(CLOSED, kinds=SUED, sues=True, reports_up=True)
def suit_withdrawn(s: Script) -> None:
    """All that was claimed was done in court; the suit was withdrawn."""
    to_answered(s)
    s.later(12, 20)
    withdraw(s)
    s.later(2, 3)
    allow_withdrawal(s)


@arc(CLOSED, kinds=SUED, sues=True, reports_up=True)
def judgment_performed(s: Script) -> None:
    """The defendant performed the judgment; nothing was to be enforced. Some are archived."""
    to_in_force(s)
    s.later(25, 40)
    report(s, done=True)
    pay(s, 100)
    s.later(4, 8)
    look_back(s)
    s.later(1, 3)
    complete(s, by_court=False)
    if s.chance(60):
        archive(s)


@arc(CLOSED, kinds=AGAINST_WRONGDOERS, sues=True, reports_up=True)
def mediation_performed(s: Script) -> None:
    """The wrongdoer performed what was agreed in court."""
    to_mediated(s)
    s.later(25, 40)
    report(s, done=True)
    pay(s, 100)
    s.later(4, 8)
    look_back(s)
    s.later(1, 3)
    complete(s, by_court=True)


@arc(CLOSED, sues=True, reports_up=True)
def enforced_to_the_end(s: Script) -> None:
    """The court enforced the judgment to its end."""
    to_enforcing(s)
    s.later(15, 25)
    enforce(s, "penalty_to_perform")
    pay(s, 50)
    s.later(10, 20)
    report(s, done=True)
    s.later(2, 4)
    complete(s, by_court=True)


@arc(CLOSED, sues=True, reports_up=True)
def appealed_to_the_end(s: Script) -> None:
    """Upheld on appeal, then performed and archived."""
    to_final(s)
    s.later(20, 35)
    report(s, done=True)
    s.later(5, 9)
    look_back(s)
    s.later(1, 3)
    complete(s, by_court=False)
    archive(s)


def _looked_back_badly(s: Script, conclusion: str) -> None:
    performed_after_reply(s)
    s.until(s.ends["first_look_back"] - s.one_of(6, 12, 18) * DAY)
    look_back(s, conclusion)
