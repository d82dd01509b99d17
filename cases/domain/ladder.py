"""When people are reminded of a deadline, and who: the ladder.

Reminders go out at eight in the morning, Beijing time; a period is over at midnight after its last
day. All moments here are pairs of a Beijing date and a time, so that a sweep that comes late finds
the same stages.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final, NamedTuple

from pilit.law.texts import N_

MORNING: Final = dt.time(8)
MIDNIGHT: Final = dt.time(0)

type Moment = tuple[dt.date, dt.time]
"""A Beijing date and time."""


class Audience(StrEnum):
    """Who is told; ``cases.services.audience`` knows the people."""

    RESPONSIBLE = "responsible"  # those who must act
    RESPONSIBLE_LEADER = "responsible_leader"  # and whoever leads them
    HANDLER = "handler"  # of the case, whoever must act
    HEAD = "head"
    CHIEF = "chief"
    SUPERIOR = "superior"  # head of the next higher procuratorate


@dataclass(frozen=True, slots=True)
class Stage:
    """One rung: ``offset`` days after (before, if negative) the last day; and who is told."""

    name: str
    offset: int
    audience: tuple[Audience, ...]
    label: str


_ACT = (Audience.RESPONSIBLE, Audience.HANDLER)
_LED = (*_ACT, Audience.RESPONSIBLE_LEADER)

BEFORE: Final = (
    Stage("d15", -15, _ACT, N_("15 days left")),
    Stage("d7", -7, _ACT, N_("7 days left")),
    Stage("d3", -3, _LED, N_("3 days left")),
    Stage("d1", -1, _LED, N_("1 day left")),
    Stage("d0", 0, (*_LED, Audience.HEAD), N_("ends today")),
)
AFTER: Final = (
    Stage("o1", 1, (*_LED, Audience.HEAD), N_("ended yesterday")),
    Stage("w1", 8, (*_LED, Audience.HEAD, Audience.CHIEF), N_("overdue by a week")),
)
EVERYBODY: Final = (*_LED, Audience.HEAD, Audience.CHIEF, Audience.SUPERIOR)
WEEK: Final = 7

#: Periods in which a right may be used: their end is nobody's failure, the right lapses.
RIGHTS: Final = frozenset(
    {
        "appeal_judgment",
        "appeal_ruling",
        "public_notice",
        "co_plaintiff_joining",
        "enforcement_application",
        "mediation_notice",
        "confirmation_notice",
    }
)


class Turn(NamedTuple):
    """What a sweep has to send: the rung people stand on now, and those that were passed by."""

    present: Stage | None
    skipped: tuple[Stage, ...]


def stages(*, after_end: bool) -> Iterator[Stage]:
    """The rungs in order; those after the end go on weekly without limit where ``after_end``."""
    yield from BEFORE
    if after_end:
        yield from AFTER
        for week in count(2):
            yield Stage(f"w{week}", 1 + week * WEEK, EVERYBODY, N_("overdue for weeks"))


def stage_day(due_on: dt.date, stage: Stage) -> dt.date:
    """The Beijing date of a rung."""
    return due_on + dt.timedelta(days=stage.offset)


def reached(start_on: dt.date, due_on: dt.date, now: Moment, *, after_end: bool) -> list[Stage]:
    """The rungs reached by ``now``, oldest first.

    A rung on or before the day the period starts is none: a three-day period has no "3 days left".
    """
    result = []
    for stage in stages(after_end=after_end):
        day = stage_day(due_on, stage)
        if (day, MORNING) > now:
            break
        if day > start_on:
            result.append(stage)
    return result


def turn(
    start_on: dt.date, due_on: dt.date, since: Moment, now: Moment, *, after_end: bool
) -> Turn:
    """What is to be sent at ``now`` of a deadline whose alarm was set for ``since``.

    Only the latest rung is sent; others reached since the alarm were passed by. While the period
    runs, a rung reached before the alarm is neither: the deadline was not there then (late entry),
    or the rung had its turn. Once the last day has passed, no rung before the end is sent any more,
    whose words would be false; of those after it the latest is, even where it was reached before
    the alarm: a deadline entered long after its end is told of once.
    """
    rungs = reached(start_on, due_on, now, after_end=after_end)
    since_alarm = [stage for stage in rungs if (stage_day(due_on, stage), MORNING) >= since]
    if now[0] > due_on:
        present = next((stage for stage in reversed(rungs) if stage.offset > 0), None)
    else:
        present = since_alarm[-1] if since_alarm else None
    return Turn(present, tuple(stage for stage in since_alarm if stage != present))


def next_moment(
    start_on: dt.date,
    due_on: dt.date,
    now: Moment,
    *,
    ended: bool,
    after_end: bool,
) -> Moment | None:
    """The first moment after ``now`` at which a reminder goes out or the period ends.

    ``ended`` says that the end has been noted already. ``None``: nothing is left to do.
    """
    moments = []
    if not ended:
        moments.append((due_on + dt.timedelta(days=1), MIDNIGHT))
    for stage in stages(after_end=after_end):
        day = stage_day(due_on, stage)
        if day > start_on and (day, MORNING) > now:
            moments.append((day, MORNING))
            break
    return min(moments, default=None)
