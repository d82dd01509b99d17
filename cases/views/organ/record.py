"""What an organ's own cases say of it: replies in time, items rectified, suits and their outcomes,
and the failures that recur (Opinions 5(6)).

Every condition starts from the facet: what the organ was not told is not counted either. How it
failed it reads in the complaint, what a look-back found it is told with the suit or the closing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.vocabulary import DOMAIN_LABELS
from cases.models import (
    Case,
    CaseParty,
    Conclusion,
    Deadline,
    DeadlineStatus,
    Finding,
    Judgment,
    LookBack,
    LookBackItem,
    Outcome,
    PartyRole,
    Suit,
)
from cases.models.choices import FailureKind
from cases.querysets import CaseQuerySet
from cases.views.facets import seats_at
from cases.views.filters import Filter, choice_filter
from pilit.law.texts import N_
from pilit.web.texts import translated

REPLIES: Final = ("recommendation_reply", "recommendation_reply_urgent")
_YEAR: Final = 4
RECURRING: Final = 2
"""Cases in which a failure was found before it counts as recurring."""
_RUNS = Q(status__in=(DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED))
_MISSED = Q(status=DeadlineStatus.MISSED)
_REPLIED: Final[Mapping[str, tuple[str, Q]]] = {
    "in_time": (N_("Replied in time"), Q(status=DeadlineStatus.MET)),
    "late": (N_("Replied late"), _MISSED & Q(met_on__isnull=False)),
    "unanswered": (N_("Not replied in time"), _MISSED & Q(met_on__isnull=True)),
    "awaited": (N_("Reply period running"), _RUNS),
}
_SUED, _UNDECIDED = "sued", "undecided"
_STANDINGS: Final[Mapping[str, str]] = {
    **{key: label for key, (label, _condition) in _REPLIED.items()},
    _SUED: N_("Sued"),
    _UNDECIDED: N_("Sued, not judged yet"),
}
#: Findings of a look-back that are failures (Opinions 3(2)).
_FAULTS: Final = tuple(each for each in Finding if each is not Finding.EFFECTIVE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of cases or items, and the list of them."""

    label: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure found in the organ's cases of one domain."""

    domain: str
    label: str
    number: int
    url: str

    @property
    def recurs(self) -> bool:
        """Whether it was found more than once."""
        return self.number >= RECURRING


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The rows of an organ's facet that its record is made of."""

    cases: CaseQuerySet
    parties: QuerySet[CaseParty]
    """Since when the organ has known of each case."""
    deadlines: QuerySet[Deadline]
    suits: QuerySet[Suit]
    judgments: QuerySet[Judgment]
    look_backs: QuerySet[LookBack]
    items: QuerySet[LookBackItem]
    """The latest verdict on each item."""
    reports: QuerySet[Conclusion]
    """Of the reports before a suit only how the organ failed is read; the complaint says it."""

    @classmethod
    def of(cls, actor: Actor) -> Self:
        """Against the organs the actor acts for."""
        organs = seats_at(actor, OrganisationKind.ORGAN)
        cases = Case.objects.facet_of(actor).filter(respondent__in=organs)
        of_cases, pks = Q(case__in=cases.values("pk")), cases.values("pk")
        suits = Suit.objects.visible_to(actor).filter(of_cases)
        items = LookBackItem.objects.visible_to(actor).filter(look_back__case__in=pks)
        latest = items.order_by("look_back__case", "no", "-look_back__on", "-look_back")
        last = latest.distinct("look_back__case", "no").values("pk")
        deadlines = Deadline.objects.visible_to(actor).filter(of_cases, code__in=REPLIES)
        parties = CaseParty.objects.filter(of_cases, organisation__in=organs)
        return cls(
            cases,
            parties.filter(role=PartyRole.RESPONDENT),
            deadlines.filter(responsible__in=organs),
            suits,
            Judgment.objects.visible_to(actor).filter(suit__in=suits.values("pk")),
            LookBack.objects.visible_to(actor).filter(of_cases),
            LookBackItem.objects.filter(pk__in=last),
            Conclusion.objects.filter(case__in=suits.values("case"), failure_kind__gt=""),
        )

    def replies(self) -> Iterator[Figure]:
        """In time, late, not at all, and those awaited; by one query."""
        conditions = {key: condition for key, (_label, condition) in _REPLIED.items()}
        counts = self.deadlines.aggregate(
            **{key: Count("case", distinct=True, filter=each) for key, each in conditions.items()}
        )
        for key in conditions:
            yield Figure(translated(_STANDINGS[key]), counts[key], _list(standing=key))

    def years(self) -> Iterator[Figure]:
        """Cases by the year in which the organ learnt of them, the latest first."""
        counted = self.parties.order_by().values("since__year").annotate(n=Count("case"))
        for year, number in counted.order_by("-since__year").values_list("since__year", "n"):
            yield Figure(str(year), number, _list(year=str(year)))

    def rectified(self) -> Iterator[Figure]:
        """Items by the latest verdict of a look-back."""
        rows = self.items.order_by().values("finding").annotate(n=Count("pk"))
        counts = dict(rows.values_list("finding", "n"))
        for each in Finding:
            url = f"{reverse('cases:our_items')}?{urlencode({'finding': each.value})}"
            yield Figure(str(each.label), counts.get(each.value, 0), url)

    def sued(self) -> Iterator[Figure]:
        """Suits and what became of them, counted in cases."""
        sued = self.suits.aggregate(n=Count("case", distinct=True))["n"]
        yield Figure(translated(_STANDINGS[_SUED]), sued, _list(standing=_SUED))
        open_ = self.cases.filter(self._undecided()).count()
        yield Figure(translated(_STANDINGS[_UNDECIDED]), open_, _list(standing=_UNDECIDED))
        rows = self.judgments.order_by().values("outcome")
        counted = rows.annotate(n=Count("suit__case", distinct=True)).order_by("-n", "outcome")
        for outcome, number in counted.values_list("outcome", "n"):
            yield Figure(str(Outcome(outcome).label), number, _list(outcome=outcome))

    def failures(self) -> list[Failure]:
        """What went wrong, by domain; what recurs most stands first."""
        kinds = self.reports.order_by().values("case__domain", "failure_kind")
        found = [
            _failure(row, "failure", FailureKind(row["failure_kind"]))
            for row in kinds.annotate(n=Count("case", distinct=True))
        ]
        faults = self.look_backs.filter(conclusion__in=_FAULTS)
        verdicts = faults.order_by().values("case__domain", "conclusion")
        found += [
            _failure(row, "found", Finding(row["conclusion"]))
            for row in verdicts.annotate(n=Count("case", distinct=True))
        ]
        return sorted(found, key=lambda each: (-each.number, each.domain, each.label))

    def filters(self, query: QueryDict) -> list[Filter]:
        """The filters of the list of cases that the figures link to."""
        outcomes = {each.value: str(each.label) for each in Outcome.for_kind("administrative")}
        kinds = {each.value: str(each.label) for each in FailureKind}
        faults = {each.value: str(each.label) for each in _FAULTS}
        domains = {each.value: label for each, label in DOMAIN_LABELS.items()}
        asked = query.get("year", "")
        years = {asked: asked} if asked.isdecimal() and len(asked) == _YEAR else {}
        every = (
            ("year", N_("Year"), years),
            ("standing", N_("Reply and suit"), _STANDINGS),
            ("outcome", N_("Judgment"), outcomes),
            ("failure", N_("How it failed"), kinds),
            ("found", N_("Look-back"), faults),
            ("domain", N_("Domain"), domains),
        )
        return [
            choice_filter(name, label, query, options)
            for name, label, options in every
            if name == "standing" or name in query
        ]

    def narrowed(self, rows: CaseQuerySet, filters: list[Filter]) -> CaseQuerySet:
        """The cases that a figure counted."""
        chosen = {each.name: each.value for each in filters if each.value}
        for name, value in chosen.items():
            rows = rows.filter(self._condition(name, value))
        return rows

    def _condition(self, name: str, value: str) -> Q:
        match name:
            case "standing" if value in _REPLIED:
                return Q(pk__in=self.deadlines.filter(_REPLIED[value][1]).values("case"))
            case "standing" if value == _SUED:
                return Q(pk__in=self.suits.values("case"))
            case "standing":
                return self._undecided()
            case "outcome":
                return Q(pk__in=self.judgments.filter(outcome=value).values("suit__case"))
            case "failure":
                return Q(pk__in=self.reports.filter(failure_kind=value).values("case"))
            case "year":
                return Q(pk__in=self.parties.filter(since__year=int(value)).values("case"))
            case "found":
                return Q(pk__in=self.look_backs.filter(conclusion=value).values("case"))
            case _:
                return Q(domain=value)

    def _undecided(self) -> Q:
        pending = self.suits.filter(withdrawn_on__isnull=True).values("case")
        return Q(pk__in=pending) & ~Q(pk__in=self.judgments.values("suit__case"))


def _failure(row: Mapping[str, Any], name: str, kind: FailureKind | Finding) -> Failure:
    domain = row["case__domain"]
    url = _list(domain=domain, **{name: kind.value})
    return Failure(translated(DOMAIN_LABELS[domain]), str(kind.label), row["n"], url)


def _list(**query: str) -> str:
    return f"{reverse('cases:cases')}?{urlencode({'state': 'all', **query})}"
