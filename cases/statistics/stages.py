"""How long the stages of the work take: the middle and the ninth tenth, of what has ended, and what
still runs (Opinions 3(2)).

What ended is all a median can be made of, so it flatters: the slowest have not ended. Therefore the
number of those still running stands beside it, and how many of them run longer already than nine in
ten of those that ended.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import (
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from agencies.actor import Actor
from cases.domain.vocabulary import CaseState
from cases.models import Case, Conclusion, Finding, Judgment, LookBack, Recommendation, Reply, Suit
from cases.statistics.numbers import Selection
from cases.statistics.percentile import HALF, NINE_TENTHS, Percentile, days
from cases.statistics.periods import Period
from pilit.law.texts import N_

EVERY: Final = Q()


def _first(rows: QuerySet[Any], day: str, case: str = "case") -> Combinable:
    """The earliest day of the rows of a case."""
    of_case = rows.filter(**{case: OuterRef("pk")}).order_by().values(case)
    return Subquery(of_case.annotate(first=Min(day)).values("first"), output_field=DateField())


def _last(rows: QuerySet[Any], day: str, case: str = "case") -> Combinable:
    of_case = rows.filter(**{case: OuterRef("pk")}).order_by().values(case)
    return Subquery(of_case.annotate(last=Max(day)).values("last"), output_field=DateField())


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of the work between two days of a case.

    A case without the second day is still in it as long as it is open and ``waits`` holds.
    """

    code: str
    label: str
    definition: str
    start: Combinable
    end: Combinable
    waits: Q = EVERY
    runs: bool = True
    """Whether a case can still be in it: not before there is one."""

    def cases(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Cases that have entered it, with both days."""
        found: QuerySet[Any] = rows.annotate(began=self.start, ended=self.end)
        return found.filter(began__isnull=False)

    def ended(self, rows: QuerySet[Any], period: Period) -> QuerySet[Any]:
        """Those that left it in a period, with how long they were in it."""
        found = self.cases(rows).filter(
            Q(ended__gte=F("began")), ended__gte=period.first, ended__lt=period.end
        )
        timed: QuerySet[Any] = found.annotate(took=_between(F("began"), F("ended")))
        return timed

    def running(self, rows: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
        """Those still in it, with how long they have been."""
        found = (
            self.cases(rows).filter(self.waits, ended__isnull=True).exclude(state=CaseState.CLOSED)
        )
        timed: QuerySet[Any] = found.annotate(took=_between(F("began"), Value(today)))
        return timed


def _between(first: Combinable, last: Combinable) -> Combinable:
    return ExpressionWrapper(last - first, output_field=DurationField())


_SERVED: Final = Recommendation.objects.filter(withdrawn_on=None, served_on__isnull=False)
_STANDING: Final = Suit.objects.pending()
_NOT_IN_COURT: Final = ~Q(Exists(_STANDING.filter(case=OuterRef("pk"))))

STAGES: Final[Mapping[str, Stage]] = {
    stage.code: stage
    for stage in (
        Stage(
            "filing",
            N_("From the clue to the case"),
            N_(
                "From the registration of the clue to the decision to file. Clues no case was "
                "made of are not in it."
            ),
            TruncDate("clue__registered_at"),
            F("filed_on"),
            runs=False,
        ),
        Stage(
            "inquiry",
            N_("Inquiry"),
            N_("From the decision to file to the report that ends the inquiry (Rules 73, 89)."),
            F("filed_on"),
            _first(Conclusion.objects.filter(stage=Conclusion.Stage.INQUIRY), "on"),
        ),
        Stage(
            "reply",
            N_("Until the organ replies"),
            N_(
                "From the service of the recommendation to the first written reply. A case that "
                "has gone to court without one waits no longer."
            ),
            _first(_SERVED, "served_on"),
            _first(Reply.objects.all(), "received_on", "recommendation__case"),
            _NOT_IN_COURT,
        ),
        Stage(
            "rectification",
            N_("Until it is rectified"),
            N_(
                "From the first written reply to the first look-back that found everything "
                "effective (Opinions 3(2))."
            ),
            _first(Reply.objects.all(), "received_on", "recommendation__case"),
            _first(LookBack.objects.filter(conclusion=Finding.EFFECTIVE), "on"),
            _NOT_IN_COURT,
        ),
        Stage(
            "trial",
            N_("Before the court"),
            N_(
                "From the delivery of the complaint to the judgment of first instance. Suits "
                "refused or withdrawn are not in it."
            ),
            _first(_STANDING, "delivered_on"),
            _first(Judgment.objects.filter(instance=1), "on", "suit__case"),
        ),
        Stage(
            "performance",
            N_("Until the judgment is performed"),
            N_("From the day a judgment took effect to the closing of the case."),
            _last(Judgment.objects.exclude(in_force_on=None), "in_force_on", "suit__case"),
            F("closed_on"),
        ),
        Stage(
            "whole",
            N_("The whole case"),
            N_("From the decision to file to the closing of the case, whatever its end."),
            F("filed_on"),
            F("closed_on"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Took:
    """How many ended, and how many days half of them and nine tenths of them took at most."""

    number: int
    half: float | None
    nine_tenths: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A stage in a period and the one before, and what still runs."""

    stage: Stage
    now: Took
    before: Took
    running: int
    beyond: int
    """Of those running how many run longer than nine in ten that ended took."""


def cases_of(actor: Actor, chosen: Selection, opens: bool) -> QuerySet[Case]:
    """The cases measured: of those an insider sees; of the whole region for who sees none."""
    wanted = chosen.area.of_targets()
    for name, value in (("kind", chosen.kind), ("domain", chosen.domain)):
        if value:
            wanted &= Q(**{name: value})
    rows = Case.objects.internal_to(actor) if opens else Case.objects.all()
    return Case.objects.filter(wanted, pk__in=rows.values("pk")) if opens else rows.filter(wanted)


def measured(stage: Stage, rows: QuerySet[Case], period: Period, today: dt.date) -> Measured:
    """A stage over some cases; by three statements."""
    now = _took(stage.ended(rows, period))
    before = _took(stage.ended(rows, period.before))
    found = stage.running(rows, today).aggregate(
        number=Count("pk"), beyond=Count("pk", filter=_longer_than(now))
    )
    return Measured(stage, now, before, found["number"], found["beyond"])


def beyond(stage: Stage, rows: QuerySet[Case], period: Period, today: dt.date) -> QuerySet[Case]:
    """Those still in a stage for longer than nine in ten that ended took; by a statement before."""
    return stage.running(rows, today).filter(_longer_than(_took(stage.ended(rows, period))))


def _longer_than(took: Took) -> Q:
    if took.nine_tenths is None:
        return Q(pk__in=())
    return Q(took__gt=dt.timedelta(days=took.nine_tenths))


def _took(rows: QuerySet[Case]) -> Took:
    found = rows.aggregate(
        number=Count("pk"),
        half=Percentile("took", HALF),
        nine_tenths=Percentile("took", NINE_TENTHS),
    )
    return Took(found["number"], days(found["half"]), days(found["nine_tenths"]))
