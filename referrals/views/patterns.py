"""Recurring failures (类案研判; Opinions 3(2), 5(6)): where the same kept going wrong, and what may
be begun from it.
"""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import Case
from cases.models.choices import FailureKind
from cases.statistics.patterns import BY_LABELS, LOOKED_AT, By, Pattern, Recurring, recurring
from cases.views.access import now, page
from cases.views.figures.chosen import Chosen, chosen_of, period_label, place_label
from cases.views.filters import Filter, FilterBar, tick_filter
from cases.views.forms.form import Choice
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import translated
from referrals.sort import CAMPAIGN, GOVERNANCE

SHOWN: Final = 50
NEWEST: Final = {"newest": Ordering(descending=True)}
GROUP: Final = "group"
"""What addresses call the first case of a pattern."""


@dataclass(frozen=True, slots=True)
class Line:
    """One failure that recurs: its numbers, each with the list behind it."""

    pattern: Pattern
    domain: str
    places: list[tuple[str, int, str]]
    failures: list[tuple[str, int]]
    url: str
    url_relapsed: str
    plan_url: str
    draft_url: str


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at what."""

    chosen: Chosen
    by: By

    def found(self) -> Recurring:
        """The failures that recur in it."""
        return recurring(self.chosen.actor, self.chosen.selection, self.by)

    def query(self, **changes: str) -> str:
        """The address's query that looks at the same."""
        by = {"by": self.by.value} if self.by is By.LINE else {}
        return self.chosen.query(**by, **changes)

    @property
    def bar(self) -> FilterBar:
        """The filters; recurring failures are those of administrative cases."""
        choices = [
            Choice(each.value, translated(text), each is self.by)
            for each, text in BY_LABELS.items()
        ]
        by = Filter("by", translated(N_("Whose failures")), choices, self.by.value)
        own = [each for each in self.chosen.filters if each.name != "kind"]
        return FilterBar([*own, by])


def looking(request: HttpRequest) -> Looking:
    """What a request looks at. Raises :class:`NotFound` for who leads no procuratorate: outsiders
    who watch are shown numbers, and of no single organ.
    """
    if not leads(actor_of(request)):
        raise NotFound
    by = By.LINE if request.GET.get("by") == By.LINE else By.ORGAN
    return Looking(chosen_of(request), by)


def leads(actor: Actor) -> bool:
    """Whether somebody leads a procuratorate."""
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    return any(seat.post in (Post.HEAD, Post.CHIEF) for seat in seats)


def pattern_of(request: HttpRequest, number: str) -> tuple[Looking, Pattern]:
    """The pattern whose first case has a number. Raises :class:`NotFound` where it is there no
    more.
    """
    look = looking(request)
    pattern = look.found().led_by(number)
    if pattern is None:
        raise NotFound
    return look, pattern


@page
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """The failures that recur in a period; by a number of queries that does not grow."""
    look = looking(request)
    found, actor, at = look.found(), look.chosen.actor, now()
    may = (bool(beginnings(CAMPAIGN, actor, at)), bool(beginnings(GOVERNANCE, actor, at)))
    shown = found.patterns[:SHOWN]
    context = {
        "look": look,
        "bar": look.bar,
        "period": period_label(look.chosen.period),
        "lines": [_line(look, each, *may) for each in shown],
        "number": len(found.patterns),
        "more": len(found.patterns) - len(shown),
        "looked_at": found.looked_at,
        "cut_at": LOOKED_AT if found.more else 0,
    }
    return respond(request, "referrals/patterns.html", context, fragment="list")


def _line(look: Looking, pattern: Pattern, may_plan: bool, may_draft: bool) -> Line:
    first = pattern.first.number
    begun = look.query(**{GROUP: first})
    listed = f"{reverse('referrals:pattern_cases', args=[first])}?{look.query()}"
    known = look.chosen.places
    return Line(
        pattern=pattern,
        domain=translated(DOMAIN_LABELS[Domain(pattern.domain)]),
        places=[
            (
                place_label(known[place]),
                number,
                f"{listed}&{urlencode({'in': known[place].code})}",
            )
            for place, number in pattern.places.items()
            if place in known
        ],
        failures=[
            (str(FailureKind(kind).label), number) for kind, number in pattern.failures.items()
        ],
        url=listed,
        url_relapsed=f"{listed}&relapsed=1" if pattern.relapsed else "",
        plan_url=f"{reverse('referrals:plan_campaign')}?{begun}" if may_plan else "",
        draft_url=f"{reverse('referrals:draft_governance')}?{begun}" if may_draft else "",
    )


@page
@require_safe
def pattern_cases(request: HttpRequest, number: str) -> HttpResponse:
    """The cases that a number of a pattern counts; its first case names it."""
    look, pattern = pattern_of(request, number)
    relapsed = tick_filter("relapsed", N_("Relapsed after rectification"), request.GET)
    place = next(
        (row for row in look.chosen.places.values() if row.code == request.GET.get("in", "")), None
    )
    keys = [
        row.pk
        for row in (pattern.relapsed if relapsed.value else pattern.rows)
        if place is None or row.place == place.pk
    ]
    rows = Case.objects.internal_to(look.chosen.actor).filter(pk__in=keys)
    whole = rows.select_related("procuratorate", "respondent")
    context = {
        "look": look,
        "pattern": pattern,
        "period": period_label(look.chosen.period),
        "domain": translated(DOMAIN_LABELS[Domain(pattern.domain)]),
        "relapsed": bool(relapsed.value),
        "place": place_label(place) if place is not None else "",
        "page": page_of(whole, NEWEST, "newest", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "came_back": {row.pk for row in pattern.relapsed},
        "today": look.chosen.today,
        "back": f"{reverse('referrals:patterns')}?{look.query()}",
    }
    return respond(request, "referrals/pattern_cases.html", context, fragment="list")


def begun_from(request: HttpRequest) -> dict[str, Any]:
    """What the form of a campaign or recommendation is opened with, from the pattern an address
    names: its cases, its domain, its failure; nothing where it names none.
    """
    if request.method != "GET" or GROUP not in request.GET or not leads(actor_of(request)):
        return {}
    _look, pattern = pattern_of(request, request.GET[GROUP])
    return {
        "cases": [row.number for row in pattern.rows],
        "domain": pattern.domain,
        "organ": pattern.organ,
        "cause": pattern.cause,
        "number": pattern.number,
    }
