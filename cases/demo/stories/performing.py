"""Arcs of cases with a judgment in force."""

from cases.demo.arcs import AGAINST_WRONGDOERS, SUED, arc
from cases.demo.scenes.judgment import (
    PERFORMANCE,
    enforce,
    pay,
    recommend_to_court,
    report,
    to_final,
    to_in_force,
    to_mediated,
    transfer_to_enforcement,
)
from cases.demo.script import Script
from cases.domain.vocabulary import CaseState
from pilit.law.calendar import DAY


@arc(CaseState.IN_FORCE, kinds=SUED, sues=True, reports_up=True)
def in_force(s: Script) -> None:
    """Nobody appealed; the defendant has to perform."""
    to_in_force(s)


@arc(CaseState.IN_FORCE, kinds=SUED, sues=True, reports_up=True)
def partly_performed(s: Script) -> None:
    """The defendant reports progress, not performance."""
    to_in_force(s)
    if s.passes(20):
        s.later(14, 20)
        report(s, done=False)
        pay(s, 40)


@arc(CaseState.IN_FORCE, sues=True, reports_up=True)
def upheld_on_appeal(s: Script) -> None:
    """The judgment was upheld on appeal; the organ has to perform."""
    to_final(s)


@arc(CaseState.IN_FORCE, kinds=AGAINST_WRONGDOERS, sues=True, reports_up=True)
def mediated(s: Script) -> None:
    """The parties agreed on all that was claimed; the wrongdoer has to perform it."""
    to_mediated(s)


@arc(CaseState.ENFORCING, kinds=SUED, sues=True, reports_up=True)
def enforced(s: Script) -> None:
    """The defendant did not perform; the court enforces."""
    to_enforcing(s)
    s.later(12, 18)
    enforce(s, "penalty_to_perform")
    pay(s, 25)


@arc(CaseState.ENFORCING, sues=True, reports_up=True)
def court_urged(s: Script) -> None:
    """Enforcement drags; the procuratorate recommends to the court."""
    to_enforcing(s)
    s.later(20, 30)
    recommend_to_court(s)


def to_enforcing(s: Script) -> None:
    """From the report to enforcement under way."""
    to_in_force(s, within=60)
    s.until(s.ends[PERFORMANCE] + 5 * DAY)
    transfer_to_enforcement(s)
    s.later(3, 6)
    enforce(s, "notice_to_perform")
    s.later(12, 18)
    enforce(s, "summon_to_perform")
    pay(s, 50)
