"""Arcs of cases with a recommendation that the organ has not answered."""

from cases.demo.arcs import arc
from cases.demo.scenes.inquiry import conclude, inspect
from cases.demo.scenes.recommendation import (
    answer_objection,
    object_to,
    recommend,
    record,
    serve,
    to_recommended,
    to_served,
)
from cases.demo.scenes.review import follow_up, to_overdue
from cases.demo.script import Script, Stop
from cases.domain.vocabulary import CaseState

AWAITING = CaseState.AWAITING_REPLY


@arc(CaseState.RECOMMENDED)
def recommendation_decided(s: Script) -> None:
    """Decided; to be served within three days."""
    to_recommended(s)


@arc(AWAITING, reports_up=True)
def reply_awaited(s: Script) -> None:
    """Served; the organ's period runs."""
    to_served(s)
    if s.passes(25):
        s.later(20, 25)
        follow_up(s)


@arc(AWAITING, reports_up=True)
def reply_awaited_unrecorded(s: Script) -> None:
    """Served; the record with the superior is to be made."""
    to_recommended(s)
    s.later(1, 2)
    serve(s)


@arc(AWAITING, reports_up=True)
def urgent_reply_awaited(s: Script) -> None:
    """Served where the harm still spreads; fifteen days to reply."""
    to_served(s, urgent=True)


@arc(AWAITING, reports_up=True)
def reply_overdue(s: Script) -> None:
    """The organ let its period pass."""
    to_overdue(s)


@arc(AWAITING, reports_up=True)
def objection_open(s: Script) -> None:
    """The organ objected; the procuratorate examines it."""
    _objected(s)


@arc(AWAITING, reports_up=True)
def objection_answer_to_decide(s: Script) -> None:
    """The answer to an objection waits for the chief."""
    _objected(s)
    s.later(3, 6)
    answer_objection(s, upheld=False, stop=Stop.REVIEWED)


@arc(AWAITING, reports_up=True)
def objection_rejected(s: Script) -> None:
    """The objection was not upheld; the period runs on."""
    _objected(s)
    s.later(3, 6)
    answer_objection(s, upheld=False)


@arc(CaseState.INQUIRING, reports_up=True)
def objection_upheld(s: Script) -> None:
    """The objection was upheld: the recommendation is withdrawn, the inquiry goes on."""
    _objected(s)
    s.later(3, 6)
    answer_objection(s, upheld=True)


@arc(AWAITING, reports_up=True)
def recommendation_amended(s: Script) -> None:
    """The objection was upheld, and an amended recommendation served."""
    objection_upheld(s)
    s.later(4, 8)
    inspect(s)
    s.later(2, 4)
    conclude(s)
    s.later(1, 2)
    recommend(s)
    s.later(1, 2)
    serve(s)
    if s.passes(3):
        s.later(2)
        record(s)


def _objected(s: Script) -> None:
    to_served(s)
    s.later(5, 9)
    object_to(s)
