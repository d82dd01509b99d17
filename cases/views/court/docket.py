"""The court's docket: what was delivered, is tried, waits to be enforced; and the hearings."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.domain.rulebook import Procedure
from cases.domain.vocabulary import CaseState
from cases.models import Appeal, Case, Deadline, Hearing, Judgment, Offender
from cases.services.calendars import current_calendar
from cases.views.access import now
from cases.views.court import case as court_case
from cases.views.court.case import entry_address, may_enter
from cases.views.court.facet import own_instances
from cases.views.court.stage import (
    OVER,
    STAGE_LABELS,
    Matter,
    Stage,
    any_before,
    in_stage,
    is_of_court,
    matters_before,
)
from cases.views.deadlines import Due, due_of
from cases.views.facets import FACETS, Facet, period, seats_at
from cases.views.filters import Filter, FilterBar, choice_filter, sort_of
from cases.views.organ.matters import matter_asks
from cases.views.wording import MEETS, action_label, deadline_label
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import translated

HEARINGS = 20
"""Hearings shown in the calendar, at most."""
ORDERINGS = {
    "urgent": Ordering("own_due_on", nullable=True),
    "newest": Ordering(descending=True),
}
SORTS = {"urgent": N_("Most urgent first"), "newest": N_("Newest first")}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A day on which the parties' right to appeal ends, or the defendant's time to perform."""

    label: str
    on: dt.date
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One case on the docket, and what the court has to do about it by when."""

    case: Case
    number: str
    opponent: str
    stage: str
    due: Due | None
    waiting: Waiting | None
    """What the court itself waits for, where it has nothing to do."""
    button: str
    button_url: str
    late: bool


def docket(request: HttpRequest) -> HttpResponse:
    """The cases before the court, those whose time runs out first; and the hearings ahead."""
    actor, at, query = actor_of(request), now(), request.GET
    today = beijing_date(at)
    state, rows = _filtered(actor, query)
    sort, sorts = sort_of(query, SORTS, "urgent")
    listed = rows.annotate(own_due_on=Subquery(_earliest(actor)))
    found = page_of(
        listed.select_related("procuratorate", "respondent"),
        ORDERINGS,
        sort,
        query.get("cursor", ""),
    )
    context = {
        "bar": FilterBar([state], sorts),
        "page": found,
        "lines": lines_of(actor, found.rows, today),
        "count": capped_count(rows),
        "hearings": hearings_ahead(actor, at),
        "asks": list(matter_asks(actor)),
        "today": today,
    }
    return respond(request, "cases/court/docket.html", context, fragment="list")


def _filtered(actor: Actor, query: QueryDict) -> tuple[Filter, QuerySet[Case]]:
    labels = {stage.value: label for stage, label in STAGE_LABELS.items()}
    state = choice_filter(
        "state", N_("State"), query, {**labels, "all": N_("All")}, N_("Being worked on")
    )
    rows = Case.objects.facet_of(actor).filter(any_before(actor))
    if state.value == "all":
        return state, rows
    stages = [Stage(state.value)] if state.value else [each for each in Stage if each not in OVER]
    wanted = Q()
    for stage in stages:
        wanted |= in_stage(stage, actor)
    return state, rows.filter(wanted)


def _own_deadlines(actor: Actor) -> QuerySet[Deadline]:
    """The deadlines the court has to keep and has not kept, while somebody counts on them."""
    courts = seats_at(actor, OrganisationKind.COURT)
    rows = Deadline.objects.pending().filter(responsible__in=courts)
    return rows.filter(due_on__isnull=False, fires_at__isnull=False)


def _earliest(actor: Actor) -> QuerySet[Deadline, dt.date | None]:
    rows = _own_deadlines(actor).filter(case=OuterRef("pk")).order_by().values("case")
    return rows.annotate(first=Min("due_on")).values_list("first", flat=True)


def lines_of(actor: Actor, cases: Sequence[Case], today: dt.date) -> list[Line]:
    """Cases with what is before the court, its clock and the button for it.

    The number of queries does not grow with the cases.
    """
    matters = matters_before(actor, cases)
    opponents = _opponents(actor, matters)
    procedures = {case.pk: Procedure.of(case.kind) for case in cases}
    dues: dict[int, Due] = {}
    watched: dict[int, Due] = {}
    rows = _own_deadlines(actor).filter(case__in=cases).select_related("responsible")
    for row in rows.order_by("-due_on", "-id"):
        due = due_of(row, procedures.get(row.case_id or 0))
        (dues if is_of_court(due) else watched)[row.case_id or 0] = due
    waiting = {
        pk: Waiting(due.label, due.row.due_on, due.basis)
        for pk, due in watched.items()
        if due.row.due_on is not None
    }
    waiting |= _waiting(actor, cases)
    undocketed = _undocketed(actor, cases)
    return [
        _line(
            matters[case.pk],
            opponents.get(case.pk, ""),
            dues.get(case.pk),
            waiting.get(case.pk),
            today,
            to_docket=case.pk in undocketed,
        )
        for case in cases
        if case.pk in matters
    ]


def _opponents(actor: Actor, matters: Mapping[int, Matter]) -> dict[int, str]:
    """Who stands against the plaintiff in each case: an organ, the wrongdoers, the obligor."""
    found: dict[int, str] = {}
    sued = Offender.objects.visible_to(actor).filter(case__in=list(matters)).order_by("id")
    for row in sued:
        found[row.case_id] = "、".join(each for each in (found.get(row.case_id), row.name) if each)
    for pk, matter in matters.items():
        if matter.case.respondent is not None:
            found[pk] = matter.case.respondent.short_name
        elif matter.agreement is not None:
            found.setdefault(pk, matter.agreement.negotiation.obligor)
    return found


def _waiting(actor: Actor, cases: Iterable[Case]) -> dict[int, Waiting]:
    """The ends of the appeal periods of cases that are judged, of performance where it is due."""
    judged = {case.pk: case for case in cases if case.state in _AFTER_JUDGMENT}
    found: dict[int, Waiting] = {}
    if not judged:
        return found
    calendar = current_calendar()
    rows = Judgment.objects.visible_to(actor).filter(suit__case__in=list(judged))
    for row in rows.select_related("suit").prefetch_related("orders").order_by("id"):
        case = judged[row.suit.case_id]
        days = [order.perform_by for order in row.orders.all() if order.perform_by]
        if case.state == CaseState.JUDGED:
            code = "appeal_ruling" if row.is_ruling else "appeal_judgment"
            right = period(code, row.served_on, case, calendar)
            if right is not None:
                found[case.pk] = Waiting(right.label, right.due_on, right.basis)
        elif days:
            label = deadline_label("judgment_performance")
            found[case.pk] = Waiting(label, max(days), ("the judgment",))
    return found


_AFTER_JUDGMENT = (CaseState.JUDGED, CaseState.IN_FORCE, CaseState.ENFORCING)


def _undocketed(actor: Actor, cases: Iterable[Case]) -> set[int]:
    """The cases appealed to the actor's court that it has not docketed yet."""
    appealed = [case.pk for case in cases if case.state == CaseState.ON_APPEAL]
    if not appealed:
        return set()
    rows = Appeal.objects.visible_to(actor).filter(suit__case__in=appealed)
    rows = rows.filter(docketed_on__isnull=True, ruled_on__isnull=True)
    rows = rows.exclude(suit__court__in=seats_at(actor, OrganisationKind.COURT))
    rows = rows.exclude(suit__appeals__by=Appeal.By.PROTEST)
    return set(rows.values_list("suit__case", flat=True))


def _line(
    matter: Matter,
    opponent: str,
    due: Due | None,
    waiting: Waiting | None,
    today: dt.date,
    *,
    to_docket: bool,
) -> Line:
    case = matter.case
    names = MEETS.get(due.row.code, ()) if due else ()
    names = ("docket_appeal",) if to_docket else names
    # A refusal to docket is ruled on, a judgment is given on the claims.
    other = "enter_final_judgment" if matter.is_refused else "rule_on_docketing"
    name = next((each for each in names if each != other and may_enter(each, case)), "")
    return Line(
        case=case,
        number=matter.number,
        opponent=opponent,
        stage=translated(STAGE_LABELS[matter.stage]),
        due=due,
        waiting=waiting,
        button=action_label(name) if name else "",
        button_url=entry_address(name, case) if name else "",
        late=bool(due and due.row.due_on and due.row.due_on < today),
    )


def hearings_ahead(actor: Actor, at: dt.datetime) -> list[Hearing]:
    """The hearings before the court from the Beijing date of ``at`` on, soonest first."""
    morning = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Hearing.objects.visible_to(actor).filter(own_instances(actor))
    rows = rows.filter(held_on__isnull=True, hearing_at__gte=morning)
    return list(rows.select_related("suit__case__respondent").order_by("hearing_at")[:HEARINGS])


def case_address(case: Case) -> str:
    """The page of a case."""
    return reverse("cases:case", kwargs={"number": case.number})


FACETS[OrganisationKind.COURT] = Facet(work=docket, cases=docket, case=court_case.case)
