"""A document of a matter: its page, its PDF and its Word file, for who sees the matter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.documents.html import to_html
from cases.documents.pdf import NoGlyph
from cases.models import LegalDocument, Matter
from cases.services.authenticity import authenticity_of
from cases.services.document_faces import pdf_of, word_of
from cases.services.signatures import signature_of
from cases.views.access import now
from cases.views.documents.document import altered, attached, verify_url
from cases.views.forms.action import page_of
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date


def paper_of(row: Matter, code: str) -> LegalDocument:
    """The document of a matter under a code. Raises :class:`NotFound` where there is none."""
    found = row.documents.filter(code=code).select_related("issued_by", "made_by", "seal").first()
    if found is None:
        raise NotFound
    return found


def paper_page(request: HttpRequest, row: Matter, code: str, files: str) -> HttpResponse:
    """The document as a page that prints; whether it is what was decided stands below.

    ``files`` is the URL name of the page; those of its PDF and its Word file begin with it.
    """
    found = paper_of(row, code)
    checked = authenticity_of(found)
    address = {"number": row.number}
    context = {
        "document": found,
        "target": row,
        "target_url": page_of(row),
        "word_url": reverse(f"{files}_word", kwargs=address),
        "pdf_url": reverse(f"{files}_pdf", kwargs=address),
        "checked": checked,
        "face": to_html(found.document) if checked.is_intact else "",
        "signature": signature_of(found),
        "verify_url": verify_url(request, found),
        "today": beijing_date(now()),
    }
    return render(request, "cases/document.html", context)


def paper_pdf(request: HttpRequest, row: Matter, code: str, files: str) -> HttpResponse:
    """The document as a PDF file; where its text was altered, why there is none."""
    found = paper_of(row, code)
    if not authenticity_of(found).is_intact:
        return altered(request, found, reverse(files, kwargs={"number": row.number}))
    try:
        content = pdf_of(found, verify_url(request, found))
    except NoGlyph as missing:
        context = {"document": found, "text": missing.text}
        return render(request, "cases/document_unset.html", context, status=409)
    return attached(content, found, "pdf")


def paper_word(request: HttpRequest, row: Matter, code: str, files: str) -> HttpResponse:
    """The document as a Word file; where its text was altered, why there is none."""
    found = paper_of(row, code)
    if not authenticity_of(found).is_intact:
        return altered(request, found, reverse(files, kwargs={"number": row.number}))
    return attached(word_of(found), found, "docx")
