"""Circulation statements: the list, and one with its sums, its rows and its document."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Event
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.domain.circulation import CirculationState
from referrals.models import Circulation
from referrals.services.circulation import sums_of
from referrals.sort import CIRCULATION
from referrals.views.papers import paper_page, paper_pdf, paper_word

BODIES: Final = (OrganisationKind.PROCURATORATE, OrganisationKind.COMMISSION)
ORDERINGS: Final = {"newest": Ordering(descending=True)}
STATEMENT = "circulation_statement"


def circulation_for(actor: Actor, number: str) -> Circulation:
    """The statement of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Circulation.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "commission", "confirmed_by", "author").first()
    if row is None:
        raise NotFound
    return row


@page
@require_safe
def circulations(request: HttpRequest) -> HttpResponse:
    """The statements between the reader's organisation and its counterpart."""
    actor = actor_of(request)
    if not actor.seats_in(*BODIES):
        raise NotFound
    rows = Circulation.objects.visible_to(actor)
    whole = rows.select_related("procuratorate", "commission")
    context = {
        "page": page_of(whole, ORDERINGS, "newest", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "may_draw_up": bool(beginnings(CIRCULATION, actor, now())),
    }
    return respond(request, "referrals/circulations.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def draw_up(request: HttpRequest) -> HttpResponse:
    """Draw up the statement of a quarter."""
    return answer(request, None, "draw_up_circulation")


@page
@require_safe
def circulation(request: HttpRequest, number: str) -> HttpResponse:
    """One statement: where it stands, its sums and the rows they are counted from."""
    actor, at = actor_of(request), now()
    row = circulation_for(actor, number)
    lines = list(row.rows.select_related("referral"))
    today = beijing_date(at)
    dues = dues_of(row)
    events = Event.objects.filter(matter=row).order_by("-id")
    context = {
        "statement": row,
        "sums": sums_of(row, lines),
        "lines": lines,
        "offered": Offered.of(row, actor, at),
        "is_agreed": row.state == CirculationState.AGREED,
        "dues": dues,
        "next": dues.next(today),
        "entries": timeline.entries(events[: timeline.FIRST]),
        "today": today,
    }
    return respond(request, "referrals/circulation.html", context)


@page
@require_safe
def statement(request: HttpRequest, number: str) -> HttpResponse:
    """What both sides agreed, as a page that prints."""
    row = circulation_for(actor_of(request), number)
    return paper_page(request, row, STATEMENT, "referrals:statement")


@page
@require_safe
def statement_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """It as a PDF file."""
    return paper_pdf(
        request, circulation_for(actor_of(request), number), STATEMENT, "referrals:statement"
    )


@page
@require_safe
def statement_word(request: HttpRequest, number: str) -> HttpResponse:
    """It as a Word file."""
    return paper_word(
        request, circulation_for(actor_of(request), number), STATEMENT, "referrals:statement"
    )
