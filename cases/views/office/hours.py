"""Hours spent on cases in a month (Opinions 3(3)): one's own; for who leads or registers those of
everybody, by person and by the team of each case.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import Post
from agencies.request import actor_of
from cases.models import Case, HoursSpent, TeamMember
from cases.querysets import INSIDE_POSTS
from cases.statistics.periods import month_of, moved, text_of
from cases.views.access import now, page
from cases.views.figures.chosen import month_label
from cases.views.filters import FilterBar, choice_filter
from cases.views.forms.way_back import BACK
from cases.views.office.case_load import workers
from cases.views.office.hours_seen import POSTS, hours_seen, hours_url
from cases.views.work.rows import action_url, page_url
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, page_of

MONTHS_OFFERED: Final = 12
ORDERINGS: Final = {"newest": Ordering("on", descending=True)}
NOTING: Final = (Post.HANDLER, Post.ASSISTANT)
CASES: Final = 50
"""Cases shown, at most: those with most hours; and of those one may note hours on."""


@dataclass(frozen=True, slots=True)
class Summed:
    """The hours of one person, or of the team of one case."""

    name: str
    hours: Decimal
    url: str = ""
    number: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``correct_url`` where it is the reader's own."""

    row: HoursSpent
    url: str
    correct_url: str = ""


@page
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """The hours of a month."""
    actor, query = actor_of(request), request.GET
    if actor.holds(*INSIDE_POSTS) is None:
        raise NotFound
    today = beijing_date(now())
    first = month_of(query.get("month", "")) or today.replace(day=1)
    latest = today.replace(day=1)
    months = {moved(latest, -number) for number in range(MONTHS_OFFERED)} | {first}
    labels = {text_of(each): month_label(each) for each in sorted(months, reverse=True)}
    month = choice_filter(
        "month", N_("Month"), _with(query, text_of(first)), labels, N_("This month")
    )
    leads = actor.holds(*POSTS) is not None
    bar = [month]
    rows = hours_seen(actor, first)
    if leads:
        names = dict(workers(actor, today).values_list("username", "name"))
        person = choice_filter("person", N_("Staff member"), query, names)
        bar.append(person)
        if person.value:
            rows = rows.filter(person__username=person.value)
    found = page_of(
        rows.select_related("case__procuratorate", "person"),
        ORDERINGS,
        "newest",
        query.get("cursor", ""),
    )
    here = request.get_full_path()
    context = {
        "bar": FilterBar(bar),
        "leads": leads,
        "total": rows.aggregate(all=Sum("hours"))["all"] or Decimal(0),
        "people": _by_person(rows, first) if leads else [],
        "cases": _by_case(rows),
        "page": found,
        "entries": [_entry(row, actor, here) for row in found.rows],
        "count": rows.count(),
        "mine": _mine(actor, today, here),
        "today": today,
    }
    return respond(request, "cases/hours.html", context, fragment="list")


def _with(query: QueryDict, month: str) -> QueryDict:
    changed = query.copy()
    changed["month"] = month
    return changed


def _by_person(rows: QuerySet[HoursSpent], month: dt.date) -> list[Summed]:
    counted: Any = rows.order_by().values_list("person__username", "person__name")
    return [
        Summed(name, number, hours_url(who, month))
        for who, name, number in counted.annotate(all=Sum("hours")).order_by("-all")
    ]


def _by_case(rows: QuerySet[HoursSpent]) -> list[Summed]:
    counted: Any = rows.order_by().values_list("case__number", "case__title")
    summed = counted.annotate(all=Sum("hours"), people=Count("person", distinct=True))
    return [
        Summed(title, all_, reverse("cases:case", kwargs={"number": number}), number, people)
        for number, title, all_, people in summed.order_by("-all", "case__number")[:CASES]
    ]


def _entry(row: HoursSpent, actor: Actor, here: str) -> Entry:
    own = actor.user is not None and row.person_id == actor.user.pk
    if not own or actor.holds(*NOTING, organisation_id=row.case.procuratorate_id) is None:
        return Entry(row, page_url(row.case))
    given = {
        "entry": row.pk,
        "hours": row.hours,
        "on": row.on.isoformat(),
        "note": row.note,
        BACK: here,
    }
    return Entry(
        row, page_url(row.case), f"{action_url(row.case, 'record_hours')}?{urlencode(given)}"
    )


def _mine(actor: Actor, today: dt.date, here: str) -> list[tuple[Case, str]]:
    """The open cases one works on, with the form to note hours; by one query."""
    places = actor.places(*NOTING)
    if not places:
        return []
    team = TeamMember.objects.on(today).filter(person=actor.user).values("case")
    rows = Case.objects.internal_to(actor).open().filter(pk__in=team, procuratorate__in=places)
    query = urlencode({BACK: here})
    return [
        (row, f"{action_url(row, 'record_hours')}?{query}")
        for row in rows.order_by("next_due_on", "id")[:CASES]
    ]
