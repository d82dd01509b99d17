"""Proof of service (送达回证): its page, and its printable faces."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.documents.blocks import Document
from cases.documents.html import to_html
from cases.documents.pdf import NoGlyph, to_pdf
from cases.documents.registry import make
from cases.documents.word import to_docx
from cases.models import ServiceRecord
from cases.services.serving import facts_of
from cases.views.access import is_inside, now, page
from cases.views.deadlines import due_of
from cases.views.facets import seats_at
from cases.views.readings import record_reading
from pilit.law.errors import Conflict, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond


class Face(NamedTuple):
    """A file in which a proof is printed."""

    media_type: str
    make: Callable[[Document, dt.datetime], bytes]


FACES: Final[Mapping[str, Face]] = {
    "pdf": Face("application/pdf", to_pdf),
    "docx": Face(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda document, _at: to_docx(document),
    ),
}


def _opened(request: HttpRequest, pk: int) -> ServiceRecord:
    """The proof, for those inside and for the addressee; that its file was read is recorded.

    Raises :class:`NotFound`.
    """
    rows = ServiceRecord.objects.visible_to(actor_of(request)).filter(pk=pk)
    row = rows.select_related(
        "case__procuratorate", "addressee", "recorded_by", "received_by", "legal"
    ).first()
    if row is None:
        raise NotFound
    record_reading(request, row.case, now())
    return row


def _document(row: ServiceRecord, *, inside: bool) -> Document:
    return make("proof_of_service", facts_of(row, with_officer=inside)).document


@page
@require_safe
def service(request: HttpRequest, pk: int) -> HttpResponse:
    """How one document was served, and the 送达回证 that says so."""
    actor, at = actor_of(request), now()
    row = _opened(request, pk)
    inside = is_inside(actor, row.case)
    clocks = row.deadlines.select_related("responsible")
    organs = seats_at(actor, OrganisationKind.ORGAN)
    context = {
        "row": row,
        "case": row.case,
        "is_inside": inside,
        "may_confirm": row.awaits_receipt and row.addressee_id in organs,
        "files": list(row.files.all()) if inside else [],
        "clocks": [due_of(each) for each in clocks if inside or each.responsible_id in organs],
        "face": to_html(_document(row, inside=inside)),
        "today": beijing_date(at),
    }
    return respond(request, "cases/service.html", context)


@page
@require_safe
def service_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The 送达回证 as a file to print and sign."""
    actor, at = actor_of(request), now()
    row, face = _opened(request, pk), FACES[form]
    try:
        content = face.make(_document(row, inside=is_inside(actor, row.case)), at)
    except NoGlyph as missing:
        raise Conflict(
            N_("No font here has the character %(text)s. Take the Word file."),
            params={"text": missing.text},
        ) from missing
    response = HttpResponse(content, content_type=face.media_type)
    name = quote(f"送达回证-{row.case.number}-{row.pk}.{form}")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
