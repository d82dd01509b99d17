"""The list of joint mechanisms with whether each lives; and where people of a social organisation
land: what their mechanisms ask of it (Opinions 7).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Case
from cases.views.access import now, page
from cases.views.facets import FACETS, Facet
from cases.views.filters import FilterBar, choice_filter
from cases.views.organ.matters import matter_asks
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.domain.life import RULE
from referrals.domain.mechanism import FIELDS_OF_WORK, MECHANISM_STATES, MechanismState
from referrals.models import Mechanism, Membership
from referrals.querysets.mechanism import MEMBER_KINDS
from referrals.services.mechanism import verdicts
from referrals.sort import MECHANISM
from referrals.views.mechanism import Living

BODIES: Final = (OrganisationKind.PROCURATORATE, *MEMBER_KINDS)
ORDERINGS: Final = {"newest": Ordering(descending=True)}
EVERY: Final = "all"
AT_MOST: Final = 50
"""Mechanisms shown on the first page."""


@dataclass(frozen=True, slots=True)
class Line:
    """One mechanism in the list."""

    mechanism: Mechanism
    members: list[Membership]
    living: Living


def lines_of(rows: Iterable[Mechanism], today: dt.date) -> list[Line]:
    """Mechanisms with their members and whether each lives; the queries do not grow with them."""
    found = list(rows)
    living = verdicts(found, today)
    return [Line(row, list(row.memberships.all()), Living(living[row.pk])) for row in found]


def with_members(rows: QuerySet[Mechanism]) -> QuerySet[Mechanism]:
    """Mechanisms with their present members at hand."""
    current = Membership.objects.current().select_related("organisation")
    return rows.select_related("procuratorate").prefetch_related(
        Prefetch("memberships", queryset=current)
    )


@page
@require_safe
def mechanisms(request: HttpRequest) -> HttpResponse:
    """The mechanisms the reader's organisation runs or is a member of."""
    actor, query = actor_of(request), request.GET
    if not actor.seats_in(*BODIES):
        raise NotFound
    today = beijing_date(now())
    labels = {each.value: label for each, label in FIELDS_OF_WORK.items()}
    field = choice_filter("field", N_("Field of work"), query, labels)
    states = {MechanismState.ENDED.value: MECHANISM_STATES[MechanismState.ENDED], EVERY: N_("All")}
    first = MECHANISM_STATES[MechanismState.RUNNING]
    state = choice_filter("state", N_("State"), query, states, first)
    rows = Mechanism.objects.visible_to(actor)
    if field.value:
        rows = rows.filter(field=field.value)
    if state.value != EVERY:
        rows = rows.filter(state=state.value or MechanismState.RUNNING)
    found = page_of(with_members(rows), ORDERINGS, "newest", query.get("cursor", ""))
    context = {
        "bar": FilterBar([field, state]),
        "page": found,
        "lines": lines_of(found.rows, today),
        "count": capped_count(rows),
        "rule": RULE,
        "may_establish": bool(beginnings(MECHANISM, actor, now())),
        "today": today,
    }
    return respond(request, "referrals/mechanisms.html", context, fragment="list")


def work(request: HttpRequest) -> HttpResponse:
    """What is asked of the organisation, and the mechanisms of which it is a member."""
    actor, today = actor_of(request), beijing_date(now())
    running = Mechanism.objects.visible_to(actor).filter(state=MechanismState.RUNNING)
    context = {
        "asks": list(matter_asks(actor)),
        "lines": lines_of(with_members(running).order_by("-id")[:AT_MOST], today),
        "today": today,
    }
    return render(request, "referrals/association.html", context)


def _no_cases(request: HttpRequest) -> HttpResponse:
    """A social organisation is shown no case here."""
    del request
    raise NotFound


def _no_case(request: HttpRequest, case: Case) -> HttpResponse:
    del request, case
    raise NotFound


FACETS[OrganisationKind.SOCIAL] = Facet(work=work, cases=_no_cases, case=_no_case)
