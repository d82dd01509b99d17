"""The pages of those who see a facet of a case: organs, courts and entrusted procuratorates have
pages of their own.

A facet is a separate page with its own querysets, never a big page with conditions. Every row on it
comes from ``visible_to``; what a row itself holds (items, claims, orders) comes with it. Nothing is
read from the case that its parties are not told: not its state between two acts served on them, not
its people, not its history.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.rulebook import Procedure, UnknownRule, rule
from cases.models import Case, Deadline, DeadlineStatus
from cases.models.base import CaseChild
from cases.services.calendars import current_calendar
from cases.views.deadlines import Due, due_of
from pilit.law.calendar import Calendar
from pilit.law.explain import Line
from pilit.web.texts import steps_in_words, translated


@dataclass(frozen=True, slots=True)
class Facet:
    """What one kind of outsider is shown: their work, their cases, and one case."""

    work: Callable[[HttpRequest], HttpResponse]
    cases: Callable[[HttpRequest], HttpResponse]
    case: Callable[[HttpRequest, Case], HttpResponse]


FACETS: dict[OrganisationKind, Facet] = {}
"""By kind of organisation; each kind enters itself (``organ``, ``court``, ``entrusted``)."""


def facet_of(actor: Actor) -> Facet | None:
    """The facet of the actor's first seat outside the procuratorates.

    ``None`` for insiders and strangers.
    """
    if actor.seats_in(OrganisationKind.PROCURATORATE):
        return None
    return next(
        (
            FACETS[seat.organisation_kind]
            for seat in actor.seats
            if seat.organisation_kind in FACETS
        ),
        None,
    )


def facet_on_case(actor: Actor) -> Facet | None:
    """The facet in which the actor sees a case they do not see from inside; ``None`` for none.

    For people of procuratorates that is what their own is entrusted with.
    """
    if actor.seats_in(OrganisationKind.PROCURATORATE):
        return FACETS[OrganisationKind.PROCURATORATE]
    return facet_of(actor)


def seats_at(actor: Actor, kind: OrganisationKind) -> frozenset[int]:
    """The organisations of a kind that the actor sits in, by id."""
    return frozenset(seat.organisation_id for seat in actor.seats_in(kind))


def seen[M: CaseChild](model: type[M], actor: Actor, case: Case) -> QuerySet[M]:
    """The rows of a model that the actor may see of one case."""
    rows: QuerySet[M] = model._default_manager.visible_to(actor)  # type: ignore[attr-defined]
    return rows.filter(**{model.case_path: case})


def own_dues(actor: Actor, case: Case) -> list[Due]:
    """The deadlines of a case that the actor's own organisation has to keep, those open first."""
    rows = (
        Deadline.objects.visible_to(actor)
        .filter(case=case)
        .exclude(status=DeadlineStatus.CANCELLED)
        .select_related("responsible", "proof")
        .prefetch_related("suspensions", "extensions")
    )
    procedure, calendar = Procedure.of(case.kind), current_calendar()
    dues = [due_of(row, procedure, calendar) for row in rows]
    return sorted(dues, key=lambda due: (not due.is_open, due.row.due_on or dt.date.max))


def is_past_mending(due: Due, today: dt.date) -> bool:
    """Whether a deadline was missed and nobody counts on it any more: the case has gone past it."""
    row = due.row
    over = row.due_on is not None and row.due_on < today
    return due.is_open and over and row.fires_at is None


@dataclass(frozen=True, slots=True)
class Period:
    """A period that begins with an act the reader knows of, computed from its day.

    For periods that stand in the ledger under somebody else's name, or in nobody's: the right to
    appeal is either party's.
    """

    code: str
    label: str
    who: str
    start_on: dt.date
    due_on: dt.date
    basis: tuple[str, ...]
    provisional: bool
    steps: tuple[Line, ...]


def period(code: str, on: dt.date, case: Case, calendar: Calendar | None = None) -> Period | None:
    """The period under ``code`` that begins on a Beijing date.

    ``None`` where no rule book covers that day.
    """
    procedure = Procedure.of(case.kind)
    try:
        entry = rule(code, on, procedure)
    except UnknownRule:
        return None
    found = entry.compute(on, calendar or current_calendar(), procedure=procedure)
    if found.end is None:
        return None
    return Period(
        code=code,
        label=translated(entry.label),
        who=translated(entry.who),
        start_on=on,
        due_on=found.end,
        basis=entry.basis_in(procedure),
        provisional=found.provisional,
        steps=tuple(steps_in_words(found.steps)),
    )
