"""Requests for assistance: the list, and one, to the procuratorate whole, to the organ as asked."""

import uuid
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Case, Event
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.file import attachment
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.models import Assistance
from referrals.sort import ASSISTANCE

BODIES: Final = (OrganisationKind.PROCURATORATE, OrganisationKind.ORGAN)
ORDERINGS: Final = {"urgent": Ordering("next_due_on", nullable=True)}


def assistance_for(actor: Actor, number: str) -> Assistance:
    """The request of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Assistance.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "organ", "author", "case").first()
    if row is None:
        raise NotFound
    return row


def is_inside(actor: Actor, row: Assistance) -> bool:
    """Whether the actor sees the case from inside, and so all that was done."""
    return Case.objects.internal_to(actor).filter(pk=row.case_id).exists()


@page
@require_safe
def assistances(request: HttpRequest) -> HttpResponse:
    """The requests the reader's cases or organ are concerned with."""
    actor = actor_of(request)
    if not actor.seats_in(*BODIES):
        raise NotFound
    rows = Assistance.objects.visible_to(actor)
    whole = rows.select_related("procuratorate", "organ")
    context = {
        "page": page_of(whole, ORDERINGS, "urgent", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "may_ask": bool(beginnings(ASSISTANCE, actor, now())),
    }
    return respond(request, "referrals/assistances.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask an organ for assistance in a case."""
    given = {name: request.GET[name][:60] for name in ("case", "organ") if name in request.GET}
    return answer(request, None, "ask_assistance", given)


@page
@require_safe
def assistance(request: HttpRequest, number: str) -> HttpResponse:
    """One request: what is asked, by when, what was answered."""
    actor, at = actor_of(request), now()
    row = assistance_for(actor, number)
    inside, today, dues = is_inside(actor, row), beijing_date(at), dues_of(row)
    context: dict[str, Any] = {
        "asked": row,
        "inside": inside,
        "offered": Offered.of(row, actor, at),
        "files": row.files.order_by("name"),
        "next": dues.next(today),
        "today": today,
    }
    if inside:
        events = Event.objects.filter(matter=row).order_by("-id")
        context |= {
            "dues": dues,
            "obstructions": row.obstructions.all(),
            "reports": row.reports.select_related("to"),
            "entries": timeline.entries(events[: timeline.FIRST]),
        }
    return respond(request, "referrals/assistance.html", context)


@page
@require_safe
def assistance_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file of the answer."""
    found = assistance_for(actor_of(request), number).files.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return attachment(found)
