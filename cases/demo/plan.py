"""Which story happens where: arcs dealt out over districts, procuratorates and matters.

The plan knows no date: the same stories on whatever day they are told, so that a story is known
again by its title, and a load that was interrupted goes on where it stopped.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from agencies.models import Level, OrganisationKind
from cases.demo.arcs import Arc
from cases.demo.beats import BEATS, Beat
from cases.demo.cast import Cast
from cases.demo.matters import Matter, matters
from cases.demo.places import District, directory, districts
from cases.demo.stories import ARCS
from cases.domain.vocabulary import CaseKind, CaseState

#: How many of a round of stories a procuratorate gets; the district of the log-ins gets most.
SHARES: Final = {
    "cy": 26,
    "hd": 22,
    "bj": 4,
    **dict.fromkeys(("bj1", "bj2", "bj3", "bj4"), 10),
    **dict.fromkeys(("ft", "xc", "dc", "tz", "dx", "cp", "sy"), 14),
    **dict.fromkeys(("fs", "sjs", "mtg", "hr", "pg", "my", "yq"), 12),
}
_SHUFFLE: Final = "pilit"


@dataclass(frozen=True, slots=True)
class Story:
    """One story of the plan: an arc, about a matter, at a place, with ``mark`` on a day.

    ``kind`` is that of the case that comes of it or may come. ``days`` lie between today and the
    day ``mark`` falls on; see :class:`Beat`.
    """

    arc: Arc
    kind: CaseKind
    mark: str
    days: int
    matter: Matter
    district: District
    place: str
    cast: Cast

    @property
    def title(self) -> str:
        """The title of the clue, by which the story is known; no two are alike."""
        return self.matter.title.format(place=self.place)


@dataclass(frozen=True, slots=True)
class _Telling:
    beat: Beat
    days: int
    star: tuple[str, str] | None


@cache
def plan() -> tuple[Story, ...]:
    """All stories; the first ones of them are as varied as the whole."""
    return tuple(_Dealer().deal(_tellings()))


def _tellings() -> list[_Telling]:
    tellings = [
        _Telling(beat, days, beat.stars[no] if no < len(beat.stars) else None)
        for beat in BEATS
        for no, days in enumerate(beat.days)
    ]
    random.Random(_SHUFFLE).shuffle(tellings)  # noqa: S311 - nothing secret hangs on it
    return tellings


class _Dealer:
    """Gives each telling a procuratorate and the matter that has waited longest and fits."""

    def __init__(self) -> None:
        self._matters = list(matters())
        random.Random(_SHUFFLE).shuffle(self._matters)  # noqa: S311 - likewise
        self._given = dict.fromkeys(SHARES, 0)
        self._districts = {district.code: district for district in districts()}
        self._titles: set[str] = set()

    def deal(self, tellings: Iterable[_Telling]) -> Iterator[Story]:
        """Deal the tellings; those with fixed places first, so that they get them."""
        tellings = list(tellings)
        dealt = {
            id(one): self._story(one) for one in sorted(tellings, key=lambda one: not one.star)
        }
        return (dealt[id(one)] for one in tellings)

    def _story(self, telling: _Telling) -> Story:
        arc = ARCS[telling.beat.arc]
        if telling.star is not None:
            code, wanted = telling.star
            chosen = next(matter for matter in self._matters if matter.code == wanted)
            return self._made(telling, arc, code, self._district_of(code), chosen)
        kind = telling.beat.kind
        code = self._next_procuratorate(arc, kind)
        district = self._district_of(code)
        for matter in self._matters:
            if _fits(arc, kind, code, matter) and self._free_place(matter, district) is not None:
                return self._made(telling, arc, code, district, matter)
        raise LookupError(f"no matter is left for {arc.name} in {district.name}")

    def _made(
        self, telling: _Telling, arc: Arc, code: str, district: District, matter: Matter
    ) -> Story:
        place = self._free_place(matter, district)
        if place is None:
            raise LookupError(f"no place is left for {matter.code} in {district.name}")
        self._given[code] += 1
        self._matters.remove(matter)
        self._matters.append(matter)
        where = "bj" if code == "bj" else district.code
        lead = "handler2" if self._given[code] % 4 == 0 else "handler"
        cast = Cast(code, f"{where}-{matter.organ}", lead)
        beat = telling.beat
        story = Story(arc, beat.kind, beat.mark, telling.days, matter, district, place, cast)
        self._titles.add(story.title)
        return story

    def _next_procuratorate(self, arc: Arc, kind: CaseKind) -> str:
        """The one furthest behind its share, of those the arc can happen at."""
        able = (code for code in SHARES if _can_happen_at(code, arc, kind))
        return min(able, key=lambda code: ((self._given[code] + 1) / SHARES[code], code))

    def _district_of(self, code: str) -> District:
        """The district itself; for a branch or the city one below it, each in its turn."""
        if code in self._districts:
            return self._districts[code]
        below = [one for one in self._districts.values() if one.branch == code]
        choice = below or list(self._districts.values())
        return choice[(self._given[code] * 5 + len(code)) % len(choice)]

    def _free_place(self, matter: Matter, district: District) -> str | None:
        places = district.places.get(matter.place, ())
        if not places:
            return None
        first = len(self._titles) % len(places)
        for place in (*places[first:], *places[:first]):
            if matter.title.format(place=place) not in self._titles:
                return place
        return None


def _can_happen_at(code: str, arc: Arc, kind: CaseKind) -> bool:
    """Whether a procuratorate can have such a case.

    A civil suit is brought at an intermediate court (Interp. 5), an incidental one at the court of
    the prosecution, mostly the district's; the city leaves cases of these kinds to those below it.
    """
    own = directory()[code]
    if (arc.reports_up or kind is not CaseKind.ADMINISTRATIVE) and own.parent is None:
        return False
    level = arc.at
    if arc.sues and kind is CaseKind.CIVIL:
        level = Level.MUNICIPAL
    elif kind is CaseKind.INCIDENTAL:
        level = Level.DISTRICT
    return level is None or own.level == level


def _fits(arc: Arc, kind: CaseKind, code: str, matter: Matter) -> bool:
    """Whether a matter can go this way at this procuratorate.

    A government is sued at a higher court than the district's (ALL 15), so its cases end before.
    """
    if not matter.suits(kind) or (arc.appraises and matter.appraisal is None):
        return False
    if arc.domains and matter.domain not in arc.domains:
        return False
    government = matter.organ == "gov" and kind is CaseKind.ADMINISTRATIVE
    if government and (arc.sues or code == "bj"):
        return False
    return directory()[f"bj-{matter.organ}"].kind is OrganisationKind.ORGAN


def makes_case(story: Story) -> bool:
    """Whether a case comes of the story, or a clue only."""
    return isinstance(story.arc.ends_in, CaseState)
