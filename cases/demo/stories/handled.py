"""Arcs about who handles a case: recusal, substitutes."""

from cases.demo.arcs import arc
from cases.demo.scenes.inquiry import consult_files, inspect, to_served_filing
from cases.demo.scenes.people import (
    ask_again,
    decide_recusal,
    object_to_handler,
    stand_in,
    take_over,
)
from cases.demo.script import Script
from cases.domain.vocabulary import CaseState

INQUIRING = CaseState.INQUIRING


@arc(INQUIRING)
def recusal_undecided(s: Script) -> None:
    """The organ applied for the recusal of the procurator; the chief has to decide."""
    _objected(s)


@arc(INQUIRING)
def reconsideration_undecided(s: Script) -> None:
    """The recusal was refused; the organ asked again."""
    _objected(s)
    s.later(1, 2)
    decide_recusal(s, upheld=False)
    s.later(1, 2)
    ask_again(s)


@arc(INQUIRING)
def handler_recused(s: Script) -> None:
    """The procurator is recused; the head has to name another."""
    _objected(s)
    s.later(1, 2)
    decide_recusal(s, upheld=True)


@arc(INQUIRING)
def handler_replaced(s: Script) -> None:
    """The procurator was recused, and another has gone on."""
    handler_recused(s)
    s.later(1)
    s.cast = s.cast.led_by_partner()
    take_over(s)


@arc(INQUIRING)
def substitute_stands_in(s: Script) -> None:
    """The procurator is away; the other one stands in."""
    to_served_filing(s)
    s.later(3, 6)
    inspect(s)
    s.later(2, 4)
    consult_files(s)
    s.later(1, 2)
    stand_in(s, 12)


def _objected(s: Script) -> None:
    to_served_filing(s)
    s.later(4, 8)
    object_to_handler(s)
