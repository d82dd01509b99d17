"""The intake: what the public reported, with what may be the same beside it, and the decision."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind
from agencies.request import actor_of
from cases.actions.base import choices
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import Report, ReportPhoto, ReportState
from cases.querysets import INTAKE_POSTS
from cases.reports.alike import alike
from cases.reports.intake import (
    AcceptData,
    DeclineData,
    accept,
    decline,
    mark_spam,
    take_back,
)
from cases.views.access import now, page
from cases.views.filters import FilterBar, choice_filter
from cases.views.forms.form import Form, Options, describe
from cases.views.forms.reading import read
from pilit.law.errors import Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import errors_of

OLDEST, NEWEST = "oldest", "newest"
ORDERINGS = {OLDEST: Ordering(), NEWEST: Ordering(descending=True)}
SIZE = 25


@page
@require_safe
def intake(request: HttpRequest) -> HttpResponse:
    """The reports that wait, the oldest first; or those decided on, the newest first."""
    actor, query = actor_of(request), request.GET
    if actor.holds(*INTAKE_POSTS) is None:
        raise NotFound
    decided = {
        each.value: str(each.label) for each in ReportState if each is not ReportState.RECEIVED
    }
    state = choice_filter("state", N_("State"), query, decided, N_("Waiting for intake"))
    wanted = state.value or ReportState.RECEIVED
    rows = Report.objects.visible_to(actor).filter(state=wanted)
    listed = rows.select_related("procuratorate", "clue").annotate(photo_count=Count("photos"))
    ordering = NEWEST if state.value else OLDEST
    found = page_of(listed, ORDERINGS, ordering, query.get("cursor", ""), SIZE)
    matches = alike(found.rows, actor)
    context = {
        "bar": FilterBar([state]),
        "page": found,
        "rows": [(row, len(matches[row.pk])) for row in found.rows],
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "is_waiting": not state.value,
    }
    return respond(request, "cases/intake/list.html", context, fragment="list")


@page
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report, what may be the same, and what can be decided."""
    return _shown(request, _report_for(actor_of(request), pk))


@page
@require_safe
def photo(request: HttpRequest, pk: int, photo_id: int) -> HttpResponse:
    """A photo of a report, to be looked at: drawn anew at receipt, it is a plain picture."""
    row = ReportPhoto.objects.filter(pk=photo_id, report=_report_for(actor_of(request), pk)).first()
    if row is None:
        raise NotFound
    with row.content.open("rb") as content:
        response = HttpResponse(content.read(), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@page
@require_POST
def decide(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take a decision: a clue, no clue, spam, or back among what waits."""
    actor, at = actor_of(request), now()
    row = _report_for(actor, pk)
    given: Mapping[str, Any] = {}
    try:
        match step:
            case "accept":
                given = read(AcceptData, request.POST)
                clue = accept(row, actor, given, at)
                messages.success(request, _("The report is registered as a clue."))
                return redirect("cases:clue", clue.number)
            case "decline":
                given = read(DeclineData, request.POST)
                decline(row, actor, given, at)
                messages.success(request, _("The report was not accepted."))
            case "spam":
                mark_spam(row, actor, at)
                messages.success(request, _("The report is marked as spam. It can be taken back."))
            case "back":
                take_back(row, actor, at)
                messages.success(request, _("The report waits for intake again."))
                return redirect("cases:intake_report", row.pk)
    except Invalid as refusal:
        return _shown(request, row, {step: (given, errors_of(refusal))})
    return redirect("cases:intake")


def _report_for(actor: Actor, pk: int) -> Report:
    rows = Report.objects.visible_to(actor).filter(pk=pk)
    found = rows.select_related("procuratorate", "clue", "decided_by").first()
    if found is None:
        raise NotFound
    return found


def _shown(
    request: HttpRequest, row: Report, refused: Mapping[str, tuple[Mapping[str, Any], Any]] = {}
) -> HttpResponse:
    actor = actor_of(request)
    context = {
        "report": row,
        "photos": row.photos.all(),
        "matches": alike([row], actor)[row.pk],
        "today": beijing_date(now()),
    }
    if row.state == ReportState.RECEIVED:
        first = {"title": row.excerpt, "domain": row.domain}
        context["accept"] = _form(AcceptData, refused.get("accept", (first, {})), _options(row))
        context["decline"] = _form(DeclineData, refused.get("decline", ({}, {})), {})
    return respond(request, "cases/intake/report.html", context, status=422 if refused else 200)


def _form(model: type[AcceptData | DeclineData], typed: tuple[Any, Any], options: Options) -> Form:
    values, errors = typed
    return describe(model, values, options, errors)


def _options(row: Report) -> Options:
    organs = Organisation.objects.active().of_kind(OrganisationKind.ORGAN).order_by("region", "id")
    here, elsewhere = _("Own region"), _("Elsewhere")
    near = [
        (each.code, each.name, here if each.region == row.region else elsewhere) for each in organs
    ]
    return {
        "domain": choices((domain.value, _(DOMAIN_LABELS[domain])) for domain in Domain),
        "organ": sorted(near, key=lambda each: each[2] != here),
    }
