"""Batch after batch until nothing is due.

What is due is found by ``fires_at <= at``, never by a window of days, so an outage delays and loses
nothing. A batch is one transaction: whatever is killed in the middle of it leaves no trace, and the
next sweep finds the same work. See ``docs/decisions/0006-reminders.md``.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Final, NamedTuple, Self

from django.db import transaction
from django.db.models import Q

from cases.models import Case, Clue, Deadline, Matter
from cases.querysets import DeadlineQuerySet
from cases.sweep.ends import CLOCK_ACTIONS, ClockActionError, act, note
from cases.sweep.firing import Firing
from cases.sweep.reminders import remind
from cases.sweep.statements import refresh_next_due

BATCH: Final = 500
#: Actions of the clock are taken one by one, and the chains of events stay locked meanwhile.
ACTIONS: Final = 50

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


def sweep(
    at: dt.datetime, *, batch: int = BATCH, among: Iterable[Clue | Case | Matter] | None = None
) -> SweepResult:
    """Do everything that is due at a moment; see :func:`sweep_batches`."""
    return sum(sweep_batches(at, batch=batch, among=among), SweepResult())


def sweep_batches(
    at: dt.datetime, *, batch: int = BATCH, among: Iterable[Clue | Case | Matter] | None = None
) -> Iterator[SweepResult]:
    """Do what is due at a moment, in transactions of at most ``batch`` deadlines each.

    Notes the end of periods that are over, lets the clock take the actions that follow, and sends
    the reminders of the present rung. Safe to run at any time, as often and as many at once as you
    like: cases that others have locked are passed over. ``among`` restricts it to some clues and
    cases (a scenario sweeps its own). Raises ``ValueError`` for a moment without an offset.
    """
    if at.tzinfo is None:
        raise ValueError("a sweep needs a moment with an offset")
    due = Deadline.objects.to_fire(at)
    if among is not None:
        due = _among(due, list(among))
    last: Deadline | None = None
    failed: set[int] = set()
    while rows := _bounded(list(_after(due, last)[:batch])):
        try:
            with transaction.atomic():
                result = _sweep(rows, at, failed)
        except ClockActionError as failure:
            # One case must not hold up the others: the batch is done again without it.
            log.exception("%s; the next sweep tries again", failure)
            failed.add(failure.case_id)
            continue
        last = rows[-1]
        yield result


def _bounded(rows: list[Deadline]) -> list[Deadline]:
    """So many of the rows that the clock takes at most :data:`ACTIONS` actions on them."""
    clocked = [place for place, row in enumerate(rows) if row.code in CLOCK_ACTIONS]
    return rows[: clocked[ACTIONS]] if len(clocked) > ACTIONS else rows


def _among(due: DeadlineQuerySet, targets: list[Clue | Case | Matter]) -> DeadlineQuerySet:
    cases = [target.pk for target in targets if isinstance(target, Case)]
    clues = [target.pk for target in targets if isinstance(target, Clue)]
    matters = [target.pk for target in targets if isinstance(target, Matter)]
    return due.filter(Q(case__in=cases) | Q(clue__in=clues) | Q(matter__in=matters))


def _after(due: DeadlineQuerySet, last: Deadline | None) -> DeadlineQuerySet:
    """The queue of due deadlines behind ``last``; those that a batch set going are in it."""
    if last is None:
        return due
    # The first condition says nothing new; it lets PostgreSQL start in the index.
    return due.filter(fires_at__gte=last.fires_at).filter(
        Q(fires_at__gt=last.fires_at) | Q(id__gt=last.id)
    )


def _sweep(rows: list[Deadline], at: dt.datetime, failed: set[int]) -> SweepResult:
    """One batch, in a transaction: lock, remind, note ends, let the clock act.

    Locks are taken in the order that holds everywhere: clues and cases first, chains of events
    last. Rows that somebody else has locked are skipped, so this never waits for a case while it
    holds others.
    """
    locked = _lock(rows, failed)
    cases, clues, matters = locked.cases, locked.clues, locked.matters
    due = Deadline.objects.to_fire(at).filter(pk__in=[row.pk for row in rows])
    due = due.filter(
        Q(case__in=list(cases)) | Q(clue__in=list(clues)) | Q(matter__in=list(matters))
    )
    firings = []
    for deadline in due.select_related("responsible"):
        if deadline.case_id is not None:
            deadline.case = cases[deadline.case_id]
        elif deadline.clue_id is not None:
            deadline.clue = clues[deadline.clue_id]
        elif deadline.matter_id is not None:
            deadline.matter = matters[deadline.matter_id]
        firings.append(Firing.of(deadline, at))
    if not firings:
        return SweepResult(left=len(rows))
    reminded = remind(firings, at)
    note(firings, at)
    acted = act(firings, at)
    refresh_next_due(cases, clues, matters)
    return SweepResult(
        deadlines=len(firings),
        missed=sum(firing.ends and not firing.lapses for firing in firings),
        lapsed=sum(firing.ends and firing.lapses for firing in firings),
        actions=len(acted),
        sent=reminded.sent,
        superseded=reminded.superseded,
        left=len(rows) - len(firings),
    )


class _Locked(NamedTuple):
    cases: dict[int, Case]
    clues: dict[int, Clue]
    matters: dict[int, Matter]


def _lock(rows: list[Deadline], failed: set[int]) -> _Locked:
    case_ids = {row.case_id for row in rows if row.case_id is not None} - failed
    clue_ids = {row.clue_id for row in rows if row.clue_id is not None}
    matter_ids = {row.matter_id for row in rows if row.matter_id is not None}
    # In the order of keys, like everybody who locks several.
    cases = Case.objects.filter(pk__in=case_ids).order_by("pk")
    clues = Clue.objects.filter(pk__in=clue_ids).order_by("pk")
    matters = Matter.objects.filter(pk__in=matter_ids).order_by("pk")
    cases = cases.select_for_update(skip_locked=True, of=("self",))
    clues = clues.select_for_update(skip_locked=True, of=("self",))
    matters = matters.select_for_update(skip_locked=True, of=("self",))
    return _Locked(
        {case.pk: case for case in cases.select_related("procuratorate", "handler")},
        {clue.pk: clue for clue in clues.select_related("procuratorate", "registered_by")},
        {row.pk: row for row in matters.select_related("procuratorate", "author")},
    )
