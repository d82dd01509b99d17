"""Typical cases on their way to the public: the list, and one with its text and its checklist."""

import datetime as dt
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
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.domain.theme_days import THEME_DAYS, ThemeDay
from referrals.domain.typical import PARTS, TypicalState
from referrals.models import TypicalCase
from referrals.services.anonymity import open_marks, pieces
from referrals.sort import TYPICAL

ORDERINGS: Final = {"newest": Ordering(descending=True)}
DAYS_SHOWN: Final = 3
"""So many of the theme days to come are told."""


def typical_for(actor: Actor, number: str) -> TypicalCase:
    """The typical case of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = TypicalCase.objects.visible_to(actor).filter(number=number)
    row = rows.select_related(
        "procuratorate", "case", "case__clue", "author", "reviewed_by", "decided_by"
    ).first()
    if row is None:
        raise NotFound
    return row


def days_to_come(today: dt.date) -> list[tuple[ThemeDay, dt.date]]:
    """The next theme days with their dates."""
    days = [(each, each.following(today)) for each in THEME_DAYS]
    return sorted(days, key=lambda each: each[1])[:DAYS_SHOWN]


@page
@require_safe
def typical_cases(request: HttpRequest) -> HttpResponse:
    """The typical cases of those cases that the reader sees from inside."""
    actor, at = actor_of(request), now()
    if not actor.seats_in(OrganisationKind.PROCURATORATE):
        raise NotFound
    rows = TypicalCase.objects.visible_to(actor)
    whole = rows.select_related("procuratorate", "author")
    today = beijing_date(at)
    context = {
        "page": page_of(whole, ORDERINGS, "newest", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": today,
        "days": days_to_come(today),
        "may_choose": bool(beginnings(TYPICAL, actor, at)),
    }
    return respond(request, "referrals/typicals.html", context, fragment="list")


@page
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a closed case."""
    given = {name: request.GET[name][:60] for name in ("case",) if name in request.GET}
    return answer(request, None, "choose_typical_case", given)


@page
@require_safe
def typical_case(request: HttpRequest, number: str) -> HttpResponse:
    """One: its text with what is marked in it, the checklist, how far it is."""
    actor, at = actor_of(request), now()
    row = typical_for(actor, number)
    cut = pieces(row)
    events = Event.objects.filter(matter=row).order_by("-id")
    context = {
        "row": row,
        "heading": cut["heading"],
        "parts": [(label, cut[name]) for name, label in PARTS.items()],
        "open_marks": open_marks(row),
        "kept": row.kept.select_related("by"),
        "offered": Offered.of(row, actor, at),
        "is_public": row.state == TypicalState.PUBLISHED,
        "entries": timeline.entries(events[: timeline.FIRST]),
        "today": beijing_date(at),
    }
    return respond(request, "referrals/typical.html", context)
