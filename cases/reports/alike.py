"""Possible duplicates of a report, or of a clue that is being typed: clues worked on and other
reports of the same place or words.

Words are compared as the search compares them, by pairs of neighbouring characters. What is found
stands beside the report; a person compares.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet

from agencies.actor import Actor
from cases.domain.vocabulary import ClueState
from cases.models import Clue, Report, ReportState
from cases.services.search import matching, tokens

AMONG: Final = 300
"""So many of the newest clues, and reports, of a procuratorate are compared."""
SHOWN: Final = 5
NEAR_METRES: Final = 300
SAME_ADDRESS: Final = 0.75
SAME_WORDS: Final = 0.3
"""Shares of common pairs from which two addresses, or two texts, count as the same."""
FEWEST: Final = 4
"""Texts with fewer pairs say too little to be compared."""
_WORKED_ON: Final = (ClueState.REGISTERED, ClueState.ASSESSED, ClueState.FILED)
_DEGREE: Final = 111_320
"""Metres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Match:
    """One clue or report that may be about the same harm, and what speaks for it."""

    row: Any
    """The clue, or the report."""
    same_place: bool
    share: float
    """How much of the shorter text the two have in common, from 0 to 1."""

    @property
    def is_clue(self) -> bool:
        """Whether it is a clue."""
        return isinstance(self.row, Clue)

    @property
    def percent(self) -> int:
        """The share in percent."""
        return round(self.share * 100)


@dataclass(frozen=True, slots=True)
class Typed:
    """A clue as it is being typed: nothing of it is there yet."""

    title: str
    narrative: str
    address: str
    region: str
    lng: Decimal | None = None
    lat: Decimal | None = None


type Described = Clue | Report | Typed
"""What has words and a place."""


@dataclass(frozen=True, slots=True)
class _Traits:
    row: Described
    words: frozenset[str]
    address: frozenset[str]


def alike(reports: Sequence[Report], actor: Actor) -> Mapping[int, list[Match]]:
    """The possible duplicates of each report that the actor may see, the likeliest first.

    By two queries, however many reports there are.
    """
    if not reports:
        return {}
    places = {report.procuratorate_id for report in reports}
    clues = Clue.objects.visible_to(actor).filter(procuratorate__in=places, state__in=_WORKED_ON)
    others = Report.objects.visible_to(actor).filter(
        procuratorate__in=places, state__in=(ReportState.RECEIVED, ReportState.DECLINED)
    )
    among = [*map(_traits, _newest(clues)), *map(_traits, _newest(others))]
    return {report.pk: _matches(_traits(report), among) for report in reports}


def alike_clues(typed: Typed, actor: Actor) -> list[Match]:
    """The clues the actor may see that may be about the same harm, the likeliest first; what they
    may not see counts as nothing.

    By two queries: the newest of the region, and those, however old, whose text has the address.
    """
    mine = _traits(typed)
    if len(mine.words) < FEWEST:
        return []
    seen = Clue.objects.visible_to(actor).filter(state__in=_WORKED_ON)
    near = _newest(seen.filter(region=typed.region))
    there = matching(seen, typed.address).order_by("-id")[:AMONG]
    found = {row.pk: row for row in (*near, *there)}
    return _matches(mine, map(_traits, found.values()))


def _newest[M: (Clue, Report)](rows: QuerySet[M]) -> QuerySet[M]:
    return rows.order_by("-id")[:AMONG]


def _traits(row: Described) -> _Traits:
    title = "" if isinstance(row, Report) else row.title
    words = frozenset(tokens(f"{title}\n{row.narrative}"))
    return _Traits(row, words, frozenset(tokens(row.address)))


def _matches(mine: _Traits, among: Iterable[_Traits]) -> list[Match]:
    found = []
    for other in among:
        if _is_same_row(mine.row, other.row):
            continue
        share = _share(mine.words, other.words)
        near = _is_near(mine.row, other.row) or _share(mine.address, other.address) >= SAME_ADDRESS
        # Two reports of one street may be about two things: the same place needs some words too.
        if share >= SAME_WORDS or (near and share >= SAME_WORDS / 2):
            found.append(Match(other.row, near, share))
    return sorted(found, key=lambda match: (match.same_place, match.share), reverse=True)[:SHOWN]


def _is_same_row(one: Described, other: Described) -> bool:
    if isinstance(one, Typed) or isinstance(other, Typed):
        return False
    if isinstance(one, Report) and isinstance(other, Clue):
        return one.clue_id == other.pk
    return type(one) is type(other) and one.pk == other.pk


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= FEWEST else 0.0


def _is_near(one: Described, other: Described) -> bool:
    here, there = _point(one.lng, one.lat), _point(other.lng, other.lat)
    if here is None or there is None:
        return False
    # Flat is exact enough for some hundred metres.
    east = (here[0] - there[0]) * math.cos(math.radians(here[1]))
    return math.hypot(east, here[1] - there[1]) * _DEGREE <= NEAR_METRES


def _point(lng: Decimal | None, lat: Decimal | None) -> tuple[float, float] | None:
    return None if lng is None or lat is None else (float(lng), float(lat))
