"""Rest days and adjusted working days, year by year as the State Council arranges them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Final

from pilit.law.errors import Invalid
from pilit.law.texts import N_

DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
LABOUR_DAY_HAS_TWO_DAYS_FROM: Final = 2025
_FIXED: Final = frozenset({(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)})


def is_weekend(day: date) -> bool:
    """Whether `day` is a Saturday or Sunday, whatever any arrangement says."""
    return day.weekday() >= SATURDAY


def is_fixed_holiday(day: date) -> bool:
    """Whether `day` is a public holiday with a fixed date in the solar calendar.

    1 January, 1 May, 1 to 3 October, and since the amendment of 2024-11-10 (in force 2025-01-01)
    also 2 May (Holidays 2). Spring Festival, Qingming, Dragon Boat and Mid-Autumn follow the lunar
    calendar or the solar terms and are known here only through an arrangement.
    """
    if (day.month, day.day) == (5, 2):
        return day.year >= LABOUR_DAY_HAS_TWO_DAYS_FROM
    return (day.month, day.day) in _FIXED


@dataclass(frozen=True)
class YearArrangement:
    """One year's holiday arrangement (国务院办公厅关于部分节假日安排的通知).

    `rest_days` are the days off it names (weekend days among them or not), `working_days` the
    weekend days it turns into working days, `source` where it is published. An arrangement may
    reach back into the December before its year. Raises `Invalid` where the dates contradict each
    other or the year.
    """

    year: int
    rest_days: frozenset[date]
    working_days: frozenset[date]
    source: str

    def __post_init__(self) -> None:
        errors: dict[str, list[str]] = {}
        for name, days in (("rest_days", self.rest_days), ("working_days", self.working_days)):
            if not all(self._may_name(day) for day in days):
                errors[name] = [N_("Every date must lie in the year or the December before it.")]
        if self.rest_days & self.working_days:
            errors.setdefault("working_days", []).append(
                N_("A day cannot be both a rest day and a working day.")
            )
        if errors:
            raise Invalid(errors=errors)

    def _may_name(self, day: date) -> bool:
        return day.year == self.year or (day.year, day.month) == (self.year - 1, 12)


@dataclass(frozen=True)
class Calendar:
    """All arrangements known at one moment, by year.

    In a year without an arrangement only weekends and the fixed public holidays are rest days: the
    lunar holidays and the adjusted working days are unknown, so whatever ends there is provisional.
    """

    arrangements: Mapping[int, YearArrangement]

    def __post_init__(self) -> None:
        for year, arrangement in self.arrangements.items():
            if year != arrangement.year:
                raise ValueError(f"arrangement of {arrangement.year} entered under {year}")
        object.__setattr__(self, "arrangements", dict(self.arrangements))

    @cached_property
    def version(self) -> str:
        """A short digest of every arrangement; equal calendars have equal versions."""
        return _digest(self.version_of(year) for year in sorted(self._years_touched()))

    def version_of(self, year: int) -> str:
        """The version of what is known about the days of `year`: "2026:1f0c…" or "2027:unarranged".

        It changes with that year's arrangement, and with the next year's only if that one reaches
        back into this December.
        """
        marks = [f"{day}-" for day in sorted(self._named(year, "rest_days"))]
        marks += [f"{day}+" for day in sorted(self._named(year, "working_days"))]
        if not self.is_arranged(year):
            marks.append("unarranged")
        return f"{year}:{marks[0] if marks == ['unarranged'] else _digest(marks)}"

    def is_arranged(self, year: int) -> bool:
        """Whether the State Council's arrangement for `year` is known."""
        return year in self.arrangements

    def is_rest_day(self, day: date) -> bool:
        """Whether `day` is a statutory rest day (法定休假日); adjusted working days are not."""
        # The next year's arrangement is the later word on the last days of December.
        for year in (day.year + 1, day.year):
            arrangement = self.arrangements.get(year)
            if arrangement is not None and day in arrangement.working_days:
                return False
            if arrangement is not None and day in arrangement.rest_days:
                return True
        return is_weekend(day) or is_fixed_holiday(day)

    def is_adjusted_working_day(self, day: date) -> bool:
        """Whether `day` is a weekend day turned into a working day (调休)."""
        return is_weekend(day) and not self.is_rest_day(day)

    def next_working_day(self, day: date) -> date:
        """The first day from `day` on, `day` included, that is no rest day."""
        while self.is_rest_day(day):
            day += DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """The last day up to `day`, `day` included, that is no rest day."""
        while self.is_rest_day(day):
            day -= DAY
        return day

    def add_working_days(self, day: date, number: int) -> date:
        """The `number`-th working day after `day`; `day` itself is not counted.

        Raises `ValueError` for a negative number.
        """
        if number < 0:
            raise ValueError("working days are counted forward only")
        for _ in range(number):
            day = self.next_working_day(day + DAY)
        return day

    def rest_around(self, day: date) -> tuple[date, date]:
        """The first and last day of the unbroken rest that holds the rest day `day`.

        Raises `ValueError` if `day` is no rest day.
        """
        if not self.is_rest_day(day):
            raise ValueError(f"{day} is no rest day")
        return self.previous_working_day(day) + DAY, self.next_working_day(day) - DAY

    def _reaching_back(self, year: int) -> bool:
        later = self.arrangements.get(year + 1)
        return later is not None and any(
            day.year == year for day in later.rest_days | later.working_days
        )

    def _named(self, year: int, kind: str) -> set[date]:
        sources = [self.arrangements[y] for y in (year, year + 1) if y in self.arrangements]
        days: set[date] = set()
        for source in sources:
            days |= {day for day in getattr(source, kind) if day.year == year}
        return days

    def _years_touched(self) -> set[int]:
        back = {year - 1 for year in self.arrangements if self._reaching_back(year - 1)}
        return set(self.arrangements) | back


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:12]
