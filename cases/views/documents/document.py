"""A decided document: its page, its files, and the page on which anybody can verify it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.errors import TooManyAttempts
from agencies.request import actor_of, passes_without_second_factor
from agencies.services import throttle
from cases.documents.html import to_html
from cases.documents.pdf import NoGlyph
from cases.models import FigureReport, LegalDocument
from cases.services.authenticity import authenticity_of
from cases.services.document_faces import pdf_of, public_address, word_of
from cases.services.signatures import signature_of
from cases.statistics.report_words import period_name
from cases.views.access import now, page
from cases.views.forms.action import page_of
from cases.views.readings import record_reading
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.problems import answers_refusals

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The files of a document, by their endings."""


def document_for(actor: Actor, pk: int) -> LegalDocument:
    """The document, if the actor may see it. Raises :class:`NotFound`."""
    rows = LegalDocument.objects.visible_to(actor).filter(pk=pk)
    row = rows.select_related(
        "case__procuratorate", "clue__procuratorate", "issued_by", "made_by", "seal"
    ).first()
    if row is None:
        raise NotFound
    return row


@page
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as a page, and whether it is still what was decided."""
    row = _opened(request, pk)
    checked, target = authenticity_of(row), row.case or row.clue
    context = {
        "document": row,
        "target": target,
        "target_url": page_of(target) if target else "",
        "word_url": reverse("cases:document_word", args=[row.pk]),
        "pdf_url": reverse("cases:document_pdf", args=[row.pk]),
        "checked": checked,
        "face": to_html(row.document) if checked.is_intact else "",
        "signature": signature_of(row),
        "verify_url": verify_url(request, row),
        "today": beijing_date(now()),
    }
    return render(request, "cases/document.html", context)


@page
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF file, with seal, digest and the address that verifies it."""
    row = _opened(request, pk)
    if not authenticity_of(row).is_intact:
        return altered(request, row, reverse("cases:document", args=[row.pk]))
    try:
        return attached(pdf_of(row, verify_url(request, row)), row, "pdf")
    except NoGlyph as missing:
        context = {"document": row, "text": missing.text}
        return render(request, "cases/document_unset.html", context, status=409)


@page
@require_safe
def word(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file."""
    row = _opened(request, pk)
    if not authenticity_of(row).is_intact:
        return altered(request, row, reverse("cases:document", args=[row.pk]))
    return attached(word_of(row), row, "docx")


@login_not_required
@passes_without_second_factor
@never_cache
@answers_refusals
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a document was issued, by whom and when, without what it says.

    Open to all: the address stands on the document and cannot be guessed. Raises
    :class:`~agencies.errors.TooManyAttempts`.
    """
    wait = throttle.admit_visitor(str(request.META.get("REMOTE_ADDR", "")), now())
    if wait:
        raise TooManyAttempts(wait)
    row = LegalDocument.objects.filter(token=token).select_related("issued_by").first()
    report = None if row else _report(token)
    kept = row or report
    context = {
        "document": _issued(row) if row else _reported(report) if report else None,
        "checked": authenticity_of(kept) if kept else None,
        "signature": signature_of(row) if row else None,
        "today": beijing_date(now()),
    }
    return render(request, "cases/verify.html", context, status=200 if kept else 404)


@dataclass(frozen=True, slots=True)
class Issued:
    """What anybody may know of a document: its name and number, who issued it, and when."""

    name: str
    number: str
    issued_by: str
    made_at: dt.datetime | None


def _issued(row: LegalDocument) -> Issued:
    return Issued(row.name, row.number, row.issued_by.name, row.made_at)


def _report(token: str) -> FigureReport | None:
    """A frozen report of figures under this address."""
    rows = FigureReport.objects.filter(token=token, frozen_at__isnull=False)
    return rows.select_related("procuratorate").first()


def _reported(row: FigureReport) -> Issued:
    name = f"{row.get_code_display()} {period_name(row.period)}"
    return Issued(name, "", row.procuratorate.name, row.frozen_at)


def _opened(request: HttpRequest, pk: int) -> LegalDocument:
    """The document; that the file it belongs to was read is recorded."""
    row = document_for(actor_of(request), pk)
    if row.case is not None:
        record_reading(request, row.case, now())
    return row


def altered(request: HttpRequest, row: LegalDocument, page_url: str) -> HttpResponse:
    """Why no file is made of a document whose text was changed; back to its page."""
    context = {"document": row, "checked": authenticity_of(row), "page_url": page_url}
    return render(request, "cases/document_altered.html", context, status=409)


def verify_url(request: HttpRequest, row: LegalDocument) -> str:
    """The address at which anybody can verify the document."""
    address = public_address(row)
    return address or request.build_absolute_uri(reverse("cases:verify", args=[row.token]))


def attached(content: bytes, row: LegalDocument, form: str) -> HttpResponse:
    """A file to be kept, not shown: the browser is told not to guess what it is."""
    name = quote(f"{row.name} {row.number}".strip() + f".{form}")
    response = HttpResponse(content, content_type=MEDIA_TYPES[form])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
