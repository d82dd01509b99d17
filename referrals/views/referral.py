"""The page of a referral, and its letter."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions.offers import Offer
from cases.documents.html import to_html
from cases.documents.pdf import NoGlyph
from cases.models import Event, LegalDocument
from cases.services.authenticity import authenticity_of
from cases.services.document_faces import pdf_of, word_of
from cases.services.signatures import signature_of
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.document import altered, attached, verify_url
from cases.views.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from referrals.models import Referral
from referrals.services.sealing import opening_of
from referrals.views.access import referral_for, sees_origin, sees_work

LETTER = "referral_letter"
OPEN = "open_sealed"
ON_SEALED = frozenset({"ask_to_open", "approve_opening"})


@page
@require_safe
def referral(request: HttpRequest, number: str) -> HttpResponse:
    """One referral: to its sender what was sent, its state and result; to its receiver also what
    it made of it.
    """
    actor, at = actor_of(request), now()
    row = referral_for(actor, number)
    today = beijing_date(at)
    inside = sees_work(actor, row)
    dues = dues_of(row)
    context: dict[str, Any] = {
        "referral": row,
        "inside": inside,
        "origin": sees_origin(actor, row),
        "offered": _offered(row, actor),
        "may_open": row.is_secret and opening_of(row, actor, at) is not None,
        "files": [] if row.is_secret else row.files.order_by("name"),
        "file_count": row.files.count(),
        "letter": row.documents.filter(code=LETTER).defer("text").first(),
        "next": dues.next(today),
        "today": today,
    }
    if inside:
        events = Event.objects.filter(matter=row).order_by("-id")
        context |= {
            "dues": dues,
            "progress": row.progress.all(),
            "openings": row.openings.select_related("asked_by", "approved_by"),
            "entries": timeline.entries(events[: timeline.FIRST]),
        }
    return respond(request, "referrals/referral.html", context)


def _offered(row: Referral, actor: Actor) -> Offered:
    """As on any page; opening what is sealed has a button of its own, which shows it."""
    found = Offered.of(row, actor, now())

    def others(offers: list[Offer]) -> list[Offer]:
        return [offer for offer in offers if offer.name != OPEN]

    blocked = [
        each
        for each in found.blocked
        if each.offer.name != OPEN and (row.is_secret or each.offer.name not in ON_SEALED)
    ]
    return Offered(others(found.first), others(found.more), blocked, found.steps)


def _letter(request: HttpRequest, number: str) -> tuple[Referral, LegalDocument]:
    row = referral_for(actor_of(request), number)
    found = row.documents.filter(code=LETTER).select_related("issued_by", "made_by", "seal").first()
    if found is None:
        raise NotFound
    return row, found


@page
@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The referral letter as a page that prints; whether it is what was sent stands below."""
    row, found = _letter(request, number)
    checked = authenticity_of(found)
    address = {"number": row.number}
    context = {
        "document": found,
        "target": row,
        "target_url": reverse("referrals:referral", kwargs=address),
        "word_url": reverse("referrals:letter_word", kwargs=address),
        "pdf_url": reverse("referrals:letter_pdf", kwargs=address),
        "checked": checked,
        "face": to_html(found.document) if checked.is_intact else "",
        "signature": signature_of(found),
        "verify_url": verify_url(request, found),
        "today": beijing_date(now()),
    }
    return render(request, "cases/document.html", context)


@page
@require_safe
def letter_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as a PDF file."""
    row, found = _letter(request, number)
    if not authenticity_of(found).is_intact:
        return altered(request, found, reverse("referrals:letter", kwargs={"number": row.number}))
    try:
        content = pdf_of(found, verify_url(request, found))
    except NoGlyph as missing:
        context = {"document": found, "text": missing.text}
        return render(request, "cases/document_unset.html", context, status=409)
    return attached(content, found, "pdf")


@page
@require_safe
def letter_word(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as a Word file."""
    row, found = _letter(request, number)
    if not authenticity_of(found).is_intact:
        return altered(request, found, reverse("referrals:letter", kwargs={"number": row.number}))
    return attached(word_of(found), found, "docx")
