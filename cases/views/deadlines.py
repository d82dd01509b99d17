"""Deadlines on a page: what is due, on what basis, and how the day was computed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.actions.base import Target
from cases.domain.rulebook import Procedure, Rule
from cases.models import Case, Deadline, DeadlineStatus, ServiceRecord
from cases.services.calendars import current_calendar
from cases.services.periods import computation, rule_of
from cases.views.access import now, page
from pilit.law.calendar import Calendar
from pilit.law.errors import NotFound
from pilit.law.explain import Line
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import steps_in_words, translated

OPEN = frozenset({DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED, DeadlineStatus.MISSED})


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline as it is shown."""

    row: Deadline
    rule: Rule
    basis: tuple[str, ...]
    steps: tuple[Line, ...] = ()

    @property
    def label(self) -> str:
        """What the period is called, in the reader's language."""
        return translated(self.rule.label)

    @property
    def who(self) -> str:
        """Who must do what, in the reader's language."""
        return translated(self.rule.who)

    @property
    def start(self) -> str:
        """The event that started the clock, in the reader's language."""
        return translated(self.rule.start)

    @property
    def proof(self) -> ServiceRecord | None:
        """The proof of service that its start points to."""
        return self.row.proof

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.row.status in OPEN and self.row.met_on is None

    @property
    def is_moot(self) -> bool:
        """Whether it was missed and the case has gone past it: nobody is reminded any more."""
        return self.row.status == DeadlineStatus.MISSED and self.row.fires_at is None


def next_due(dues: Iterable[Due], today: dt.date) -> Due | None:
    """The deadline to look at: the first that runs; a missed one only while nothing else runs."""
    dated = [due for due in dues if due.is_open and due.row.due_on is not None]
    running = [due for due in dated if due.row.due_on is not None and due.row.due_on >= today]
    return next(iter(running or dated), None)


@dataclass(frozen=True, slots=True)
class Dues:
    """The deadlines of a clue or case: those that still ask for something by day, and those that
    ended, were it without the duty done and the case past it.
    """

    open: list[Due]
    ended: list[Due]

    def next(self, today: dt.date) -> Due | None:
        """The deadline to look at."""
        return next_due(self.open, today)

    def of(self, code: str) -> Due | None:
        """The deadline under a code: an open one, else the last that ended."""
        return next((due for due in (*self.open, *self.ended) if due.row.code == code), None)

    def with_id(self, pk: int | None) -> Due | None:
        """The deadline of that id."""
        return next((due for due in (*self.open, *self.ended) if due.row.pk == pk), None)

    def late(self, today: dt.date) -> list[Due]:
        """Those whose end has passed and that still ask for something."""
        return [due for due in self.open if due.row.due_on is not None and due.row.due_on < today]


def due_of(
    row: Deadline, procedure: Procedure | None = None, calendar: Calendar | None = None
) -> Due:
    """A deadline with its rule; with a calendar also the steps of its computation."""
    entry = rule_of(row)
    steps = tuple(steps_in_words(computation(row, calendar).steps)) if calendar else ()
    return Due(row, entry, entry.basis_in(procedure), steps)


def dues_of(target: Target) -> Dues:
    """All deadlines of a clue or case with their explanation; those cancelled are left out."""
    procedure = Procedure.of(target.kind) if isinstance(target, Case) else None
    rows = (
        target.deadlines.exclude(status=DeadlineStatus.CANCELLED)
        .select_related("responsible", "proof")
        .prefetch_related("suspensions", "extensions")
    )
    calendar = current_calendar()
    dues = [due_of(row, procedure, calendar) for row in rows]
    asking = [due for due in dues if due.is_open and not due.is_moot]
    return Dues(
        open=sorted(asking, key=lambda due: due.row.due_on or dt.date.max),
        ended=[due for due in reversed(dues) if due not in asking],
    )


@page
@require_safe
def deadline_explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """How the end of one deadline was computed, step by step with articles."""
    actor = actor_of(request)
    row = (
        Deadline.objects.visible_to(actor)
        .filter(pk=pk)
        .select_related("case", "clue", "responsible", "proof")
        .prefetch_related("suspensions", "extensions")
        .first()
    )
    if row is None:
        raise NotFound
    procedure = Procedure.of(row.case.kind) if row.case else None
    context = {
        "due": due_of(row, procedure, current_calendar()),
        "target": row.case or row.clue,
        "is_case": row.case is not None,
        "today": beijing_date(now()),
    }
    return respond(request, "cases/deadline.html", context, fragment="steps")
