"""PURE: whether a joint mechanism lives, and why it is said to (Opinions 7: the mechanisms are to
last).

No law says how often a mechanism meets or shares information: what is compared with is what its
members agreed themselves, and the days they named.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pilit.law.calendar import Calendar
from pilit.law.lengths import Length
from pilit.law.texts import N_


class Life(StrEnum):
    LIVES = "lives"
    FALTERS = "falters"
    DORMANT = "dormant"
    ENDED = "ended"


LIVES = {
    Life.LIVES: N_("Lives"),
    Life.FALTERS: N_("Falters"),
    Life.DORMANT: N_("Lies dormant"),
    Life.ENDED: N_("Has ended"),
}
RULE = N_(
    "It lives while a joint meeting was held within the time agreed, no task and no review of a "
    "co-signed document is overdue, and all information came when it was agreed to. It falters "
    "where one of these fails. It lies dormant where no meeting was held within the time agreed "
    "and in all that time nothing else was done either: nothing signed or reviewed, no "
    "information shared, no task reported on, no training, no exchange."
)


class Failing(StrEnum):
    """What keeps a mechanism from being called alive."""

    NO_MEETING = "no_meeting"
    TASKS = "tasks"
    REVIEWS = "reviews"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: since which day no meeting was held, or how many of a thing are late."""

    failing: Failing
    number: int = 0
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Doings:
    """What a mechanism was seen to do. Days are Beijing dates; ``None``: never.

    ``meets_every``: a joint meeting is agreed on at least once in that time. ``done_on``: the last
    day on which anything at all was done in it.
    """

    established_on: dt.date
    meets_every: Length
    met_on: dt.date | None = None
    done_on: dt.date | None = None
    tasks_late: int = 0
    reviews_late: int = 0
    information_late: int = 0
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it lives, and all that fails."""

    life: Life
    reasons: tuple[Reason, ...] = ()


_ANY_DAY: Final = Calendar({})
"""What is agreed between organs is no statutory period: no day of rest moves it."""


def information_due_on(agreed_on: dt.date, received_on: dt.date | None, every: Length) -> dt.date:
    """The last day by which information is to come next: counted from the day on which it last
    came, before the first time from the day on which it was agreed on.
    """
    return every.after(received_on or agreed_on, _ANY_DAY)


def is_late(due_on: dt.date, today: dt.date) -> bool:
    """Whether a day named has passed."""
    return due_on < today


def late_among(days: Iterable[dt.date], today: dt.date) -> int:
    """How many of the days named have passed."""
    return sum(is_late(day, today) for day in days)


def verdict_on(seen: Doings, today: dt.date) -> Verdict:
    """Whether it lives on a Beijing date; the rule in words is :data:`RULE`."""
    if seen.has_ended:
        return Verdict(Life.ENDED)
    since = seen.met_on or seen.established_on
    meets_not = is_late(seen.meets_every.after(since, _ANY_DAY), today)
    late = (
        (Failing.TASKS, seen.tasks_late),
        (Failing.REVIEWS, seen.reviews_late),
        (Failing.INFORMATION, seen.information_late),
    )
    reasons = [Reason(Failing.NO_MEETING, since=since)] if meets_not else []
    reasons += [Reason(failing, number) for failing, number in late if number]
    if not reasons:
        return Verdict(Life.LIVES)
    last = max(day for day in (seen.done_on, since) if day is not None)
    still = meets_not and is_late(seen.meets_every.after(last, _ANY_DAY), today)
    return Verdict(Life.DORMANT if still else Life.FALTERS, tuple(reasons))
