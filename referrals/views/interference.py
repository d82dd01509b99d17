"""The pages of records of attempts to intervene: to who recorded one, that it stands and where it
is; to those to whom it goes, the same, what was done with it, and the ways to open it.
"""

import uuid
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions import perform
from cases.actions.offers import Offer, beginnings
from cases.models import Event
from cases.views import timeline
from cases.views.access import now, page
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from referrals.domain.interference import InterferenceState
from referrals.models import Interference
from referrals.querysets.interference import RECORDER
from referrals.services.interference import accounts_of, recorder_of
from referrals.services.keys import mark
from referrals.services.sealed_files import named_files
from referrals.services.sealing import opening_of
from referrals.sort import INTERFERENCE
from referrals.views.files import unsealed

BODIES: Final = (OrganisationKind.PROCURATORATE, OrganisationKind.COMMISSION)
ORDERINGS: Final = {"newest": Ordering(descending=True)}
OPEN, NAME = "open_interference", "open_recorder"
"""What the page has buttons of its own for, which show what they open."""


def interference_for(actor: Actor, number: str) -> Interference:
    """The record of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Interference.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "addressed", "commission").first()
    if row is None:
        raise NotFound
    return row


def is_recorder(actor: Actor, row: Interference) -> bool:
    """Whether the actor recorded it."""
    return actor.user is not None and row.recorder == mark(RECORDER, actor.user)


@page
@require_safe
def interferences(request: HttpRequest) -> HttpResponse:
    """The records the reader has made, and those that go to the reader."""
    actor = actor_of(request)
    if not actor.seats_in(*BODIES):
        raise NotFound
    rows = Interference.objects.visible_to(actor)
    context = {
        "page": page_of(rows, ORDERINGS, "newest", request.GET.get("cursor", "")),
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "may_record": bool(beginnings(INTERFERENCE, actor, now())),
    }
    return respond(request, "referrals/interferences.html", context, fragment="list")


@page
@never_cache
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Record an attempt to intervene."""
    given = {name: request.GET[name][:60] for name in ("case",) if name in request.GET}
    return answer(request, None, "record_interference", given)


@page
@never_cache
@require_safe
def interference(request: HttpRequest, number: str) -> HttpResponse:
    """One record. What it says and who recorded it are never on this page."""
    actor, at = actor_of(request), now()
    row = interference_for(actor, number)
    mine = is_recorder(actor, row)
    context: dict[str, Any] = {
        "record": row,
        "mine": mine,
        "accounts": row.accounts.all(),
        "file_count": row.sealed_files.count(),
        "offered": _offered(row, actor),
        "waits": row.state == InterferenceState.RECORDED,
        "today": beijing_date(at),
    }
    if not mine:
        events = Event.objects.filter(matter=row).order_by("-id")
        context |= {
            "openings": row.openings.select_related("asked_by", "approved_by"),
            "entries": timeline.entries(events[: timeline.FIRST]),
            "may_name": opening_of(row, actor, at) is not None,
        }
    return respond(request, "referrals/interference.html", context)


def _offered(row: Interference, actor: Actor) -> Offered:
    found = Offered.of(row, actor, now())

    def others(offers: list[Offer]) -> list[Offer]:
        return [offer for offer in offers if offer.name not in (OPEN, NAME)]

    blocked = [each for each in found.blocked if each.offer.name not in (OPEN, NAME)]
    return Offered(others(found.first), others(found.more), blocked, found.steps)


@page
@never_cache
@require_POST
def opened(request: HttpRequest, number: str) -> HttpResponse:
    """Open a record: the log has it before it is shown."""
    actor, at = actor_of(request), now()
    row = interference_for(actor, number)
    perform(OPEN, row, actor, {}, at)
    context = {
        "record": row,
        "accounts": accounts_of(row),
        "files": named_files(row),
        "today": beijing_date(at),
    }
    return render(request, "referrals/interference_opened.html", context)


@page
@never_cache
@require_POST
def recorder(request: HttpRequest, number: str) -> HttpResponse:
    """Show who recorded it, once another has approved: the log has it before it is shown."""
    actor, at = actor_of(request), now()
    row = interference_for(actor, number)
    perform(NAME, row, actor, {}, at)
    context = {"record": row, "recorder": recorder_of(row), "today": beijing_date(at)}
    return render(request, "referrals/interference_opened.html", context)


@page
@require_safe
def interference_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file of a record; its opening is told first."""
    actor = actor_of(request)
    return unsealed(interference_for(actor, number), pk, OPEN, actor, now())
