"""My work by day: a month with every deadline on its last day; narrow, it is an agenda."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.services.calendars import current_calendar
from cases.views.access import now, page
from cases.views.work.deadlines import DatedDue, all_deadlines, dated
from pilit.law.calendar import Calendar
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond

AT_MOST = 500
"""Deadlines shown of one month."""
PER_DAY = 4
"""Of one day before the rest is folded."""
YEARS = 100
"""No deadline is so far away."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month as it is shown."""

    date: dt.date
    is_outside: bool
    is_rest: bool
    is_adjusted: bool
    dues: list[DatedDue] = field(default_factory=list)

    @property
    def first(self) -> list[DatedDue]:
        """Those shown at once."""
        return self.dues[:PER_DAY]

    @property
    def folded(self) -> list[DatedDue]:
        """Those behind a fold."""
        return self.dues[PER_DAY:]


@page
@require_safe
def work_calendar(request: HttpRequest) -> HttpResponse:
    """The month named in the address, else that of today."""
    actor, today = actor_of(request), beijing_date(now())
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    first = month_of(request.GET.get("month", ""), today)
    days = [
        day
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
        for day in week
    ]
    rows = all_deadlines(actor, today).filter(due_on__range=(days[0], days[-1]))[: AT_MOST + 1]
    dues = list(dated(rows, actor, today))
    context = {
        "first": first,
        "previous": first - dt.timedelta(days=1),
        "next": first + dt.timedelta(days=31),
        "weekdays": [WEEKDAYS_ABBR[number] for number in range(7)],
        "days": in_days(days, first, dues[:AT_MOST], current_calendar()),
        "count": sum(due.day.month == first.month for due in dues[:AT_MOST]),
        "more": len(dues) > AT_MOST,
        "today": today,
    }
    return respond(request, "cases/calendar.html", context, fragment="month")


def month_of(text: str, today: dt.date) -> dt.date:
    """The first day of a month written ``2026-08``; of the present one for anything else."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    far = abs(first.year - today.year) > YEARS
    return (today if far else first).replace(day=1)


def in_days(
    days: Iterable[dt.date], first: dt.date, dues: Iterable[DatedDue], rest: Calendar
) -> list[Day]:
    """The days of the weeks that the month touches, each with what falls due on it."""
    by_day = defaultdict(list)
    for due in dues:
        by_day[due.day].append(due)
    return [
        Day(
            date=day,
            is_outside=day.month != first.month,
            is_rest=rest.is_rest_day(day),
            is_adjusted=rest.is_adjusted_working_day(day),
            dues=by_day[day],
        )
        for day in days
    ]
