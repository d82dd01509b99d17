"""Entering a year's rest days, and what changes with them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from agencies.actor import Actor
from cases.domain.ladder import Audience
from cases.models import Case, Clue, Deadline, DeadlineStatus, Event, RestDayArrangement
from cases.querysets import DeadlineQuerySet
from cases.services import record
from cases.services.audience import People
from cases.services.calendars import current_calendar
from cases.services.ledger import Ledger
from cases.services.outbox import notice, send_out
from cases.services.periods import rule_of
from pilit.law.calendar import YearArrangement
from pilit.law.errors import NotPermitted
from pilit.law.texts import N_, Text
from pilit.web.clock import beijing_date

BATCH: Final = 100
"""How many clues or cases are locked in one transaction."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many deadlines were computed anew, and how many of them changed."""

    deadlines: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class _Change:
    """One deadline that changed, as the ledger tells it."""

    deadline: Deadline
    told: dict[str, Any]


def enter_arrangement(
    year: int,
    rest_days: Iterable[dt.date],
    working_days: Iterable[dt.date],
    source: str,
    actor: Actor,
    at: dt.datetime,
) -> Recomputed:
    """Enter or correct the arrangement of a year, and recompute what depends on it.

    ``rest_days`` and ``working_days`` (weekend days that are worked) lie in the year or the
    December before it; ``source`` says where the State Council's notice is published. Raises
    :class:`Invalid` for dates that contradict each other, :class:`NotPermitted` where nobody is
    named who enters it.
    """
    save_arrangement(year, rest_days, working_days, source, actor, at)
    return recompute_year(year, actor, at)


def save_arrangement(
    year: int,
    rest_days: Iterable[dt.date],
    working_days: Iterable[dt.date],
    source: str,
    actor: Actor,
    at: dt.datetime,
) -> RestDayArrangement:
    """The first half of :func:`enter_arrangement`, for callers that must commit in between."""
    if actor.user is None:
        raise NotPermitted
    checked = YearArrangement(year, frozenset(rest_days), frozenset(working_days), source)
    saved, _new = RestDayArrangement.objects.update_or_create(
        year=year,
        defaults={
            "rest_days": sorted(checked.rest_days),
            "working_days": sorted(checked.working_days),
            "source": source,
            "entered_by": actor.user,
            "entered_at": at,
        },
    )
    return saved


def recompute_year(year: int, actor: Actor, at: dt.datetime) -> Recomputed:
    """Recompute every pending deadline that the arrangement of a year may move.

    That is what is provisional, and what ends in the year or the December before it. Each change
    is an event in the history of its clue or case, and those who must act are told of a last day
    that moved. In transactions of their own; done again, it goes on where it was interrupted.
    """
    of_year = Q(due_on__year=year) | Q(due_on__year=year - 1, due_on__month=12)
    return _recompute(_pending().filter(of_year | Q(provisional=True)), actor, at)


def catch_up(at: dt.datetime) -> Recomputed:
    """Recompute what is still provisional though its year is arranged by now.

    A newer calendar library may know the year, or an entry was interrupted.
    """
    years = list(current_calendar().arrangements)
    left = _pending().filter(provisional=True, due_on__year__in=years)
    return _recompute(left, Actor.system(), at) if left.exists() else Recomputed()


def _pending() -> DeadlineQuerySet:
    """What still runs to a known end, or was missed and is not made good."""
    return Deadline.objects.filter(
        status__in=(DeadlineStatus.RUNNING, DeadlineStatus.MISSED), met_on__isnull=True
    )


def _recompute(rows: DeadlineQuerySet, actor: Actor, at: dt.datetime) -> Recomputed:
    seen = changed = 0
    for model, column in ((Case, "case"), (Clue, "clue")):
        ids = rows.filter(**{f"{column}__isnull": False}).order_by(column)
        keys = list(ids.values_list(column, flat=True).distinct())
        for start in range(0, len(keys), BATCH):
            with transaction.atomic():
                portion = keys[start : start + BATCH]
                locked = model._default_manager.filter(pk__in=portion).order_by("pk")
                targets = locked.select_for_update(of=("self",)).select_related("procuratorate")
                done = _recompute_targets(targets, column, rows, actor, at)
            seen += done.deadlines
            changed += done.changed
    return Recomputed(seen, changed)


def _recompute_targets(
    targets: Iterable[Clue | Case],
    column: str,
    rows: DeadlineQuerySet,
    actor: Actor,
    at: dt.datetime,
) -> Recomputed:
    """Recompute the deadlines of locked targets; the chains of events are locked last."""
    by_key = {target.pk: target for target in targets}
    found = rows.filter(**{f"{column}__in": list(by_key)}).order_by("id")
    deadlines: dict[int, list[Deadline]] = {}
    for deadline in found.prefetch_related("suspensions", "extensions"):
        deadlines.setdefault(getattr(deadline, f"{column}_id"), []).append(deadline)
    events, changes = [], []
    for key, mine in deadlines.items():
        target = by_key[key]
        ledger = Ledger(target, at)
        for deadline in mine:
            setattr(deadline, column, target)
            # What follows from another's end was computed with it.
            if all(change["deadline"] != deadline.pk for change in ledger.changes):
                ledger.recompute(deadline, "recomputed")
        if not ledger.changes:
            continue
        ledger.refresh_target()
        target.save(update_fields=[name for name in NEXT_DUE if hasattr(target, name)])
        changes += _loaded(ledger, target, column)
        events += [_event(target, change, actor, at) for change in changes[-len(ledger.changes) :]]
