"""The page of a referral, its letter and its receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions.offers import Offer
from cases.models import Event
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.forms.offered import Offered
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from referrals.models import Referral
from referrals.services.sealing import opening_of
from referrals.views.access import referral_for, sees_origin, sees_work
from referrals.views.papers import paper_page, paper_pdf, paper_word

LETTER = "referral_letter"
RECEIPT = "referral_receipt"
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
        "files": row.files.order_by("name"),
        "file_count": row.sealed_files.count(),
        "papers": {each.code: each for each in row.documents.defer("text")},
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


@page
@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The referral letter as a page that prints; whether it is what was sent stands below."""
    row = referral_for(actor_of(request), number)
    return paper_page(request, row, LETTER, "referrals:letter")


@page
@require_safe
def letter_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as a PDF file."""
    return paper_pdf(request, referral_for(actor_of(request), number), LETTER, "referrals:letter")


@page
@require_safe
def letter_word(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as a Word file."""
    return paper_word(request, referral_for(actor_of(request), number), LETTER, "referrals:letter")


@page
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The receiver's receipt as a page that prints."""
    row = referral_for(actor_of(request), number)
    return paper_page(request, row, RECEIPT, "referrals:receipt")


@page
@require_safe
def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a PDF file."""
    row = referral_for(actor_of(request), number)
    return paper_pdf(request, row, RECEIPT, "referrals:receipt")


@page
@require_safe
def receipt_word(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt as a Word file."""
    row = referral_for(actor_of(request), number)
    return paper_word(request, row, RECEIPT, "referrals:receipt")
