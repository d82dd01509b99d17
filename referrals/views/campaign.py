"""Campaigns: the list, and one with its goals, its numbers by procuratorate, what is in it and its
report.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Case, Clue, Event
from cases.statistics.figures import FIGURES
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.figures.chosen import place_label
from cases.views.figures.dashboard import NEWEST, joined, listed_row
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import capped_count, page_of
from referrals.domain.campaign import CampaignState
from referrals.models import Campaign
from referrals.services.campaign import (
    GOAL_FIGURES,
    cases_in,
    counted,
    entries_of,
    rows_behind,
)
from referrals.sort import CAMPAIGN, GOVERNANCE
from referrals.views.papers import paper_page, paper_pdf, paper_word
from referrals.views.patterns import begun_from

REPORT: Final = "campaign_report"
NAME_LENGTH: Final = 100
"""So long a name may be that is proposed."""
SHOWN: Final = 100
"""Of what is in a campaign so many are listed on its page."""


def campaign_for(actor: Actor, number: str) -> Campaign:
    """The campaign of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Campaign.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "place", "author", "opened_by").first()
    if row is None:
        raise NotFound
    return row


@page
@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns that run where the reader works, and those led there or below."""
    actor = actor_of(request)
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    rows = Campaign.objects.visible_to(actor)
    whole = rows.select_related("procuratorate", "place")
    context = {
        "page": page_of(whole, NEWEST, "newest", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "may_plan": bool(beginnings(CAMPAIGN, actor, now())),
    }
    return respond(request, "referrals/campaigns.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a campaign, maybe from a failure that recurs."""
    found = begun_from(request)
    given: dict[str, Any] = {}
    if found:
        told = {"organ": found["organ"].short_name, "cause": found["cause"], "n": found["number"]}
        given = {
            "name": (_("%(cause)s: campaign") % told)[:NAME_LENGTH],
            "theme": _("%(organ)s, %(n)s cases: %(cause)s. It keeps coming back.") % told,
            "domains": [found["domain"]],
            "cases": found["cases"],
            "goals": [{"figure": "cases_filed", "goal": found["number"]}],
        }
    return answer(request, None, "plan_campaign", given)


@dataclass(frozen=True, slots=True)
class Progress:
    """One goal: how many there are, how many are to be, and where; each number with its list."""

    label: str
    definition: str
    goal: int
    now: int
    url: str
    places: list[tuple[str, int, str]]

    @property
    def percent(self) -> int:
        """How much of it is reached; more than all is all."""
        return min(100, round(100 * self.now / self.goal))

    @property
    def is_reached(self) -> bool:
        """Whether it is."""
        return self.now >= self.goal


def progress_of(row: Campaign, actor: Actor) -> list[Progress]:
    """Each goal with what its reader sees of it; by three statements."""
    goals = list(row.goals.all())
    numbers = counted(row, goals, actor)
    places = {
        each.pk: each
        for each in Organisation.objects.filter(
            pk__in={place for _code, place in numbers}
        ).order_by("region", "pk")
    }
    return [
        Progress(
            label=FIGURES[goal.figure].label,
            definition=FIGURES[goal.figure].definition,
            goal=goal.goal,
            now=sum(number for (code, _place), number in numbers.items() if code == goal.figure),
            url=_rows_url(row, goal.figure),
            places=[
                (
                    place_label(place),
                    numbers[goal.figure, pk],
                    _rows_url(row, goal.figure, f"?at={place.code}"),
                )
                for pk, place in places.items()
                if (goal.figure, pk) in numbers
            ],
        )
        for goal in goals
    ]


def _rows_url(row: Campaign, code: str, query: str = "") -> str:
    address = {"number": row.number, "code": code}
    return reverse("referrals:campaign_rows", kwargs=address) + query


@page
@require_safe
def campaign(request: HttpRequest, number: str) -> HttpResponse:
    """One campaign: what is set, how far it is, what is in it."""
    actor, at = actor_of(request), now()
    row = campaign_for(actor, number)
    today, dues = beijing_date(at), dues_of(row)
    events = Event.objects.filter(matter=row).order_by("-id")
    held = entries_of(row)
    cases = cases_in(row).filter(pk__in=Case.objects.internal_to(actor).values("pk"))
    clues = Clue.objects.visible_to(actor).filter(pk__in=held.values("clue"))
    context: Mapping[str, Any] = {
        "row": row,
        "progress": progress_of(row, actor),
        "leads": leads_it(actor, row),
        "cases": cases.select_related("procuratorate", "respondent").order_by("-id")[:SHOWN],
        "case_count": capped_count(cases),
        "clues": clues.select_related("procuratorate").order_by("-id")[:SHOWN],
        "offered": Offered.of(row, actor, at),
        "may_draft": row.opened_on is not None and bool(beginnings(GOVERNANCE, actor, at)),
        "is_running": row.state == CampaignState.OPEN,
        "span": _span(row, today),
        "dues": dues,
        "next": dues.next(today),
        "entries": timeline.entries(events[: timeline.FIRST]),
        "today": today,
    }
    return respond(request, "referrals/campaign.html", context)


def leads_it(actor: Actor, row: Campaign) -> bool:
    """Whether somebody sits at the procuratorate that leads it or above, and sees all of it."""
    above = {row.procuratorate_id, row.national_id, row.provincial_id, row.municipal_id}
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    return any(seat.organisation_id in above for seat in seats)


def _span(row: Campaign, today: dt.date) -> int:
    """How much of its time is over, in per cent."""
    whole = (row.until_on - row.from_on).days + 1
    gone = (min(max(today, row.from_on), row.until_on) - row.from_on).days
    return 100 if today > row.until_on else round(100 * gone / whole)


@page
@require_safe
def campaign_rows(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The rows that a number of a campaign counts."""
    actor = actor_of(request)
    row, figure = campaign_for(actor, number), GOAL_FIGURES.get(code)
    if figure is None or not row.goals.filter(figure=code).exists():
        raise NotFound
    rows = rows_behind(row, figure, actor)
    place = Organisation.objects.filter(code=request.GET.get("at", "")).first()
    if place is not None:
        rows = rows.filter(**{figure.path("procuratorate"): place})
    listed = figure.with_amount(rows).select_related(figure.path("procuratorate"), *joined(figure))
    found = page_of(listed, NEWEST, "newest", request.GET.get("cursor", ""))
    context = {
        "row": row,
        "figure": figure,
        "place": place_label(place) if place is not None else "",
        "page": found,
        "rows": [listed_row(figure, each) for each in found.rows],
        "count": capped_count(rows),
    }
    return respond(request, "referrals/campaign_rows.html", context, fragment="list")


@page
@require_safe
def report(request: HttpRequest, number: str) -> HttpResponse:
    """The report that closed it, as a page that prints."""
    row = campaign_for(actor_of(request), number)
    return paper_page(request, row, REPORT, "referrals:campaign_report")


@page
@require_safe
def report_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """It as a PDF file."""
    row = campaign_for(actor_of(request), number)
    return paper_pdf(request, row, REPORT, "referrals:campaign_report")


@page
@require_safe
def report_word(request: HttpRequest, number: str) -> HttpResponse:
    """It as a Word file."""
    row = campaign_for(actor_of(request), number)
    return paper_word(request, row, REPORT, "referrals:campaign_report")
