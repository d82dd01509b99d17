"""Entering a year's rest days, and what changes with them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db import transaction
from django.db.models import Q

from agencies.actor import Actor
from cases.domain.ladder import Audience
from cases.models import (
    Case,
    Clue,
    Deadline,
    DeadlineStatus,
    Event,
    RestDayArrangement,
    columns,
)
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
KIND: Final = "deadline_moved"
SUMMARY: Final = ("next_due_on", "next_due_rule")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many deadlines were computed anew, and how many of them changed."""

    deadlines: int = 0
    changed: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(self.deadlines + other.deadlines, self.changed + other.changed)


@dataclass(frozen=True, slots=True)
class _Change:
    """One deadline that changed, as the ledger tells it."""

    target: Clue | Case
    deadline: Deadline
    told: dict[str, Any]

    @property
    def before(self) -> dt.date | None:
        """The last day as it was."""
        before = self.told["before"]
        return before if isinstance(before, dt.date) else None

    @property
    def moved(self) -> bool:
        """Whether the last day is another one now."""
        return self.before != self.deadline.due_on


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
    result = Recomputed()
    kinds: tuple[tuple[type[Case] | type[Clue], str], ...] = ((Case, "case"), (Clue, "clue"))
    for kind, column in kinds:
        keys = list(
            rows.filter(**{f"{column}__isnull": False})
            .order_by(column)
            .values_list(column, flat=True)
            .distinct()
        )
        for start in range(0, len(keys), BATCH):
            with transaction.atomic():
                # In the order of keys, like everybody who locks several; and without a join, in
                # which a case that passes elsewhere meanwhile would be missing.
                batch = kind._default_manager.filter(pk__in=keys[start : start + BATCH])
                list(batch.order_by("pk").select_for_update().values_list("pk", flat=True))
                locked = batch.order_by("pk").select_related("procuratorate")
                result += _recompute_locked(list(locked), rows, actor, at)
    return result


def _recompute_locked(
    targets: list[Clue | Case], rows: DeadlineQuerySet, actor: Actor, at: dt.datetime
) -> Recomputed:
    """Recompute the deadlines of locked clues or cases; the chains of events are locked last."""
    seen = 0
    changes: list[_Change] = []
    for target in targets:
        ledger = Ledger(target, at)
        mine = target.deadlines.filter(pk__in=rows.values("pk")).order_by("id")
        for deadline in mine.prefetch_related("suspensions", "extensions"):
            seen += 1
            # What follows from the end of another was computed with it.
            if all(change["deadline"] != deadline.pk for change in ledger.changes):
                ledger.recompute(deadline, "recomputed")
        if ledger.changes:
            ledger.refresh_target()
            target.save(update_fields=[name for name in SUMMARY if hasattr(target, name)])
            changes += _changes(target, ledger)
    record.append_all([_event(change, actor, at) for change in changes])
    _tell_of_moves([change for change in changes if change.moved], at)
    return Recomputed(seen, len(changes))


def _changes(target: Clue | Case, ledger: Ledger) -> Iterator[_Change]:
    told = {change["deadline"]: change for change in ledger.changes}
    rows = target.deadlines.filter(pk__in=told).select_related("responsible").order_by("id")
    for deadline in rows:
        yield _Change(target, deadline, told[deadline.pk])


def _event(change: _Change, actor: Actor, at: dt.datetime) -> Event:
    target, deadline = change.target, change.deadline
    return Event(
        shard_id=target.procuratorate_id,
        **columns(target),
        action="deadline_recomputed",
        actor=actor.user,
        actor_name=actor.user.name if actor.user else "",
        occurred_at=at,
        recorded_at=at,
        data={
            "code": deadline.code,
            "before": change.before,
            "after": deadline.due_on,
            "provisional": deadline.provisional,
            "calendar": deadline.calendar_version,
        },
        effects={"deadlines": [change.told]},
    )


def _tell_of_moves(changes: list[_Change], at: dt.datetime) -> None:
    """Tell those who must act that the last day is another one."""
    people = People([change.deadline for change in changes], beijing_date(at))
    send_out(
        (
            notice(person, KIND, _moved(change), change.target, at)
            for change in changes
            for person in people.told(change.deadline, (Audience.RESPONSIBLE, Audience.HANDLER))
        ),
        at,
    )


def _moved(change: _Change) -> Text:
    return Text(
        N_(
            "%(number)s: %(rule)s – with the holidays of the year arranged, the last day is"
            " %(after)s instead of %(before)s"
        ),
        {
            "number": change.target.number,
            "rule": Text(rule_of(change.deadline).label),
            "before": change.before or "",
            "after": change.deadline.due_on or "",
        },
    )
