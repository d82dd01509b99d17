"""Oversight: the list, and one, to the procuratorate and to the body that oversees alike."""

import uuid
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.documents.html import to_html
from cases.documents.pdf import Stamp, to_pdf
from cases.models import Event, FigureReport
from cases.statistics.report_words import period_name
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.figures.reports import attached_report
from cases.views.file import attachment
from cases.views.filters import ALL, FilterBar, state_filter
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.domain.oversight import OVERSIGHT_STATES
from referrals.models import Oversight
from referrals.querysets.oversight import bodies_of
from referrals.services.overseers import KINDS
from referrals.sort import OVERSIGHT

READERS: Final = (OrganisationKind.PROCURATORATE, *KINDS)
ORDERINGS: Final = {"urgent": Ordering("next_due_on", nullable=True)}


def oversight_for(actor: Actor, number: str) -> Oversight:
    """The one of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Oversight.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "overseer", "author").first()
    if row is None:
        raise NotFound
    return row


@page
@require_safe
def oversights(request: HttpRequest) -> HttpResponse:
    """What the reader's body oversees, or their procuratorate answers for."""
    actor, query, at = actor_of(request), request.GET, now()
    if not actor.seats_in(*READERS):
        raise NotFound
    rows = Oversight.objects.visible_to(actor)
    state = state_filter(query, {each.value: label for each, label in OVERSIGHT_STATES.items()})
    if not state.value:
        rows = rows.open()
    elif state.value != ALL:
        rows = rows.filter(state=state.value)
    whole = rows.select_related("procuratorate", "overseer")
    context = {
        "bar": FilterBar([state]),
        "page": page_of(whole, ORDERINGS, "urgent", query.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(at),
        "begins": beginnings(OVERSIGHT, actor, at),
        "is_body": bool(bodies_of(actor)),
    }
    return respond(request, "referrals/oversights.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A body asks for a report, an inspection, a visit."""
    return answer(request, None, "ask_oversight")


@page
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """What a body asked for on paper is entered."""
    return answer(request, None, "record_oversight")


@page
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """The procuratorate offers to report, or to be visited."""
    return answer(request, None, "offer_oversight")


@page
@require_safe
def oversight(request: HttpRequest, number: str) -> HttpResponse:
    """One: where it stands, what is due, what is wanted, handed in, said and followed up."""
    actor, at = actor_of(request), now()
    row = oversight_for(actor, number)
    today, dues = beijing_date(at), dues_of(row)
    context: dict[str, Any] = {
        "row": row,
        "offered": Offered.of(row, actor, at),
        "files": row.files.select_related("uploaded_for").order_by("attached_at", "name"),
        "reports": [(each, period_name(each.period)) for each in row.reports.all()],
        "tasks": row.tasks.select_related("owner"),
        "dues": dues,
        "next": dues.next(today),
        "late": dues.late(today),
        "is_body": row.overseer_id in bodies_of(actor),
        "today": today,
    }
    if not context["is_body"]:
        events = Event.objects.filter(matter=row).order_by("-id")
        context["entries"] = timeline.entries(events[: timeline.FIRST])
    return respond(request, "referrals/oversight.html", context)


@page
@require_safe
def oversight_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file of either side."""
    found = oversight_for(actor_of(request), number).files.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return attachment(found)


def report_in(actor: Actor, number: str, pk: int) -> tuple[Oversight, FigureReport]:
    """A frozen report that was handed in, to who sees what it was handed in for."""
    row = oversight_for(actor, number)
    found = row.reports.select_related("procuratorate", "frozen_by").filter(pk=pk).first()
    if found is None or found.frozen_at is None or found.document.digest() != found.digest:
        raise NotFound
    return row, found


@page
@require_safe
def oversight_report(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The report as it was frozen."""
    row, report = report_in(actor_of(request), number, pk)
    context = {
        "row": row,
        "report": report,
        "period": period_name(report.period),
        "face": to_html(report.document),
        "today": beijing_date(now()),
    }
    return render(request, "referrals/oversight_report.html", context)


@page
@require_safe
def oversight_report_pdf(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """It as a PDF file that bears its digest."""
    _row, report = report_in(actor_of(request), number, pk)
    stamp = Stamp(period_name(report.period), report.digest)
    content = to_pdf(report.document, report.frozen_at or report.saved_at, stamp)
    return attached_report(content, report, "pdf")
