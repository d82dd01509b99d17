"""The place of the harm as a small drawing: one point among the seats of the districts around.

No map is fetched from anywhere; what is drawn is what is known: positions, no borders and no roads.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cases.actions.base import Target
from cases.services.regions import Seat, seats

WIDTH: Final = 320.0
MARGIN: Final = 26.0
LINE: Final = 11.0
"""The height of a label, and the width of one character."""
PROVINCE: Final = 2
"""Regions of one province share so many leading digits."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A seat on the drawing. ``name`` is empty where the label would cover another."""

    x: str
    y: str
    name: str
    title: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The drawing, if there are seats to draw, and the coordinates in any case."""

    lng: str
    lat: str
    width: str
    height: str
    x: str
    y: str
    marks: Sequence[Mark]

    @property
    def geo(self) -> str:
        """The place as a link that programs with maps understand (RFC 5870)."""
        return f"geo:{self.lat},{self.lng}"


def map_of(target: Target) -> PlaceMap | None:
    """The drawing of a clue's or case's place; ``None`` without coordinates."""
    if target.lng is None or target.lat is None:
        return None
    here = (float(target.lng), float(target.lat))
    province = target.region[:PROVINCE]
    around = [seat for seat in seats().values() if seat.region.startswith(province)]
    points = [here, *(seat.at for seat in around)]
    west, north = min(each[0] for each in points), max(each[1] for each in points)
    shrink = math.cos(math.radians(here[1]))
    across = (max(each[0] for each in points) - west) * shrink
    scale = (WIDTH - 2 * MARGIN) / across if across else 0.0
    down = north - min(each[1] for each in points)

    def drawn(at: tuple[float, float]) -> tuple[float, float]:
        return MARGIN + (at[0] - west) * shrink * scale, MARGIN + (north - at[1]) * scale

    x, y = drawn(here)
    own_first = sorted(around, key=lambda seat: seat.region != target.region)
    return PlaceMap(
        lng=f"{here[0]:.6f}",
        lat=f"{here[1]:.6f}",
        width=f"{WIDTH:.0f}",
        height=f"{down * scale + 2 * MARGIN:.0f}",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        marks=_marks([(seat, *drawn(seat.at)) for seat in own_first], target.region),
    )


def _marks(drawn: Iterable[tuple[Seat, float, float]], own: str) -> list[Mark]:
    """The seats in order; a label that would cover an earlier one is left to the title."""
    taken: list[tuple[float, float, float]] = []
    marks = []
    for seat, x, y in drawn:
        wide = LINE * len(seat.name)
        free = all(
            abs(y - row) >= LINE or abs(x - column) >= (wide + other) / 2
            for column, row, other in taken
        )
        if free:
            taken.append((x, y, wide))
        marks.append(
            Mark(f"{x:.1f}", f"{y:.1f}", seat.name if free else "", seat.name, seat.region == own)
        )
    return marks
