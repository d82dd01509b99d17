"""The organ's inbox: what is asked of it and by when; and the list of its cases."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.models import Case, FormDraft, Recommendation, Reply, Suit
from cases.views.access import now, user_of
from cases.views.facets import FACETS, Facet
from cases.views.filters import FilterBar, choice_filter
from cases.views.organ import case as organ_case
from cases.views.organ.asks import Ask, action_address, asks_of, open_cases
from cases.views.organ.facet import Stage, public_stage
from cases.views.organ.handover import CONFIRM, PAGE, REPLY, Handover
from cases.views.organ.matters import MatterAsk, matter_asks
from cases.views.organ.record import OwnRecord
from cases.views.organ.story import STAGE_LABELS
from cases.views.right_holder import case as right_holder_case
from cases.views.wording import action_label
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import moment_text, translated

ORDERINGS = {"newest": Ordering(descending=True)}
STATES = {"closed": N_("Closed"), "all": N_("All cases")}


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list, as the organ knows it."""

    case: Case
    stage: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A form begun and not sent."""

    case: Case
    label: str
    url: str
    saved_at: dt.datetime


def work(request: HttpRequest) -> HttpResponse:
    """What waits for the organ, the most urgent first; below, the cases that wait for others."""
    actor, at = actor_of(request), now()
    cases = list(open_cases(actor))
    asks = asks_of(actor, at, cases)
    asked = {ask.case.pk for ask in asks}
    waiting = [line for line in lines_of(actor, cases) if line.case.pk not in asked]
    confirm = Handover.waiting_for(user_of(request), actor)
    asks, confirm = _joined(asks, confirm, beijing_date(at))
    everything: list[Ask | MatterAsk] = [*asks, *matter_asks(actor)]
    everything.sort(key=lambda ask: ask.due_on)
    context = {
        "count": len(everything) + len(confirm),
        "asks": everything,
        "confirm": confirm,
        "begun": _begun(request, actor),
        "waiting": waiting,
        "compensation": right_holder_case.open_lines(actor),
        "today": beijing_date(at),
    }
    return respond(request, "cases/organ/inbox.html", context)


def _to_confirm(ask: Ask, written: Handover, today: dt.date) -> Ask:
    when = moment_text(written.at, today)
    told = _("Prepared by %(who)s, %(moment)s.") % {"who": written.by_name, "moment": when}
    return replace(
        ask,
        what=_("Confirm a reply and send it"),
        consequence=f"{told} {ask.consequence}",
        button=_("Look and confirm"),
        url=reverse(PAGE, kwargs={"number": written.case.number}),
    )


def _joined(
    asks: list[Ask], confirm: list[Handover], today: dt.date
) -> tuple[list[Ask], list[Handover]]:
    """Where the reply that is asked for waits to be confirmed, confirming it is what is asked."""
    written = {action_address(REPLY, each.case): each for each in confirm}
    joined = []
    for ask in asks:
        each = written.pop(ask.url, None)
        joined.append(ask if each is None else _to_confirm(ask, each, today))
    return joined, list(written.values())


def cases(request: HttpRequest) -> HttpResponse:
    """All cases against the organ, newest first; those under way where nothing else is asked."""
    actor, query = actor_of(request), request.GET
    record = OwnRecord.of(actor)
    filters = record.filters(query)
    rows = record.narrowed(record.cases, filters)
    state = choice_filter("state", N_("State"), query, STATES, N_("Being worked on"))
    if state.value == "closed":
        rows = rows.filter(closed_on__isnull=False)
    elif not state.value:
        rows = rows.open()
    listed = rows.select_related("procuratorate", "respondent")
    found = page_of(listed, ORDERINGS, "newest", query.get("cursor", ""))
    context = {
        "bar": FilterBar([state, *filters]),
        "page": found,
        "lines": lines_of(actor, found.rows),
        "count": capped_count(rows),
        "today": beijing_date(now()),
    }
    return respond(request, "cases/organ/cases.html", context, fragment="list")


def lines_of(actor: Actor, cases: Sequence[Case]) -> list[Line]:
    """Cases with the stage the organ knows of, by three queries for all of them."""
    served = set(
        Recommendation.objects.visible_to(actor)
        .filter(case__in=cases, withdrawn_on__isnull=True)
        .values_list("case", flat=True)
    )
    replied = set(
        Reply.objects.visible_to(actor)
        .filter(recommendation__case__in=cases, recommendation__withdrawn_on__isnull=True)
        .values_list("recommendation__case", flat=True)
    )
    docketed = Suit.objects.visible_to(actor).pending().filter(docketed_on__isnull=False)
    sued = set(docketed.filter(case__in=cases).values_list("case", flat=True))
    found = []
    for case in cases:
        stage = public_stage(case, sued=case.pk in sued)
        if stage is None and case.pk in replied:
            stage = Stage.REPLIED
        elif stage is None:
            stage = Stage.TO_REPLY if case.pk in served else Stage.INFORMED
        found.append(Line(case, translated(STAGE_LABELS[stage])))
    return found


def _begun(request: HttpRequest, actor: Actor) -> list[Begun]:
    """The person's own forms begun and not sent, on cases they still see."""
    rows = (
        FormDraft.objects.filter(person=user_of(request))
        .filter(Q(case__in=Case.objects.facet_of(actor).values("pk")))
        .exclude(action=CONFIRM)
        .select_related("case")
        .order_by("-saved_at")
    )
    return [
        Begun(
            row.case, action_label(row.action), action_address(row.action, row.case), row.saved_at
        )
        for row in rows
        if row.case is not None
    ]


FACETS[OrganisationKind.ORGAN] = Facet(work=work, cases=cases, case=organ_case.case)
