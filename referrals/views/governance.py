"""Governance recommendations: the list, and one, to the procuratorate whole, to its receiver what
was served and what it answered.
"""

import uuid
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
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
from referrals.domain.governance import GovernanceState
from referrals.models import Governance
from referrals.querysets.governance import RECEIVERS
from referrals.sort import GOVERNANCE
from referrals.views.papers import paper_page, paper_pdf, paper_word
from referrals.views.patterns import begun_from

BODIES: Final = (OrganisationKind.PROCURATORATE, *RECEIVERS)
ORDERINGS: Final = {"urgent": Ordering("next_due_on", nullable=True)}
HEADING_LENGTH: Final = 200
"""So long a heading may be that is proposed."""
LETTER: Final = "governance_recommendation"
ADDRESS: Final = "referrals:governance_letter"


def governance_for(actor: Actor, number: str) -> Governance:
    """The one of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Governance.objects.visible_to(actor).filter(number=number)
    row = rows.select_related(
        "procuratorate", "receiver", "author", "from_campaign", "reviewed_by", "decided_by"
    ).first()
    if row is None:
        raise NotFound
    return row


def is_inside(actor: Actor, row: Governance) -> bool:
    """Whether the actor sees it whole: what it rests on, how it was decided, what was noted."""
    return Governance.objects.inside(actor).filter(pk=row.pk).exists()


@page
@require_safe
def governances(request: HttpRequest) -> HttpResponse:
    """Those the reader's procuratorate wrote or those below it; those addressed to the reader."""
    actor = actor_of(request)
    if not actor.seats_in(*BODIES):
        raise NotFound
    rows = Governance.objects.visible_to(actor)
    whole = rows.select_related("procuratorate", "receiver")
    context = {
        "page": page_of(whole, ORDERINGS, "urgent", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "may_draft": bool(beginnings(GOVERNANCE, actor, now())),
        "inside": bool(actor.seats_in(OrganisationKind.PROCURATORATE)),
    }
    return respond(request, "referrals/governances.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Draft one, maybe from a failure that recurs, a campaign or a case."""
    found = begun_from(request)
    given: dict[str, Any] = {}
    if found:
        told = {"organ": found["organ"].name, "cause": found["cause"], "n": found["number"]}
        given = {
            "receiver": found["organ"].code,
            "heading": (_("%(cause)s: governance recommendation") % told)[:HEADING_LENGTH],
            "background": _("In %(n)s cases it was found of %(organ)s: %(cause)s.") % told,
            "cases": found["cases"],
        }
    if "campaign" in request.GET:
        given["campaign"] = request.GET["campaign"][:60]
    if "case" in request.GET:
        given["cases"] = [request.GET["case"][:60]]
    return answer(request, None, "draft_governance", given)


@page
@require_safe
def governance(request: HttpRequest, number: str) -> HttpResponse:
    """One: what it says, by when it is to be answered, what was answered."""
    actor, at = actor_of(request), now()
    row = governance_for(actor, number)
    inside, today, dues = is_inside(actor, row), beijing_date(at), dues_of(row)
    context: dict[str, Any] = {
        "row": row,
        "inside": inside,
        "items": row.items.all(),
        "files": row.files.order_by("name"),
        "has_letter": row.issued_on is not None,
        "is_late": row.replied_on is not None and row.replied_on > row.reply_by,
        "in_draft": row.state == GovernanceState.DRAFTED,
        "offered": Offered.of(row, actor, at),
        "next": dues.next(today),
        "today": today,
    }
    if inside:
        events = Event.objects.filter(matter=row).order_by("-id")
        seen = Case.objects.internal_to(actor).filter(governance=row)
        context |= {
            "dues": dues,
            "follow_ups": row.follow_ups.select_related("by"),
            "cases": seen.select_related("procuratorate", "respondent").order_by("-id"),
            "entries": timeline.entries(events[: timeline.FIRST]),
        }
    return respond(request, "referrals/governance.html", context)


@page
@require_safe
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The document, as a page that prints."""
    return paper_page(request, governance_for(actor_of(request), number), LETTER, ADDRESS)


@page
@require_safe
def letter_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """It as a PDF file."""
    return paper_pdf(request, governance_for(actor_of(request), number), LETTER, ADDRESS)


@page
@require_safe
def letter_word(request: HttpRequest, number: str) -> HttpResponse:
    """It as a Word file."""
    return paper_word(request, governance_for(actor_of(request), number), LETTER, ADDRESS)


@page
@require_safe
def governance_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file of the reply."""
    found = governance_for(actor_of(request), number).files.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return attachment(found)
