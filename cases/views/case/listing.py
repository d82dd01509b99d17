"""The list of cases: filtered, in the columns its reader has chosen."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from agencies.request import actor_of
from cases.domain.vocabulary import (
    CASE_KIND_LABELS,
    CASE_STATE_LABELS,
    DOMAIN_LABELS,
    CaseState,
)
from cases.models import Case, SavedFilter, TeamMember
from cases.querysets import CaseQuerySet
from cases.services.load import is_overdue
from cases.views.access import now, page, user_of
from cases.views.case.columns import COLUMNS, choose_columns, column_choices, columns_of
from cases.views.case.entrusted import letters
from cases.views.facets import facet_of
from cases.views.filters import (
    ALL,
    Filter,
    FilterBar,
    choice_filter,
    district_filter,
    in_district,
    sort_of,
    state_filter,
    tick_filter,
)
from cases.views.office.case_load import load_filters, narrowed
from cases.views.wording import deadline_label
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

ORDERINGS = {
    "urgent": Ordering("next_due_on", nullable=True),
    "newest": Ordering(descending=True),
}
#: One state is called otherwise in a civil case; the list shows cases of all kinds.
STATES = {**CASE_STATE_LABELS, CaseState.FOLLOWING_UP: N_("Follow-up, review for suit")}
SORTS = {"urgent": N_("Most urgent first"), "newest": N_("Newest first")}
KEPT = (
    "state",
    "domain",
    "kind",
    "district",
    "handler",
    "member",
    "week",
    "period",
    "overdue",
    "mine",
    "sort",
)
"""What of an address is the filter; a cursor is not."""
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, and what it is that falls due next."""

    case: Case
    due_label: str


def filter_query(query: QueryDict) -> str:
    """The filter in an address, as it is kept and sent on: without anything that is not one."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if value := query.get(name):
            kept[name] = value
    text = kept.urlencode()
    return text if len(text) <= LONGEST else ""


@page
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases one sees from inside; outsiders get the list of their facets."""
    actor, query = actor_of(request), request.GET
    facet = facet_of(actor)
    if facet is not None:
        return facet.cases(request)
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    today, person = beijing_date(now()), user_of(request)
    bar, rows = filtered(query, actor, today)
    sort, sorts = sort_of(query, SORTS, "urgent")
    listed = rows.select_related("procuratorate", "respondent", "handler")
    found = page_of(listed, ORDERINGS, sort, query.get("cursor", ""))
    chosen = columns_of(person)
    own_query = filter_query(query)
    saved = list(SavedFilter.objects.filter(person=person))
    context = {
        "bar": FilterBar(bar, sorts),
        "page": found,
        "rows": [Listed(row, deadline_label(row.next_due_rule)) for row in found.rows],
        "count": capped_count(rows),
        "entrusted": letters(actor).exists(),
        "columns": [(name, COLUMNS[name]) for name in chosen],
        "column_choices": column_choices(chosen),
        "saved_filters": saved,
        "saved_as": next((row for row in saved if row.query == own_query), None),
        "filter_query": own_query,
        "may_assign": actor.holds(Post.HEAD) is not None,
        "today": today,
    }
    return respond(request, "cases/cases.html", context, fragment="list")


def filtered(query: QueryDict, actor: Actor, today: dt.date) -> tuple[list[Filter], CaseQuerySet]:
    """The controls of the filter as an address sets them, and the cases that fit."""
    state = state_filter(query, {each.value: label for each, label in STATES.items()})
    domain = choice_filter(
        "domain", N_("Domain"), query, {each.value: label for each, label in DOMAIN_LABELS.items()}
    )
    kind = choice_filter(
        "kind", N_("Kind"), query, {each.value: label for each, label in CASE_KIND_LABELS.items()}
    )
    district = district_filter(query, actor)
    overdue = tick_filter("overdue", N_("Overdue"), query)
    load = load_filters(query, actor, today)
    mine = tick_filter("mine", N_("Mine"), query)
    rows = in_district(Case.objects.internal_to(actor), district)
    if not state.value:
        rows = rows.open()
    elif state.value != ALL:
        rows = rows.filter(state=state.value)
    for chosen in (domain, kind):
        if chosen.value:
            rows = rows.filter(**{chosen.name: chosen.value})
    if overdue.value:
        rows = rows.filter(is_overdue(today))
    rows = narrowed(rows, load, today)
    if mine.value:
        mine_now = TeamMember.objects.on(today).filter(person=actor.user)
        rows = rows.filter(pk__in=mine_now.values("case"))
    return [each for each in (state, domain, kind, district, *load, overdue, mine) if each], rows


def list_url(query: str) -> str:
    """The address of the list under a filter."""
    return reverse("cases:cases") + (f"?{query}" if query else "")


@page
@require_POST
def columns(request: HttpRequest) -> HttpResponse:
    """Remember the columns chosen, and go back to the list as it was."""
    choose_columns(user_of(request), request.POST.getlist("column"))
    return redirect(list_url(filter_query(QueryDict(request.POST.get("query", "")))))
