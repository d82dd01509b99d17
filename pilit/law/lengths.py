"""How long a period is, and the day arithmetic of its end."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pilit.law.calendar import Calendar
from pilit.law.texts import N_, Text

MONTHS_OF_YEAR: Final = 12

LENGTH_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "days": (N_("%(number)s day"), N_("%(number)s days")),
    "working_days": (N_("%(number)s working day"), N_("%(number)s working days")),
    "months": (N_("%(number)s month"), N_("%(number)s months")),
    "years": (N_("%(number)s year"), N_("%(number)s years")),
}
"""Message ids by unit: for one, and for any other number."""


@dataclass(frozen=True)
class Length:
    """A length in exactly one unit: calendar days, working days, months or years.

    Raises `ValueError` unless one unit, and only one, is a positive number.
    """

    days: int = 0
    working_days: int = 0
    months: int = 0
    years: int = 0

    def __post_init__(self) -> None:
        numbers = [getattr(self, unit) for unit in LENGTH_TEXTS]
        if min(numbers) < 0 or sum(number > 0 for number in numbers) != 1:
            raise ValueError("a length has one unit and a positive number of it")

    @property
    def unit(self) -> str:
        """The unit: "days", "working_days", "months" or "years"."""
        return next(unit for unit in LENGTH_TEXTS if getattr(self, unit))

    @property
    def number(self) -> int:
        """How many of the unit."""
        return int(getattr(self, self.unit))

    @property
    def text(self) -> Text:
        """The length in words, for translation."""
        one, many = LENGTH_TEXTS[self.unit]
        return Text(one if self.number == 1 else many, {"number": self.number})

    def __str__(self) -> str:
        """Return the length in English: "2 months"."""
        return str(self.text)

    def after(self, day: date, calendar: Calendar) -> date:
        """The last day of a period of this length from `day`, before any rest day moves it.

        `day` is not counted (CPL 85). Months and years end on the corresponding day, or on the
        month's last day where it has no such day (Civil Code 202).
        """
        if self.working_days:
            return calendar.add_working_days(day, self.working_days)
        if self.days:
            return day + timedelta(days=self.days)
        return _shift_months(day, self.months + MONTHS_OF_YEAR * self.years)

    def before(self, day: date) -> date:
        """The day this length before `day`, which is not counted.

        Raises `ValueError` for working days, which no rule counts back.
        """
        if self.working_days:
            raise ValueError("working days are counted forward only")
        if self.days:
            return day - timedelta(days=self.days)
        return _shift_months(day, -(self.months + MONTHS_OF_YEAR * self.years))

    def lacks_corresponding_day(self, day: date, end: date) -> bool:
        """Whether `end` is a month's last day because that month has no day like `day`."""
        return bool(self.months or self.years) and end.day != day.day


def _shift_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, MONTHS_OF_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
