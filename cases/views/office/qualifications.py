"""Qualified staff against load (Opinions 3(3)): by domain how many open cases there are and who is
qualified for them; the head enters and ends qualifications.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor, Seat
from agencies.models import Level, Post, User
from agencies.request import actor_of
from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models import Case, Qualification
from cases.services import qualifications as kept
from cases.views.access import now, page
from cases.views.office.hours_seen import POSTS
from pilit.law.errors import DomainError, NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import errors_of, message_of, translated

type Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """A domain: its open cases, who is qualified for it, and how many cases that is for each."""

    label: str
    open: int
    url: str
    people: list[Qualification]

    @property
    def each(self) -> float | None:
        """Open cases for each of them; ``None`` where nobody is qualified."""
        return round(self.open / len(self.people), 1) if self.people else None

    @property
    def is_bare(self) -> bool:
        """Whether there are cases and nobody who is qualified."""
        return bool(self.open) and not self.people


@page
@require_http_methods(["GET", "POST"])
def qualifications(request: HttpRequest) -> HttpResponse:
    """The domains with their people; a POST of the head enters or ends a qualification."""
    actor, at = actor_of(request), now()
    seat = actor.holds(*POSTS)
    if seat is None:
        raise NotFound
    if request.method != "POST":
        return _shown(request, actor, seat, at)
    try:
        said = _ended(request, actor, at) if "end" in request.POST else _entered(request, actor, at)
    except DomainError as refusal:
        errors = errors_of(refusal) or {"": [message_of(refusal)]}
        return _shown(request, actor, seat, at, request.POST.dict(), errors, refusal.http_status)
    messages.success(request, said)
    return redirect("cases:qualifications")


def _entered(request: HttpRequest, actor: Actor, at: dt.datetime) -> str:
    post = request.POST
    row = kept.enter(
        actor,
        post.get("person", ""),
        post.get("domain", ""),
        _day(post.get("since", ""), at),
        post.get("ground", "").strip(),
        at,
    )
    return _("%(who)s: qualified for %(domain)s.") % {
        "who": row.person.name,
        "domain": row.get_domain_display(),
    }


def _day(text: str, at: dt.datetime) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return beijing_date(at)


def _ended(request: HttpRequest, actor: Actor, at: dt.datetime) -> str:
    key = request.POST["end"]
    heads = actor.holds(Post.HEAD)
    people = kept.working_at(heads.organisation_id, beijing_date(at)) if heads else []
    rows = Qualification.objects.valid().filter(person__in=people).select_related("person")
    row = rows.filter(pk=int(key)).first() if key.isdecimal() else None
    if row is None:
        raise NotFound
    kept.end(actor, row, at)
    return _("%(who)s: no longer entered as qualified for %(domain)s.") % {
        "who": row.person.name,
        "domain": row.get_domain_display(),
    }


def _shown(
    request: HttpRequest,
    actor: Actor,
    seat: Seat,
    at: dt.datetime,
    typed: Typed | None = None,
    errors: Mapping[str, list[str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = beijing_date(at)
    people = kept.working_at(seat.organisation_id, today)
    context = {
        "fields": fields_of(actor, seat, people),
        "people": people,
        "domains": [(each.value, translated(DOMAIN_LABELS[each])) for each in Domain],
        "typed": {"since": today.isoformat(), **(typed or {})},
        "errors": errors or {},
        "may_enter": actor.holds(Post.HEAD) is not None,
        "longest": kept.LONGEST,
        "place": seat.organisation_name,
        "today": today,
    }
    return respond(request, "cases/qualifications.html", context, status=status)


def fields_of(actor: Actor, seat: Seat, people: list[User]) -> list[Field]:
    """Each domain with cases or people, those with most cases for each first; by two queries."""
    cases: Any = Case.objects.internal_to(actor).open()
    given: dict[str, str] = {}
    if seat.organisation_level != Level.DISTRICT:
        cases = cases.filter(procuratorate=seat.organisation_id)
        given["district"] = seat.organisation_code
    counted = dict(cases.order_by().values_list("domain").annotate(number=Count("pk")))
    found: dict[str, list[Qualification]] = {}
    for row in Qualification.objects.valid().filter(person__in=people).select_related("person"):
        found.setdefault(row.domain, []).append(row)
    fields = [
        Field(
            translated(DOMAIN_LABELS[each]),
            counted.get(each.value, 0),
            f"{reverse('cases:cases')}?{urlencode({'domain': each.value, **given})}",
            found.get(each.value, []),
        )
        for each in Domain
        if each.value in counted or each.value in found
    ]
    return sorted(fields, key=lambda each: (not each.is_bare, -(each.each or 0)))
