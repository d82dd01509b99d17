"""Reports made of the figures: their list, the report as it stands, its files, its freezing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.actor import Actor
from agencies.models import Organisation
from agencies.request import actor_of
from cases.documents.blocks import Document
from cases.documents.html import to_html
from cases.documents.nodes import Section
from cases.documents.pdf import NoGlyph, Stamp, to_pdf
from cases.documents.word import to_docx
from cases.models import FigureReport
from cases.services.figure_reports import begin, composed, freeze, may_freeze, may_write
from cases.statistics.periods import Period, moved, text_of
from cases.statistics.report_words import period_name
from cases.statistics.scope import Scope
from cases.views.access import now, page
from cases.views.documents.document import MEDIA_TYPES
from cases.views.figures.chosen import place_label
from cases.views.forms.form import Choice
from pilit.law.errors import DomainError, Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.texts import errors_of, message_of

YEARS_OFFERED: Final = 4
MONTHS_OFFERED: Final = 24
SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Start:
    """The form that begins a report of one kind."""

    code: str
    label: str
    periods: list[Choice]
    errors: list[str]


@page
@require_http_methods(["GET", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """The reports of one's procuratorates, newest first; a POST begins one."""
    actor, at = actor_of(request), now()
    if Scope.of(actor) is None:
        raise NotFound
    led = Scope.led_by(actor)
    places = {row.code: row for row in led.places()} if led else {}
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        if led is None:
            raise NotFound
        try:
            return redirect("cases:figure_report_edit", pk=_begun(request, places, actor, at).pk)
        except Invalid as refusal:
            said = [text for texts in errors_of(refusal).values() for text in texts]
            wrong = {request.POST.get("code", ""): said}
    rows = FigureReport.objects.visible_to(actor).select_related(
        "procuratorate", "made_by", "frozen_by"
    )
    context = {
        "rows": [(row, period_name(row.period)) for row in rows[:SHOWN]],
        "starts": _starts(beijing_date(at), request.POST.get("period", ""), wrong) if led else [],
        "places": [
            Choice(code, place_label(row), code == request.POST.get("at", ""))
            for code, row in places.items()
        ],
        "today": beijing_date(at),
    }
    return render(request, "cases/figures/reports.html", context, status=422 if wrong else 200)


def _begun(
    request: HttpRequest, places: Mapping[str, Organisation], actor: Actor, at: dt.datetime
) -> FigureReport:
    code = request.POST.get("code", "")
    offered = _periods(code, beijing_date(at))
    period = offered.get(request.POST.get("period", ""))
    place = places.get(request.POST.get("at", ""))
    if code not in FigureReport.Kind.values or period is None or place is None:
        raise Invalid(errors={"period": [N_("Choose a report, a procuratorate and a period.")]})
    return begin(code, place, period, actor, at)


def _starts(today: dt.date, chosen: str, wrong: Mapping[str, list[str]]) -> list[Start]:
    return [
        Start(
            kind.value,
            str(kind.label),
            [
                Choice(value, period_name(period), value == chosen)
                for value, period in _periods(kind, today).items()
            ],
            wrong.get(kind.value, []),
        )
        for kind in FigureReport.Kind
    ]


def _periods(code: str, today: dt.date) -> dict[str, Period]:
    """The periods a kind of report is offered for: months that are over, or years; this year up to
    the last month that is over.
    """
    last = moved(today.replace(day=1), -1)
    if code == FigureReport.Kind.MONTHLY:
        months = [moved(last, -number) for number in range(MONTHS_OFFERED)]
        return {text_of(month): Period(month, month) for month in months}
    ends = [last, *(dt.date(last.year - number, 12, 1) for number in range(1, YEARS_OFFERED))]
    return {text_of(end): Period(end.replace(month=1), end) for end in ends}


@page
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report as it stands, with the way to freeze it for those who may."""
    row, actor = report_for(actor_of(request), pk), actor_of(request)
    return _shown(request, row, actor, [])


@page
@require_POST
def report_freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the report as it was shown, for good."""
    actor = actor_of(request)
    row = report_for(actor, pk)
    try:
        freeze(row, request.POST.get("seen", ""), actor, now())
    except Invalid:
        return _shown(request, row, actor, [], status=422)
    except DomainError as refusal:
        return _shown(request, row, actor, [message_of(refusal)], status=refusal.http_status)
    return redirect("cases:figure_report", pk=row.pk)


@page
@require_safe
def report_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file, of a draft as it is now."""
    row = report_for(actor_of(request), pk)
    return attached_report(to_docx(document_of(row)[0]), row, "docx")


@page
@require_safe
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF file; a frozen one bears its digest."""
    actor = actor_of(request)
    row = report_for(actor, pk)
    stamp = None
    if row.is_frozen:
        stamp = Stamp(period_name(row.period), row.digest, verify_url(request, row))
    try:
        content = to_pdf(document_of(row)[0], row.frozen_at or row.saved_at, stamp)
    except NoGlyph as missing:
        message = _("No font has these characters: %(text)s") % {"text": missing.text}
        return _shown(request, row, actor, [message], status=409)
    return attached_report(content, row, "pdf")


def verify_url(request: HttpRequest, row: FigureReport) -> str:
    """The address at which anybody can verify a frozen report; empty for what has none."""
    if not row.token:
        return ""
    path = reverse("cases:verify", args=[row.token])
    site = settings.PILIT_PUBLIC_URL.rstrip("/")
    return f"{site}{path}" if site else request.build_absolute_uri(path)


def report_for(actor: Actor, pk: int) -> FigureReport:
    """The report, if the actor may see it. Raises :class:`NotFound`."""
    rows = FigureReport.objects.visible_to(actor).filter(pk=pk)
    row = rows.select_related("procuratorate", "made_by", "frozen_by").first()
    if row is None:
        raise NotFound
    return row


def document_of(row: FigureReport) -> tuple[Document, tuple[Section, ...]]:
    """The report as frozen, or as it is now, and what must still be written in it."""
    if row.is_frozen:
        return row.document, ()
    found = composed(row, beijing_date(now()))
    return found.document, found.missing


def _shown(
    request: HttpRequest,
    row: FigureReport,
    actor: Actor,
    faults: list[str],
    status: int = 200,
) -> HttpResponse:
    document, missing = document_of(row)
    context = {
        "report": row,
        "period": period_name(row.period),
        "face": to_html(document),
        "seen": document.digest(),
        "altered": row.is_frozen and document.digest() != row.digest,
        "verify_url": verify_url(request, row),
        "missing": missing,
        "faults": faults,
        "may_write": may_write(row, actor),
        "may_freeze": may_freeze(row, actor) and not missing,
        "today": beijing_date(now()),
    }
    return render(request, "cases/figures/report.html", context, status=status)


def attached_report(content: bytes, row: FigureReport, form: str) -> HttpResponse:
    name = f"{row.procuratorate.short_name}{period_name(row.period)}{row.get_code_display()}.{form}"
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
