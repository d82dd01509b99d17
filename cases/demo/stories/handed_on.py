"""Arcs of cases in which superiors and other procuratorates have a part."""

from agencies.models import Level
from cases.demo.arcs import arc
from cases.demo.scenes.asked import answer as answer_question
from cases.demo.scenes.asked import ask, note_hours
from cases.demo.scenes.inquiry import to_examined, to_served_filing
from cases.demo.scenes.jurisdiction import (
    answer,
    designate,
    entrust,
    hand_down,
    supervise,
    take_up,
)
from cases.demo.scenes.people import take_over
from cases.demo.script import Script
from cases.domain.vocabulary import CaseState

INQUIRING = CaseState.INQUIRING


@arc(INQUIRING, reports_up=True)
def supervised(s: Script) -> None:
    """The next higher procuratorate supervises the case, awaits a report and asks meanwhile."""
    to_served_filing(s)
    s.later(2, 5)
    supervise(s, 18)
    s.later(6, 8)
    note_hours(s)
    s.later(1)
    ask(s, f"{s.cast.superior}.head")


@arc(INQUIRING, at=Level.DISTRICT)
def entrusted(s: Script) -> None:
    """Another district is asked to inquire, and has not answered yet."""
    to_examined(s)
    s.later(1, 3)
    entrust(s)


@arc(INQUIRING, at=Level.DISTRICT)
def entrusted_answered(s: Script) -> None:
    """Another district inquired and answered; the head asked what comes next and was answered."""
    to_examined(s)
    s.later(1, 3)
    to = entrust(s)
    s.later(14, 22)
    answer(s, to)
    s.later(1, 2)
    ask(s, s.cast.head)
    s.later(1)
    answer_question(s)
    note_hours(s)


@arc(INQUIRING, at=Level.MUNICIPAL)
def handed_down(s: Script) -> None:
    """A branch handed its case to the district, whose head has to name who handles it."""
    to_served_filing(s)
    s.later(2, 4)
    hand_down(s)


@arc(INQUIRING, reports_up=True, at=Level.DISTRICT)
def taken_up(s: Script) -> None:
    """The branch took the case of a district up."""
    to_served_filing(s)
    s.later(4, 8)
    take_up(s)
    s.later(1, 2)
    take_over(s)


@arc(INQUIRING, reports_up=True, at=Level.DISTRICT)
def designated(s: Script) -> None:
    """The branch designated another of its districts, where the case has a handler now."""
    to_served_filing(s)
    s.later(3, 6)
    designate(s)
    s.later(1, 2)
    take_over(s)
