"""Arcs of compensation for ecological damage."""

from cases.demo.arcs import AGAINST_WRONGDOERS, Kinds, arc
from cases.demo.places import directory
from cases.demo.scenes.compensation import (
    agree,
    fail,
    publish_agreement,
    right_holder_sues,
    to_agreed,
    to_confirmed,
    to_negotiating,
)
from cases.demo.scenes.judgment import (
    PERFORMANCE,
    complete,
    enforce,
    pay,
    report,
    transfer_to_enforcement,
)
from cases.demo.scenes.review import close
from cases.demo.script import Script
from cases.domain.vocabulary import CaseKind, CaseState, Domain
from pilit.law.calendar import DAY

COMPENSATION: Kinds = frozenset({CaseKind.COMPENSATION})
DAMAGE = frozenset({Domain.ENVIRONMENT})


@arc(CaseState.NEGOTIATING, kinds=AGAINST_WRONGDOERS | COMPENSATION, domains=DAMAGE)
def negotiating(s: Script) -> None:
    """The right-holder negotiates; a case that is to be sued waits for it."""
    to_negotiating(s)


@arc(CaseState.AGREED, kinds=AGAINST_WRONGDOERS | COMPENSATION, domains=DAMAGE)
def agreement_waits(s: Script) -> None:
    """Agreed; the court asked to confirm it has to publish the agreement."""
    to_agreed(s)


@arc(CaseState.AGREED, kinds=COMPENSATION)
def agreed_without_court(s: Script) -> None:
    """Agreed; no court has been asked to confirm it yet."""
    to_negotiating(s)
    s.later(14, 25)
    agree(s)


@arc(CaseState.AGREED, kinds=COMPENSATION)
def agreement_published(s: Script) -> None:
    """The agreement is on public notice."""
    to_agreed(s)
    s.later(2, 6)
    publish_agreement(s)


@arc(CaseState.FOLLOWING_UP, kinds=AGAINST_WRONGDOERS | COMPENSATION, domains=DAMAGE)
def negotiation_failed(s: Script) -> None:
    """They did not agree; the right-holder may sue."""
    to_negotiating(s)
    s.later(20, 30)
    fail(s)


@arc(CaseState.FOLLOWING_UP, kinds=COMPENSATION)
def right_holder_sued(s: Script) -> None:
    """The right-holder sues; the procuratorate may support it."""
    negotiation_failed(s)
    s.later(6, 12)
    right_holder_sues(s)


@arc(CaseState.IN_FORCE, kinds=COMPENSATION)
def agreement_confirmed(s: Script) -> None:
    """The agreement is in force; a part is paid, the rest outstanding."""
    to_confirmed(s)
    if s.passes(20):
        s.later(14, 20)
        report(s, done=False)
        pay(s, 40)


@arc(CaseState.ENFORCING, kinds=COMPENSATION)
def agreement_enforced(s: Script) -> None:
    """The obligor did not perform; the right-holder applied, the court enforces."""
    to_confirmed(s, within=90)
    s.until(s.ends[PERFORMANCE] + 4 * DAY)
    data = {"by": directory()[s.cast.organ].name, "on": s.iso}
    s.do(s.cast.officer, "apply_for_enforcement", data)
    s.later(2, 5)
    transfer_to_enforcement(s)
    s.later(8, 14)
    enforce(s, "penalty_to_perform")
    pay(s, 35)


@arc(CaseState.CLOSED, kinds=COMPENSATION)
def agreement_performed(s: Script) -> None:
    """All is paid and restored."""
    to_confirmed(s)
    s.later(20, 35)
    report(s, done=True)
    pay(s, 100)
    s.later(4, 8)
    complete(s, by_court=True)


@arc(CaseState.CLOSED, kinds=AGAINST_WRONGDOERS, domains=DAMAGE)
def compensation_settled(s: Script) -> None:
    """They agreed and the wrongdoer performed; no suit is needed any more."""
    to_negotiating(s)
    s.later(14, 25)
    agree(s, within=30)
    s.later(32, 40)
    close(s, "compensation_settled")
