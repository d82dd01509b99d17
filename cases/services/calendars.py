"""The calendar of rest days: arranged years from the library, others as entered."""

import datetime as dt
from functools import cache

import chinese_calendar

from cases.models import RestDayArrangement
from pilit.law.calendar import Calendar, YearArrangement


@cache
def _arranged_by_library() -> dict[int, YearArrangement]:
    """The years the library knows, as the State Council arranged them."""
    years: dict[int, tuple[set[dt.date], set[dt.date]]] = {}
    for day in chinese_calendar.holidays:
        years.setdefault(day.year, (set(), set()))[0].add(day)
    for day in chinese_calendar.workdays:
        years.setdefault(day.year, (set(), set()))[1].add(day)
    return {
        year: YearArrangement(year, frozenset(rest), frozenset(work), "chinesecalendar")
        for year, (rest, work) in years.items()
    }


def library_calendar() -> Calendar:
    """The calendar without what was entered here, for where there is no database yet."""
    return Calendar(_arranged_by_library())


def current_calendar() -> Calendar:
    """The calendar as it stands: entered arrangements come before the library's."""
    arrangements = dict(_arranged_by_library())
    for entered in RestDayArrangement.objects.all():
        arrangements[entered.year] = YearArrangement(
            entered.year,
            frozenset(entered.rest_days),
            frozenset(entered.working_days),
            entered.source,
        )
    return Calendar(arrangements)
