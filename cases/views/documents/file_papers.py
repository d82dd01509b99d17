"""The file as a whole: its table of contents, its print view, and its export (Rules 106)."""

import datetime as dt
import logging
import uuid
from typing import Final
from urllib.parse import quote

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from agencies.actor import Actor
from agencies.models import User
from agencies.request import actor_of
from cases.actions.offers import offers
from cases.documents.html import to_html
from cases.models import Case, FileExport
from cases.services.archive import archive_check, archived
from cases.services.authenticity import authenticity_of
from cases.services.case_index import contents
from cases.services.case_index.entries import Entry
from cases.services.file_export import ask
from cases.tasks import make_exports
from cases.views.access import case_for, is_inside, now, page, user_of
from cases.views.readings import record_reading
from pilit.law.errors import Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import shown

log = logging.getLogger(__name__)
_MEDIA: Final = {
    FileExport.Kind.PDF: ("application/pdf", "pdf"),
    FileExport.Kind.ZIP: ("application/zip", "zip"),
}


def _inside(request: HttpRequest, number: str) -> tuple[Actor, Case]:
    """The case, for those who see it from inside. That its file was read is recorded."""
    actor = actor_of(request)
    case = case_for(actor, number)
    if not is_inside(actor, case):
        raise NotFound
    record_reading(request, case, now())
    return actor, case


@page
@require_safe
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """The table of contents, what the file lacks, and the exports the reader asked for."""
    actor, case = _inside(request, number)
    table = contents(case)
    context = {
        "case": case,
        "contents": table,
        "missing": [shown(text) for text in archive_check(case)],
        "archive": archived(case),
        "may_archive": any(
            offer.name == "archive_case" and offer.blocked is None
            for offer in offers(case, actor, now())
        ),
        "exports": FileExport.objects.visible_to(actor).filter(case=case).order_by("-asked_at")[:5],
        "kinds": FileExport.Kind.choices,
        "today": beijing_date(now()),
    }
    return respond(request, "cases/papers.html", context)


@page
@require_safe
def print_view(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that is written in the file on one page, the table of contents first."""
    _actor, case = _inside(request, number)
    table = contents(case)
    context = {
        "case": case,
        "contents": table,
        "sheets": [(entry, _face(entry)) for entry in table.entries],
        "today": beijing_date(now()),
    }
    return respond(request, "cases/print.html", context)


def _face(entry: Entry) -> str:
    """The text of an entry; nothing for a file, or where the stored text was altered."""
    if entry.document is None or (entry.legal and not authenticity_of(entry.legal).is_intact):
        return ""
    return to_html(entry.document)


@page
@require_POST
def ask_export(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for an export; a worker makes it."""
    _actor, case = _inside(request, number)
    kind = request.POST.get("kind", "")
    if kind not in FileExport.Kind:
        raise Invalid(errors={"kind": [N_("Choose one of the two kinds.")]})
    row = asked_for(case, user_of(request), kind, now())
    return redirect("cases:export", pk=row.pk)


def asked_for(case: Case, person: User, kind: str, at: dt.datetime) -> FileExport:
    """The export a person asks for now; a worker is woken to make it."""
    row = ask(case, person, kind, at)
    transaction.on_commit(_wake)
    return row


def _wake() -> None:
    """Wake a worker; where no broker listens the next sweep finds the export."""
    try:
        make_exports.apply_async(retry=False)
    except OperationalError as fault:
        log.warning("No worker could be woken, the export waits: %s", fault)


def export_for(actor: Actor, pk: uuid.UUID) -> FileExport:
    """The export, for its asker alone while they see the case. Raises :class:`NotFound`."""
    rows = FileExport.objects.visible_to(actor).select_related("case")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


@page
@never_cache
@require_safe
def export(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far an export is; the page asks again by itself until it is finished."""
    row = export_for(actor_of(request), pk)
    context = {
        "export": row,
        "case": row.case,
        "expired": is_over(row, now()),
        "today": beijing_date(now()),
    }
    return respond(request, "cases/export.html", context, fragment="progress")


def is_over(row: FileExport, at: dt.datetime) -> bool:
    """Whether the hours of an export are over."""
    return row.status == FileExport.Status.EXPIRED or (
        row.expires_at is not None and row.expires_at <= at
    )


@page
@require_safe
def export_file(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """Send the file. Raises :class:`NotFound` where there is none any more."""
    return export_content(request, export_for(actor_of(request), pk))


def export_content(request: HttpRequest, row: FileExport) -> FileResponse:
    """What was exported, as an attachment; that the file was read is recorded.

    Raises :class:`NotFound` where there is nothing yet, or nothing any more.
    """
    if row.status != FileExport.Status.READY or is_over(row, now()):
        raise NotFound
    record_reading(request, row.case, now())
    media_type, suffix = _MEDIA[FileExport.Kind(row.kind)]
    try:
        response = FileResponse(row.content.open("rb"), content_type=media_type)
    except FileNotFoundError:
        raise NotFound from None
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{row.case.number}.{suffix}')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
