"""The workspace of deputies, members and readers: what waits for them, what they asked for, what
was reported to them. Of cases nothing.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Case, FigureReport, FormDraft
from cases.statistics.report_words import period_name
from cases.views.access import now
from cases.views.facets import FACETS, Facet
from cases.views.wording import action_label
from cases.views.work.rows import action_url
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from referrals.domain.invitation import InvitationState
from referrals.domain.oversight import OversightState
from referrals.models import Invitation, Oversight
from referrals.services.overseers import KINDS
from referrals.sort import OVERSIGHT

SHOWN: Final = 50
REPORTS_SHOWN: Final = 5
READ: Final = (OversightState.ANSWERED, OversightState.FOLLOWED_UP)
"""States in which the body has something to read: materials, results."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A form begun and not sent."""

    label: str
    url: str
    form: FormDraft


def work(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, what is under way, what was reported."""
    actor, at = actor_of(request), now()
    mine = Invitation.objects.addressed_to(actor).select_related("procuratorate")
    rows = Oversight.objects.visible_to(actor).open().select_related("procuratorate", "overseer")
    invited = list(
        mine.filter(state=InvitationState.INVITED, starts_at__gt=at).order_by("starts_at")[:SHOWN]
    )
    offered = list(rows.filter(state=OversightState.OFFERED).order_by("planned_on", "id")[:SHOWN])
    read = list(rows.filter(state__in=READ).order_by("planned_on", "id")[:SHOWN])
    under_way = rows.exclude(state__in=(OversightState.OFFERED, *READ))
    reports = FigureReport.objects.visible_to(actor).select_related("procuratorate")
    context = {
        "count": len(invited) + len(offered) + len(read),
        "invited": invited,
        "offered": offered,
        "read": read,
        "coming": mine.filter(state=InvitationState.ACCEPTED, starts_at__gt=at).order_by(
            "starts_at"
        )[:SHOWN],
        "under_way": under_way.order_by("next_due_on", "id")[:SHOWN],
        "begun": _begun(actor),
        "reports": [(each, period_name(each.period)) for each in reports[:REPORTS_SHOWN]],
        "may_ask": bool(beginnings(OVERSIGHT, actor, at)),
        "today": beijing_date(at),
    }
    return respond(request, "referrals/overseer.html", context)


def _begun(actor: Actor) -> list[Begun]:
    """The reader's own forms begun and not sent, on what they still see."""
    seen = [rows.visible_to(actor).values("pk") for rows in (Oversight.objects, Invitation.objects)]
    of_matters = Q(matter__in=seen[0]) | Q(matter__in=seen[1])
    of_nothing = Q(case=None, clue=None, matter=None)
    rows = FormDraft.objects.filter(of_nothing | of_matters, person=actor.user)
    return [
        Begun(
            action_label(row.action),
            action_url(row.matter, row.action)
            if row.matter
            else reverse(OVERSIGHT.form_of(row.action)),
            row,
        )
        for row in rows.select_related("matter").order_by("-saved_at")[:SHOWN]
    ]


def _no_cases(request: HttpRequest) -> HttpResponse:
    """Those who oversee are shown no case."""
    del request
    raise NotFound


def _no_case(request: HttpRequest, case: Case) -> HttpResponse:
    del request, case
    raise NotFound


for _kind in KINDS:
    FACETS[_kind] = Facet(work=work, cases=_no_cases, case=_no_case)
