"""Many cases of a list at once: chosen by their boxes, given to a lead or written to a workbook."""

import uuid
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from agencies.request import actor_of
from cases.actions import perform
from cases.models import Case, TeamMember
from cases.querysets import CaseQuerySet
from cases.services.people import holders
from cases.views.access import now, page, user_of
from cases.views.case.columns import cells, columns_of, headings
from cases.views.case.listing import ORDERINGS, SORTS, filter_query, filtered, list_url
from cases.views.filters import sort_of
from pilit.law.errors import DomainError, NotFound, NotPermitted
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import AT_MOST
from pilit.web.texts import errors_of, message_of
from pilit.web.workbook import MEDIA_TYPE, workbook

KEY_LENGTH = 32
ROWS = 5000
"""Cases in a workbook, at most."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A case that was not assigned, and why."""

    case: Case
    reason: str


def chosen(request: HttpRequest, actor: Actor) -> CaseQuerySet:
    """The cases whose boxes are ticked, as far as the actor sees them from inside."""
    ids = [int(text) for text in request.POST.getlist("case")[:AT_MOST] if text.isdecimal()]
    return Case.objects.internal_to(actor).filter(pk__in=ids)


@page
@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """Give the cases chosen to one lead: asked for first, then done one by one (Rules 6).

    Each is an action of its own; what one case refuses does not stop the others, and what is sent
    twice acts once.
    """
    actor, at = actor_of(request), now()
    led = [seat.organisation_id for seat in actor.seats if seat.post == Post.HEAD]
    if not led:
        raise NotPermitted
    rows = list(
        chosen(request, actor)
        .select_related("procuratorate", "respondent", "handler")
        .order_by("procuratorate", "id")
    )
    today = beijing_date(at)
    people = {
        person.username: person for each in led for person in holders(each, [Post.HANDLER], today)
    }
    lead, note = request.POST.get("lead", ""), request.POST.get("handover_note", "")
    key = request.POST.get("key", "")[:KEY_LENGTH] or uuid.uuid4().hex
    query = filter_query(QueryDict(request.POST.get("query", "")))
    context = {
        "cases": rows,
        "people": people.values(),
        "note": note,
        "key": key,
        "query": query,
        "back": list_url(query),
        "today": today,
    }
    if "assign" not in request.POST or not rows:
        return respond(request, "cases/assign.html", context)
    if lead not in people:
        context["fault"] = _("Choose who is to lead these cases.")
        return respond(request, "cases/assign.html", context, status=422)
    refused = []
    for row in rows:
        try:
            data = _team(row, lead, note)
            perform("assign_team", row, actor, data, at, key=f"{key}-{row.pk}")
        except DomainError as refusal:
            refused.append(Refused(row, why(refusal)))
    left = [each.case for each in refused]
    result = {
        "done": [row for row in rows if row not in left],
        "refused": refused,
        "lead": people[lead],
    }
    return respond(request, "cases/assigned.html", context | result)


def _team(case: Case, lead: str, note: str) -> dict[str, object]:
    """The data of the action: the new lead, and the members as they were."""
    members = TeamMember.objects.filter(case=case, until__isnull=True, is_lead=False)
    names = members.exclude(person__username=lead).order_by("id")
    return {
        "lead": lead,
        "members": list(names.values_list("person__username", flat=True)),
        "handover_note": note,
    }


def why(refusal: DomainError) -> str:
    """Why in words: what is said at the fields, else the refusal itself."""
    said = [text for texts in errors_of(refusal).values() for text in texts]
    return " ".join(said) or message_of(refusal)


@page
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The cases chosen as a workbook, in the reader's columns; with none chosen the whole list."""
    actor, today = actor_of(request), beijing_date(now())
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    query = QueryDict(filter_query(QueryDict(request.POST.get("query", ""))))
    sort, _sorts = sort_of(query, SORTS, "urgent")
    rows = chosen(request, actor) if "case" in request.POST else filtered(query, actor, today)[1]
    listed = rows.select_related("procuratorate", "respondent", "handler")
    found = list(listed.order_by(*ORDERINGS[sort].columns())[: ROWS + 1])
    note = ""
    if len(found) > ROWS:
        note = ngettext(
            "Only the first %(n)d case is written here; narrow the filter to get the others.",
            "Only the first %(n)d cases are written here; narrow the filter to get the others.",
            ROWS,
        ) % {"n": ROWS}
    columns = columns_of(user_of(request))
    body = workbook(headings(columns), (cells(row, columns) for row in found[:ROWS]), note)
    response = HttpResponse(body, content_type=MEDIA_TYPE)
    name = f"{_('Cases')}-{today:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "private, no-store"
    return response
