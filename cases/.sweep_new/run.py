"""Batch after batch until nothing is due.

What is due is found by ``fires_at <= at``, never by a window of days, so an outage delays and loses
nothing. A batch is one transaction: whatever is killed in the middle of it leaves no trace, and the
next sweep finds the same work. See ``docs/decisions/0006-reminders.md``.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import NamedTuple, Self

from django.db import transaction
from django.db.models import Q, QuerySet

from cases.models import Case, Clue, Deadline
from cases.sweep.ends import ClockActionError, Ends, act, refresh_next_due, write_ends
from cases.sweep.firing import Firing
from cases.sweep.reminders import Reminded, remind

BATCH = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SweepResult:
    """How much a sweep did.

    ``deadlines`` it had something to do with, of which ``missed`` and ``lapsed`` ended; ``actions``
    the clock took; reminders ``sent`` and ``superseded``; and deadlines ``left`` to the next sweep,
    because somebody is at work on their case right now or an action failed (which is logged).
    """

    deadlines: int = 0
    missed: int = 0
    lapsed: int = 0
    actions: int = 0
    sent: int = 0
    superseded: int = 0
    left: int = 0

    def __add__(self, other: Self) -> Self:
        pairs = zip(astuple(self), astuple(other), strict=True)
        return type(self)(*(mine + theirs for mine, theirs in pairs))


class _Place(NamedTuple):
    """Where in the queue of due deadlines the sweep has come to."""

    fires_at: dt.datetime
    id: int


class _Due(NamedTuple):
    id: int
    fires_at: dt.datetime
    case_id: int | None
    clue_id: int | None


def sweep(
    at: dt.datetime, *, batch: int = BATCH, among: Iterable[Clue | Case] | None = None
) -> SweepResult:
    """Do everything that is due at a moment; see :func:`sweep_batches`."""
    result = SweepResult()
    for done in sweep_batches(at, batch=batch, among=among):
        result += done
    return result


def sweep_batches(
    at: dt.datetime, *, batch: int = BATCH, among: Iterable[Clue | Case] | None = None
) -> Iterator[SweepResult]:
    """Do what is due at a moment, in transactions of at most ``batch`` deadlines each.

    Notes the end of periods that are over, lets the clock take the actions that follow, and sends
    the reminders of the present rung. Safe to run at any time, as often and as many at once as you
    like: cases that others have locked are passed over. ``among`` restricts it to some clues and
    cases (a scenario sweeps its own). Raises ``ValueError`` for a moment without an offset.
    """
    if at.tzinfo is None:
        raise ValueError("a sweep needs a moment with an offset")
    due = _to_sweep(at, among)
    place: _Place | None = None
    failed: set[int] = set()
    while rows := _next(due, place, batch):
        try:
            with transaction.atomic():
                result = _sweep(rows, at, failed)
        except ClockActionError as failure:
            # One case must not hold up the others: the batch is done again without it.
            log.exception("%s; it is tried again by the next sweep", failure)
            failed.add(failure.case_id)
            continue
        place = _Place(rows[-1].fires_at, rows[-1].id)
        yield result


def _to_sweep(at: dt.datetime, among: Iterable[Clue | Case] | None) -> "QuerySet[Deadline]":
    due = Deadline.objects.to_fire(at)
    if among is None:
        return due
    targets = list(among)
    return due.filter(
        Q(case__in=[target.pk for target in targets if isinstance(target, Case)])
        | Q(clue__in=[target.pk for target in targets if isinstance(target, Clue)])
    )


def _next(due: "QuerySet[Deadline]", place: _Place | None, batch: int) -> list[_Due]:
    """The next deadlines in the queue; those that an earlier batch set going are among them."""
    if place is not None:
        due = due.filter(fires_at__gte=place.fires_at).filter(
            Q(fires_at__gt=place.fires_at) | Q(id__gt=place.id)
        )
    rows = due.values_list("id", "fires_at", "case_id", "clue_id")[:batch]
    return [_Due(id_, fires_at or at_end, case, clue) for id_, fires_at, case, clue in rows]


at_end = dt.datetime.max.replace(tzinfo=dt.UTC)


def _sweep(rows: list[_Due], at: dt.datetime, failed: set[int]) -> SweepResult:
    """One batch, in a transaction: lock, remind, note ends, let the clock act.

    Locks are taken in the order that holds everywhere: cases and clues first, chains of events
    last. Rows that somebody else has locked are skipped, so this never waits for a case while it
    holds others.
    """
    cases, clues = _lock(rows, failed)
    due = Deadline.objects.to_fire(at).filter(pk__in=[row.id for row in rows])
    locked = due.filter(Q(case__in=cases) | Q(clue__in=clues)).select_related("responsible")
    firings = []
    for deadline in locked:
        if deadline.case_id is not None:
            deadline.case = cases[deadline.case_id]
        elif deadline.clue_id is not None:
            deadline.clue = clues[deadline.clue_id]
        firings.append(Firing.of(deadline, at))
    reminded = remind(firings, at) if firings else Reminded()
    ends = write_ends(firings, at)
    acted = act(ends, at)
    refresh_next_due(
        [case for case in cases.values() if case.pk not in acted], list(clues.values())
    )
    return _count(rows, firings, ends, acted, reminded)


def _lock(
    rows: list[_Due], failed: set[int]
) -> tuple[dict[int, Case], dict[int, Clue]]:
    case_ids = {row.case_id for row in rows if row.case_id is not None} - failed
    clue_ids = {row.clue_id for row in rows if row.clue_id is not None}
    cases = Case.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=case_ids)
    clues = Clue.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=clue_ids)
    return (
        {case.pk: case for case in cases.select_related("procuratorate", "handler").order_by("pk")},
        {
            clue.pk: clue
            for clue in clues.select_related("procuratorate", "registered_by").order_by("pk")
        },
    )


def _count(
    rows: list[_Due], firings: list[Firing], ends: Ends, acted: set[int], reminded: Reminded
) -> SweepResult:
    return SweepResult(
        deadlines=len(firings),
        missed=len(ends.missed),
        lapsed=len(ends.lapsed),
        actions=len(acted),
        sent=reminded.sent,
        superseded=reminded.superseded,
        left=len(rows) - len(firings),
    )
