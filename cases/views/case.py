"""Cases: the list, and the case file from inside."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.domain.vocabulary import (
    CASE_KIND_LABELS,
    CASE_STATE_LABELS,
    DOMAIN_LABELS,
    CaseState,
)
from cases.models import Case, FileExport, Reading, TeamMember
from cases.models.choices import ClosingGround
from cases.querysets import CaseQuerySet
from cases.services.archive import Archived, archive_check, archived
from cases.services.documents import documents_in
from cases.views import timeline
from cases.views.access import case_for, is_inside, now, page, user_of
from cases.views.case_file import case_file
from cases.views.deadlines import dues_of
from cases.views.entrusted import letters
from cases.views.facets import FACETS, facet_of, facet_on_case
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
from cases.views.money import money_of
from cases.views.offered import Offered, waiting_drafts
from cases.views.related import related_to
from cases.views.wording import deadline_label
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import shown

__all__ = ["FACETS", "case", "cases"]

ORDERINGS = {
    "urgent": Ordering("next_due_on", nullable=True),
    "newest": Ordering(descending=True),
}
#: One state is called otherwise in a civil case; the list shows cases of all kinds.
STATES = {**CASE_STATE_LABELS, CaseState.FOLLOWING_UP: N_("Follow-up, review for suit")}
SORTS = {"urgent": N_("Most urgent first"), "newest": N_("Newest first")}


@dataclass(frozen=True, slots=True)
class Listed:
    """A case in a list, and what it is that falls due next."""

    case: Case
    due_label: str


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
    today = beijing_date(now())
    bar, rows = _filtered(request, actor, today)
    sort, sorts = sort_of(query, SORTS, "urgent")
    listed = rows.select_related("procuratorate", "respondent", "handler")
    found = page_of(listed, ORDERINGS, sort, query.get("cursor", ""))
    context = {
        "bar": FilterBar(bar, sorts),
        "page": found,
        "rows": [Listed(row, deadline_label(row.next_due_rule)) for row in found.rows],
        "count": capped_count(rows),
        "entrusted": letters(actor).exists(),
        "today": today,
    }
    return respond(request, "cases/cases.html", context, fragment="list")


def _filtered(
    request: HttpRequest, actor: Actor, today: dt.date
) -> tuple[list[Filter], CaseQuerySet]:
    query = request.GET
    state = state_filter(query, {each.value: label for each, label in STATES.items()})
    domain = choice_filter(
        "domain", N_("Domain"), query, {each.value: label for each, label in DOMAIN_LABELS.items()}
    )
    kind = choice_filter(
        "kind", N_("Kind"), query, {each.value: label for each, label in CASE_KIND_LABELS.items()}
    )
    district = district_filter(query, actor)
    overdue = tick_filter("overdue", N_("Overdue"), query)
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
        rows = rows.filter(next_due_on__lt=today)
    if mine.value:
        user = user_of(request)
        mine_now = TeamMember.objects.on(today).filter(person=user)
        rows = rows.filter(pk__in=mine_now.values("case"))
    return [each for each in (state, domain, kind, district, overdue, mine) if each], rows


@page
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case. That its file was opened is recorded, for each reader once an hour."""
    actor, at = actor_of(request), now()
    row = case_for(actor, number)
    record_reading(request, row, at)
    if not is_inside(actor, row):
        facet = facet_on_case(actor)
        if facet is None:
            raise NotFound
        return facet.case(request, row)
    today = beijing_date(at)
    dues = dues_of(row)
    pressing = [due.row.code for due in dues.open]
    events = timeline.events_of(row, actor)
    recent = events if request.GET.get("history") == "all" else events[: timeline.FIRST + 1]
    entries = timeline.entries(recent)
    offered = Offered.of(row, actor, at, pressing)
    context = {
        "case": row,
        "file": case_file(row, today, dues),
        "archive": (archive := archived(row)),
        "missing": missing_in_file(row, offered, archive),
        "export_kinds": FileExport.Kind.choices,
        "closing_ground": ClosingGround(row.closing_ground).label if row.closing_ground else "",
        "money": money_of(row),
        "related": related_to(row, actor),
        "dues": dues,
        "next": dues.next(today),
        "late": dues.late(today),
        "offered": offered,
        "drafts": waiting_drafts(row),
        "documents": documents_in(row, actor),
        "entries": entries
        if len(entries) <= timeline.FIRST or "history" in request.GET
        else entries[:-1],
        "has_older": len(entries) > timeline.FIRST and "history" not in request.GET,
        "today": today,
    }
    return respond(request, "cases/case.html", context)


def missing_in_file(row: Case, offered: Offered, archive: Archived | None) -> list[str] | None:
    """What the file lacks, once it is closed or may be; ``None`` before that, and where the archive
    tells it.
    """
    if archive is not None and archive.is_current:
        return None
    can_close = {"close_case", "complete_enforcement"} & {
        offer.name for offer in (*offered.first, *offered.more)
    }
    if row.is_open and not can_close:
        return None
    return [shown(text) for text in archive_check(row)]


def record_reading(request: HttpRequest, row: Case, at: dt.datetime) -> None:
    """Record that a person opened a case file, once in the hour of ``at``."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    Reading.objects.bulk_create(
        [Reading(case=row, person=user_of(request), hour=hour)], ignore_conflicts=True
    )
