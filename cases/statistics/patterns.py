"""Failures that recur (类案研判; Opinions 3(2), 5(6)): cases alike by organ, domain and failure.

What an organ failed in is told by the cause of the case (案由), in words that differ a little from
one handler to the next: causes that read alike stand for one failure. Nothing is decided by it; the
list of the cases stands behind every number.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from django.db.models import Exists, OuterRef, Subquery

from agencies.actor import Actor
from agencies.models import Organisation
from cases.models import Case, Conclusion, Finding, LookBack
from cases.services.similar import overlap, rarity_of
from cases.statistics.figures import FIGURES
from cases.statistics.numbers import Selection, rows_of
from pilit.law.texts import N_

RECURRING: Final = 2
"""So many cases alike before a failure counts as recurring."""
ALIKE: Final = 0.6
"""From here on two causes tell of one failure; 1 is the same words."""
LOOKED_AT: Final = 5000
"""So many of the newest cases are looked at: a nation has more."""


class By(StrEnum):
    """Whose failures are put together."""

    ORGAN = "organ"
    LINE = "line"  # of all organs below one superior


BY_LABELS: Final[Mapping[By, str]] = {
    By.ORGAN: N_("Each organ by itself"),
    By.LINE: N_("Organs of the same superior"),
}


@dataclass(frozen=True, slots=True)
class Failing:
    """What is looked at of a case."""

    pk: int
    number: str
    organ: Organisation
    domain: str
    cause: str
    place: int
    failure: str = ""
    """How the organ failed, as the last report says it (Rules 82); empty where none does."""
    relapsed: bool = False
    """Whether a look-back found that it had come back after it was put right."""


@dataclass(frozen=True)
class Pattern:
    """One failure that recurs: its cases, the first of which names it in addresses."""

    organ: Organisation
    rows: tuple[Failing, ...]

    @property
    def first(self) -> Failing:
        """The oldest case."""
        return self.rows[0]

    @property
    def domain(self) -> str:
        """The domain of all of them."""
        return self.first.domain

    @property
    def number(self) -> int:
        """How many cases."""
        return len(self.rows)

    @property
    def relapsed(self) -> tuple[Failing, ...]:
        """Those in which the harm came back."""
        return tuple(row for row in self.rows if row.relapsed)

    @cached_property
    def cause(self) -> str:
        """The cause that most of them give."""
        return Counter(row.cause for row in self.rows).most_common(1)[0][0]

    @cached_property
    def places(self) -> Mapping[int, int]:
        """How many cases each procuratorate has, the one with most first."""
        return dict(Counter(row.place for row in self.rows).most_common())

    @cached_property
    def failures(self) -> Mapping[str, int]:
        """How the organ failed, where a report says it: in how many cases, the commonest first."""
        return dict(Counter(row.failure for row in self.rows if row.failure).most_common())


def grouped(rows: Sequence[Failing], by: By = By.ORGAN) -> list[Pattern]:
    """The failures that recur among cases, those with most cases first; the same for the same
    cases, in whatever order they come.
    """
    ordered = sorted(rows, key=lambda row: row.pk)
    leads = _leads(row.cause for row in ordered)
    found: dict[tuple[int, str, str], list[Failing]] = defaultdict(list)
    for row in ordered:
        found[_holder(row.organ, by), row.domain, leads[row.cause]].append(row)
    patterns = [
        Pattern(_named(alike, by), tuple(alike))
        for alike in found.values()
        if len(alike) >= RECURRING
    ]
    return sorted(patterns, key=lambda each: (-each.number, -len(each.relapsed), each.first.pk))


def _holder(organ: Organisation, by: By) -> int:
    return (organ.parent_id or organ.pk) if by is By.LINE else organ.pk


def _named(rows: Sequence[Failing], by: By) -> Organisation:
    """Whose failure it is: the organ, or the superior of those that failed alike."""
    organ = rows[0].organ
    several = len({row.organ.pk for row in rows}) > 1
    return organ.parent if by is By.LINE and several and organ.parent is not None else organ


def _leads(causes: Iterable[str]) -> Mapping[str, str]:
    """For each cause the first one it reads like, itself where there is none before it."""
    distinct = list(dict.fromkeys(causes))
    rarity = rarity_of(distinct)
    leads: dict[str, str] = {}
    for cause in distinct:
        heads = dict.fromkeys(leads.values())
        alike = (head for head in heads if overlap(cause, head, rarity) >= ALIKE)
        leads[cause] = next(alike, cause)
    return leads


@dataclass(frozen=True, slots=True)
class Recurring:
    """The failures that recur among the cases an actor sees, and whether older were left out."""

    patterns: list[Pattern]
    looked_at: int
    more: bool

    def led_by(self, number: str) -> Pattern | None:
        """The pattern whose first case has a number; ``None`` where there is none."""
        return next((each for each in self.patterns if each.first.number == number), None)


def recurring(actor: Actor, chosen: Selection, by: By) -> Recurring:
    """The failures that recur in what was filed in a period, of the cases that the actor sees from
    inside; by one statement.
    """
    failed = Conclusion.objects.filter(case=OuterRef("pk"), failure_kind__gt="").order_by("-id")
    relapsed = LookBack.objects.filter(case=OuterRef("pk"), conclusion=Finding.RELAPSED)
    filed = rows_of(FIGURES["cases_filed"], actor, chosen).filter(respondent__isnull=False)
    rows: list[Case] = list(
        filed.annotate(
            failed=Subquery(failed.values("failure_kind")[:1]), came_back=Exists(relapsed)
        )
        .select_related("respondent__parent")
        .only("number", "domain", "cause", "procuratorate_id", "respondent")
        .order_by("-id")[: LOOKED_AT + 1]
    )
    looked_at = [_failing(row) for row in rows[:LOOKED_AT]]
    return Recurring(grouped(looked_at, by), len(looked_at), len(rows) > LOOKED_AT)


def _failing(row: Case) -> Failing:
    if row.respondent is None:
        raise LookupError(f"{row.number} is against no organ")
    return Failing(
        pk=row.pk,
        number=row.number,
        organ=row.respondent,
        domain=row.domain,
        cause=row.cause,
        place=row.procuratorate_id,
        failure=getattr(row, "failed", "") or "",
        relapsed=bool(getattr(row, "came_back", False)),
    )
