"""Hearings (开庭日历) before the court by day or week, and whether the organs' heads attended."""

import datetime as dt
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.models import Hearing
from cases.querysets import PARTY_POSTS
from cases.views.access import now, page
from cases.views.court.facet import own_hearings
from cases.views.filters import FilterBar, choice_filter
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

ORDERINGS = {"newest": Ordering("hearing_at", descending=True)}
DAY, WEEK = "day", "week"
_LENGTHS: Final = {DAY: 1, WEEK: 7}
_YEARS: Final = 50
"""How far the calendar goes."""
_MOST: Final = 200
"""Hearings of a week, and organs in the record, at most."""
_ATTENDED: Final = {"yes": N_("Head attended"), "no": N_("Head did not attend")}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar with its hearings."""

    on: dt.date
    hearings: list[Hearing]


@dataclass(frozen=True, slots=True)
class Attendance:
    """How often the head of an organ attended; each number with the address of those hearings."""

    organ: str
    held: int
    attended: int
    absent: int
    url: str


def court_only(actor: Actor) -> None:
    """Refuse whoever does not act for a court. Raises :class:`NotFound`."""
    seats = actor.seats_in(OrganisationKind.COURT)
    if not any(seat.post in PARTY_POSTS for seat in seats):
        raise NotFound


def hearings_before(actor: Actor) -> QuerySet[Hearing]:
    """The hearings before the actor's own court, of all times."""
    return Hearing.objects.visible_to(actor).filter(own_hearings(actor))


@page
@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """The week of the day asked for, or only that day; this week where none is asked for.

    It leads on to earlier and later days only while there are hearings.
    """
    actor, query = actor_of(request), request.GET
    court_only(actor)
    today = beijing_date(now())
    by = choice_filter("by", N_("Shown"), query, {DAY: N_("One day")}, N_("One week"))
    span = _LENGTHS[by.value or WEEK]
    first = _day(query.get("on", ""), today)
    if span == _LENGTHS[WEEK]:
        first -= dt.timedelta(days=first.weekday())
    days = [first + dt.timedelta(days=no) for no in range(span)]
    step = dt.timedelta(days=span)
    ends = hearings_before(actor).aggregate(first=Min("hearing_at"), last=Max("hearing_at"))
    before = ends["first"] is not None and beijing_date(ends["first"]) < first
    after = ends["last"] is not None and beijing_date(ends["last"]) >= first + step
    context = {
        "bar": FilterBar([by]),
        "on": first,
        "days": _filled(actor, days),
        "earlier": _address(by.value, first - step) if before else "",
        "later": _address(by.value, first + step) if after else "",
        "this": _address(by.value, today),
        "today": today,
    }
    return respond(request, "cases/court/hearings.html", context, fragment="list")


def _day(asked: str, today: dt.date) -> dt.date:
    """The day asked for; today where that is none, or so far off that no week begins there."""
    try:
        found = dt.date.fromisoformat(asked)
    except ValueError:
        return today
    return found if abs(found.year - today.year) <= _YEARS else today


def _address(by: str, on: dt.date) -> str:
    query = {"on": on.isoformat(), **({"by": by} if by else {})}
    return f"{reverse('cases:hearings')}?{urlencode(query)}"


def _filled(actor: Actor, days: list[dt.date]) -> list[Day]:
    start = timezone.make_aware(dt.datetime.combine(days[0], dt.time()))
    end = start + dt.timedelta(days=len(days))
    rows = hearings_before(actor).filter(hearing_at__gte=start, hearing_at__lt=end)
    found: dict[dt.date, list[Hearing]] = {day: [] for day in days}
    for row in rows.select_related("suit__case__respondent").order_by("hearing_at", "id")[:_MOST]:
        found[beijing_date(row.hearing_at)].append(row)
    return [Day(day, rows) for day, rows in found.items()]


@page
@require_safe
def attendance(request: HttpRequest) -> HttpResponse:
    """By organ, how often its head came; below, the hearings behind a number."""
    actor, query = actor_of(request), request.GET
    court_only(actor)
    rows = hearings_before(actor).filter(
        held_on__isnull=False, suit__case__respondent__isnull=False
    )
    record = _record(rows)
    organs = {code: line.organ for code, line in record.items()}
    organ = choice_filter("organ", N_("Organ"), query, organs)
    attended = choice_filter("attended", N_("Attendance"), query, _ATTENDED)
    if organ.value:
        rows = rows.filter(suit__case__respondent__code=organ.value)
    if attended.value:
        rows = rows.filter(organ_head_attended=attended.value == "yes")
    listed = rows.select_related("suit__case__respondent")
    context = {
        "bar": FilterBar([organ, attended]),
        "record": list(record.values()),
        "page": page_of(listed, ORDERINGS, "newest", query.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(now()),
    }
    return respond(request, "cases/court/attendance.html", context, fragment="list")


def _record(rows: QuerySet[Hearing]) -> dict[str, Attendance]:
    """By the code of the organ, those whose heads stayed away most often first."""
    organ = "suit__case__respondent"
    counted = (
        rows.order_by()
        .values(f"{organ}__code", f"{organ}__short_name")
        .annotate(
            held=Count("pk"),
            attended=Count("pk", filter=Q(organ_head_attended=True)),
            absent=Count("pk", filter=Q(organ_head_attended=False)),
        )
        .order_by("-absent", f"{organ}__code")
    )
    return {
        row[f"{organ}__code"]: Attendance(
            row[f"{organ}__short_name"],
            row["held"],
            row["attended"],
            row["absent"],
            f"{reverse('cases:attendance')}?{urlencode({'organ': row[f'{organ}__code']})}",
        )
        for row in counted[:_MOST]
    }
