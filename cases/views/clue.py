"""Clues: the list and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import offers
from cases.domain.vocabulary import CLUE_STATE_LABELS, DOMAIN_LABELS, ClueState
from cases.models import Case, Clue
from cases.services.documents import documents_in
from cases.services.triage import scores
from cases.views import timeline
from cases.views.access import clue_for, now, page
from cases.views.case.related import near
from cases.views.deadlines import dues_of
from cases.views.filters import (
    ALL,
    FilterBar,
    choice_filter,
    district_filter,
    in_district,
    sort_of,
    state_filter,
)
from cases.views.forms.offered import Offered, waiting_drafts
from cases.views.place import map_of
from cases.views.readings import record_reading
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

ORDERINGS = {
    "urgent": Ordering("next_due_on", nullable=True),
    "newest": Ordering(descending=True),
}
SORTS = {"urgent": N_("Most urgent first"), "newest": N_("Newest first")}


@page
@require_safe
def clues(request: HttpRequest) -> HttpResponse:
    """The clues of one's procuratorate and those below it."""
    actor, query = actor_of(request), request.GET
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    state = state_filter(query, {each.value: label for each, label in CLUE_STATE_LABELS.items()})
    domain = choice_filter(
        "domain", N_("Domain"), query, {each.value: label for each, label in DOMAIN_LABELS.items()}
    )
    district = district_filter(query, actor)
    rows = in_district(Clue.objects.visible_to(actor), district)
    if not state.value:
        rows = rows.open()
    elif state.value != ALL:
        rows = rows.filter(state=state.value)
    if domain.value:
        rows = rows.filter(domain=domain.value)
    sort, sorts = sort_of(query, SORTS, "urgent")
    listed = rows.select_related("procuratorate", "organ", "handler")
    found = page_of(listed, ORDERINGS, sort, query.get("cursor", ""))
    today = beijing_date(now())
    triage = scores([row for row in found.rows if is_open(row)], actor, today)
    context = {
        "bar": FilterBar([each for each in (state, domain, district) if each], sorts),
        "page": found,
        "rows": [(row, triage.get(row.pk)) for row in found.rows],
        "count": capped_count(rows),
        "today": today,
        "may_register": any(offer.name == "register_clue" for offer in offers(None, actor, now())),
    }
    return respond(request, "cases/clues.html", context, fragment="list")


@page
@require_safe
def clue(request: HttpRequest, number: str) -> HttpResponse:
    """One clue: what was reported, what was found, what can be done."""
    actor, at = actor_of(request), now()
    row = clue_for(actor, number)
    record_reading(request, row, at)
    today = beijing_date(at)
    dues = dues_of(row)
    events = timeline.events_of(row, actor)
    context = {
        "clue": row,
        "is_open": is_open(row),
        "triage": scores([row], actor, today).get(row.pk) if is_open(row) else None,
        "dues": dues,
        "next": dues.next(today),
        "offered": Offered.of(row, actor, at),
        "drafts": waiting_drafts(row),
        "documents": documents_in(row, actor),
        "cases": Case.objects.internal_to(actor).filter(clue=row).order_by("id"),
        "merged": Clue.objects.visible_to(actor).filter(merged_into=row).order_by("id"),
        "near": near(row, actor),
        "map": map_of(row),
        "photos": row.files.order_by("uploaded_at", "name"),
        "has_informant": hasattr(row, "informant"),
        "entries": timeline.entries(events[: timeline.FIRST]),
        "today": today,
    }
    return respond(request, "cases/clue.html", context)


def is_open(row: Clue) -> bool:
    """Whether a clue still waits for a decision."""
    return row.state in (ClueState.REGISTERED, ClueState.ASSESSED)
