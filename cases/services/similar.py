"""Similar cases (类案): by title and cause, failure, organ and region, of one domain or of several.

Words are pairs of characters, as the search has them; a pair that many of the cases looked at have
says little. The score and what it is made of are shown; nothing is decided by it (Opinions 3(2)).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib.postgres.search import SearchQuery
from django.db.models import OuterRef, Subquery

from agencies.actor import Actor
from cases.models import Case, Conclusion
from cases.services.search import tokens
from pilit.law.texts import N_

#: What each agreement counts for; together they are 1.
WEIGHTS: Final[Mapping[str, float]] = {
    "cause": 0.4,
    "title": 0.4,
    "failure": 0.1,
    "organ": 0.05,
    "region": 0.05,
}
REASONS: Final[Mapping[str, str]] = {
    "cause": N_("The cause reads alike"),
    "title": N_("The title reads alike"),
    "failure": N_("The organ failed alike"),
    "organ": N_("Same organ"),
    "region": N_("Same region"),
}
LEAST: Final = 0.25
"""Below this two cases have little to do with each other."""
ALIKE: Final = 0.25
"""From here on words are told as a reason."""
LOOKED_AT: Final = 400
ELSEWHERE: Final = 200
"""Of other domains so many more are looked at."""
SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Traits:
    """What a case is compared by; empty for what is not known."""

    title: str
    cause: str
    failure: str = ""
    organ: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a case is like another, from 0 to 1, and what of it each agreement gave."""

    score: float
    parts: Mapping[str, float]

    @property
    def percent(self) -> int:
        """The score in per cent."""
        return round(self.score * 100)

    @property
    def reasons(self) -> list[str]:
        """What they agree in, the weightiest first."""
        told = [
            (part, name)
            for name, part in self.parts.items()
            if part >= (ALIKE if name in ("cause", "title") else 1) * WEIGHTS[name]
        ]
        return [REASONS[name] for _part, name in sorted(told, reverse=True)]


def compare(one: Traits, others: Sequence[Traits]) -> list[Likeness]:
    """How much each of the others is like the one."""
    rarity = {
        name: rarity_of([getattr(each, name) for each in (one, *others)])
        for name in ("cause", "title")
    }
    return [_likeness(one, other, rarity) for other in others]


def _likeness(one: Traits, other: Traits, rarity: Mapping[str, Mapping[str, float]]) -> Likeness:
    parts = {
        name: WEIGHTS[name] * overlap(getattr(one, name), getattr(other, name), rarity[name])
        for name in rarity
    }
    for name in ("failure", "organ", "region"):
        mine = getattr(one, name)
        parts[name] = WEIGHTS[name] if mine and mine == getattr(other, name) else 0.0
    return Likeness(sum(parts.values()), parts)


def rarity_of(texts: Sequence[str]) -> Mapping[str, float]:
    """How much each pair of characters says: the fewer texts have it, the more."""
    counted = Counter(pair for text in texts for pair in tokens(text))
    return {pair: math.log(1 + len(texts) / number) for pair, number in counted.items()}


def overlap(one: str, other: str, rarity: Mapping[str, float]) -> float:
    """What two texts have in common of what both say, from 0 to 1."""
    mine, theirs = set(tokens(one)), set(tokens(other))
    both, whole = mine & theirs, _weight(mine, rarity) + _weight(theirs, rarity)
    return 2 * _weight(both, rarity) / whole if whole else 0.0


def _weight(pairs: Iterable[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity[pair] for pair in pairs)


@dataclass(frozen=True, slots=True)
class Similar:
    """A case like another, with how much and why."""

    case: Case
    likeness: Likeness


def similar_to(case: Case, actor: Actor) -> list[Similar]:
    """The cases most like one, of those that the actor sees from inside; by three statements.

    What is typical of a failure is not typical of a domain: those of other domains are looked at
    too, apart, so that they never crowd out its own.
    """
    words = tokens(f"{case.title} {case.cause}")
    if not words:
        return []
    wanted = SearchQuery(words[0], search_type="raw", config="simple")
    for word in words[1:]:
        wanted |= SearchQuery(word, search_type="raw", config="simple")
    failed = Conclusion.objects.filter(case=OuterRef("pk"), failure_kind__gt="").order_by("-id")
    rows = Case.objects.annotate(failed=Subquery(failed.values("failure_kind")[:1]))
    own = rows.get(pk=case.pk)
    seen = Case.objects.internal_to(actor).exclude(clue=case.clue_id)
    found = rows.filter(pk__in=seen.values("pk"), search=wanted).order_by("-id")
    found = found.select_related("procuratorate", "respondent")
    # The newest: a nation has more than can be looked at.
    others = [
        *found.filter(domain=case.domain)[:LOOKED_AT],
        *found.exclude(domain=case.domain)[:ELSEWHERE],
    ]
    alike = compare(_traits(own), [_traits(row) for row in others])
    likely = [
        Similar(row, likeness)
        for row, likeness in zip(others, alike, strict=True)
        if likeness.score >= LEAST
    ]
    return sorted(likely, key=lambda each: (-each.likeness.score, -each.case.pk))[:SHOWN]


def _traits(row: Case) -> Traits:
    return Traits(
        title=row.title,
        cause=row.cause,
        failure=getattr(row, "failed", "") or "",
        organ=str(row.respondent_id or ""),
        region=row.region,
    )
