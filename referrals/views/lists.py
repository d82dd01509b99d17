"""The list of referrals, and the work list of a discipline commission."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.offers import beginnings
from cases.models import Case
from cases.views.access import now, page
from cases.views.facets import FACETS, Facet
from cases.views.filters import ALL, FilterBar, choice_filter, sort_of, state_filter
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import translated
from referrals.domain.circulation import CirculationState
from referrals.domain.interference import InterferenceState
from referrals.domain.vocabulary import OVER, STATE_LABELS, ReferralState
from referrals.models import Circulation, Interference, Referral
from referrals.querysets.interference import commissions_of
from referrals.querysets.referral import BODIES
from referrals.sort import REFERRAL

ORDERINGS: Final = {
    "urgent": Ordering("next_due_on", nullable=True),
    "newest": Ordering(descending=True),
}
SORTS: Final = {"urgent": N_("Most urgent first"), "newest": N_("Newest first")}
BOXES: Final = {"incoming": N_("Incoming"), "outgoing": N_("Outgoing")}
AT_MOST: Final = 50
"""Rows of one group of the work list."""


@page
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """What was sent and received, those still open where nothing else is asked."""
    actor, query = actor_of(request), request.GET
    if not actor.seats_in(*BODIES):
        raise NotFound
    box = choice_filter("box", N_("Direction"), query, BOXES)
    state = state_filter(query, {each.value: label for each, label in STATE_LABELS.items()})
    rows = _of_case(_in_box(actor, box.value), query.get("case", ""))
    if not state.value:
        rows = rows.exclude(state__in=OVER)
    elif state.value != ALL:
        rows = rows.filter(state=state.value)
    sort, sorts = sort_of(query, SORTS, "urgent")
    found = page_of(_whole(rows), ORDERINGS, sort, query.get("cursor", ""))
    context = {
        "bar": FilterBar([box, state], sorts),
        "page": found,
        "lines": _lines(found.rows),
        "count": capped_count(rows),
        "today": beijing_date(now()),
        "may_send": bool(beginnings(REFERRAL, actor, now())),
    }
    return respond(request, "referrals/referrals.html", context, fragment="list")


def _in_box(actor: Actor, box: str) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(actor)
    if box == "incoming":
        return rows.incoming(actor)
    return rows.outgoing(actor) if box == "outgoing" else rows


def _of_case(rows: QuerySet[Referral], number: str) -> QuerySet[Referral]:
    return rows.filter(case__number=number) if number else rows


def _whole(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    return rows.select_related("sender", "receiver")


@dataclass(frozen=True, slots=True)
class Line:
    """A referral of the work list, with the buttons that take it further: name, label, address."""

    referral: Referral
    buttons: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """Referrals under one heading of the work list."""

    name: str
    label: str
    lines: list[Line]


def _lines(rows: Iterable[Referral], *actions: str) -> list[Line]:
    """The rows with what their receiver may do next, as the table gives it in their state. For the
    button only: the page of the action asks the whole policy.
    """
    return [
        Line(row, [_button(row, name) for name in actions if row.state in _SOURCES[name]])
        for row in rows
    ]


_SOURCES: Final = {entry.action: entry.sources for entry in REFERRAL.table}


def _button(row: Referral, name: str) -> tuple[str, str, str]:
    url = reverse("cases:action", kwargs={"kind": row.sort, "number": row.number, "name": name})
    return name, translated(REFERRAL.actions[name].label), url


def work(request: HttpRequest) -> HttpResponse:
    """What waits at a discipline commission: to sign for, to report on, and what others owe it."""
    actor, at = actor_of(request), now()
    today = beijing_date(at)
    boxes = [
        Box(
            "sign",
            translated(N_("To sign for")),
            _lines(_first(_incoming(actor, ReferralState.SENT)), "receive_referral"),
        ),
        Box(
            "decide",
            translated(N_("To accept or return")),
            _lines(
                _first(_incoming(actor, ReferralState.RECEIVED)),
                "accept_referral",
                "return_referral",
            ),
        ),
        Box(
            "due",
            translated(N_("Results due")),
            _lines(
                _first(_incoming(actor, ReferralState.ACCEPTED, ReferralState.IN_PROGRESS)),
                "report_result",
                "report_progress",
            ),
        ),
        Box(
            "out",
            translated(N_("Sent, result not reported yet")),
            _lines(_first(Referral.objects.visible_to(actor).outgoing(actor).open())),
        ),
        Box("back", translated(N_("Results reported lately")), _lines(_reported(actor, today))),
    ]
    context = {
        "boxes": [box for box in boxes if box.lines],
        "count": sum(len(box.lines) for box in boxes[:3]),
        "records": Interference.objects.visible_to(actor).filter(state=InterferenceState.RECORDED)[
            :AT_MOST
        ],
        "statements": Circulation.objects.visible_to(actor)
        .exclude(state=CirculationState.AGREED)
        .exclude(confirmed_by__in=commissions_of(actor))[:AT_MOST],
        "today": today,
        "may_send": bool(beginnings(REFERRAL, actor, at)),
    }
    return respond(request, "referrals/work.html", context)


LATELY: Final = dt.timedelta(days=30)


def _incoming(actor: Actor, *states: ReferralState) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(actor).incoming(actor)
    return rows.filter(state__in=states)


def _reported(actor: Actor, today: dt.date) -> list[Referral]:
    rows = Referral.objects.visible_to(actor).outgoing(actor)
    return _first(rows.filter(reported_on__gte=today - LATELY))


def _first(rows: QuerySet[Referral]) -> list[Referral]:
    return list(_whole(rows).order_by("next_due_on", "id")[:AT_MOST])


def _no_cases(request: HttpRequest) -> HttpResponse:
    """A commission is shown no case: what it is told stands in the referrals."""
    del request
    raise NotFound


def _no_case(request: HttpRequest, case: Case) -> HttpResponse:
    del request, case
    raise NotFound


FACETS[OrganisationKind.COMMISSION] = Facet(work=work, cases=_no_cases, case=_no_case)
