"""Enforcement ledger (执行台账): what each title orders, by when, what was paid, what is open."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.models import Agreement, Case, EnforcementStep, Judgment, Mediation, Payment
from cases.services.titles import Title, titles_of
from cases.views.access import now, page
from cases.views.court.hearings import court_only
from cases.views.court.stage import any_before, matters_before
from cases.views.filters import FilterBar, choice_filter
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

ORDERINGS = {"newest": Ordering(descending=True)}
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of the ledger."""

    case: Case
    number: str
    title: Title
    paid: Decimal
    steps: int
    late: bool

    @property
    def outstanding(self) -> Decimal:
        """What is to be paid and was not yet."""
        return max(self.title.amount - self.paid, NOTHING)


@page
@require_safe
def enforcement(request: HttpRequest) -> HttpResponse:
    """The cases with a title in force, newest first; those not closed where nothing is asked."""
    actor, query = actor_of(request), request.GET
    court_only(actor)
    today = beijing_date(now())
    state = choice_filter(
        "state", N_("State"), query, {"all": N_("All")}, N_("Being performed or enforced")
    )
    rows = Case.objects.facet_of(actor).filter(any_before(actor)).filter(_titled(actor))
    if not state.value:
        rows = rows.filter(closed_on__isnull=True)
    listed = rows.select_related("procuratorate", "respondent")
    found = page_of(listed, ORDERINGS, "newest", query.get("cursor", ""))
    context = {
        "bar": FilterBar([state]),
        "page": found,
        "entries": entries_of(actor, found.rows, today),
        "count": capped_count(rows),
        "today": today,
    }
    return respond(request, "cases/court/enforcement.html", context, fragment="list")


def _titled(actor: Actor) -> Q:
    """Cases in which a judgment, a mediation or an agreement that the court sees is in force."""
    judged = Judgment.objects.visible_to(actor).filter(in_force_on__isnull=False)
    mediated = Mediation.objects.visible_to(actor).filter(on__isnull=False)
    agreed = Agreement.objects.visible_to(actor).filter(confirmed_on__isnull=False)
    return (
        Q(pk__in=judged.values("suit__case"))
        | Q(pk__in=mediated.values("suit__case"))
        | Q(pk__in=agreed.values("negotiation__case"))
    )


def entries_of(actor: Actor, cases: Iterable[Case], today: dt.date) -> list[Entry]:
    """The cases with their titles and money, by a number of queries that does not grow."""
    rows = list(cases)
    titles, matters = titles_of([case.pk for case in rows]), matters_before(actor, rows)
    payments = Payment.objects.visible_to(actor).filter(case__in=rows).order_by()
    paid = dict(payments.values("case").annotate(n=Sum("amount")).values_list("case", "n"))
    steps: dict[int, int] = {}
    taken = EnforcementStep.objects.visible_to(actor).filter(case__in=rows)
    for case in taken.values_list("case", flat=True):
        steps[case] = steps.get(case, 0) + 1
    return [
        Entry(
            case,
            matters[case.pk].number if case.pk in matters else case.number,
            titles[case.pk],
            paid.get(case.pk, NOTHING),
            steps.get(case.pk, 0),
            _is_late(titles[case.pk], paid.get(case.pk, NOTHING), case, today),
        )
        for case in rows
        if case.pk in titles
    ]


def _is_late(title: Title, paid: Decimal, case: Case, today: dt.date) -> bool:
    """Whether something that had to be performed by now was not."""
    due = title.first_due
    if due is None or due >= today or case.closed_on or title.performed_on:
        return False
    return bool(title.orders) or paid < title.amount
