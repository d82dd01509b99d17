"""Periods of whole months, as figures are counted by. Pure Python."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_EARLIEST: Final = 2000
_LATEST: Final = 2100


def month_of(text: str) -> dt.date | None:
    """The first day of a month written ``2026-03``; ``None`` for anything else."""
    found = _MONTH.fullmatch(text)
    if found is None or not _EARLIEST <= int(found[1]) <= _LATEST:
        return None
    return dt.date(int(found[1]), int(found[2]), 1)


def text_of(month: dt.date) -> str:
    """A month as addresses write it."""
    return f"{month:%Y-%m}"


def moved(month: dt.date, by: int) -> dt.date:
    """The first day of the month so many months later, or earlier."""
    number = month.year * 12 + month.month - 1 + by
    return dt.date(number // 12, number % 12 + 1, 1)


def month_earlier(day: dt.date) -> dt.date:
    """The same day of the month before, or its last one where it has no such day."""
    first = day.replace(day=1)
    return min(moved(first, -1) + dt.timedelta(days=day.day - 1), first - dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of one month to the last day of another."""

    first: dt.date
    last: dt.date
    """The first day of the last month."""

    @classmethod
    def between(cls, one: dt.date, other: dt.date) -> Self:
        """The months from the earlier to the later."""
        return cls(min(one, other), max(one, other))

    @classmethod
    def year_to(cls, day: dt.date) -> Self:
        """The year of a day, up to its month."""
        return cls(day.replace(month=1, day=1), day.replace(day=1))

    @property
    def end(self) -> dt.date:
        """The day after it."""
        return moved(self.last, 1)

    @property
    def length(self) -> int:
        """How many months."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def before(self) -> "Period":
        """As many months, just before."""
        return Period(moved(self.first, -self.length), moved(self.first, -1))

    @property
    def year_before(self) -> "Period":
        """The same months of the year before."""
        return Period(moved(self.first, -12), moved(self.last, -12))

    @property
    def year_so_far(self) -> "Period":
        """From January of its last month's year to that month."""
        return Period(self.last.replace(month=1), self.last)

    def months(self) -> Iterator[dt.date]:
        """Its months, in order."""
        return (moved(self.first, number) for number in range(self.length))

    def __contains__(self, month: dt.date) -> bool:
        """Whether a month is in it."""
        return self.first <= month <= self.last
