"""The place of the harm as a small drawing: one point among the seats of the districts around.

No map is fetched from anywhere; what is drawn is what is known: positions, no borders and no roads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from cases.actions.base import File
from cases.services.regions import Seat, seats
from cases.views.projection import Labels, Projection

WIDTH: Final = 320.0
MARGIN: Final = 26.0
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


def map_of(target: File) -> PlaceMap | None:
    """The drawing of a clue's or case's place; ``None`` without coordinates."""
    if target.lng is None or target.lat is None:
        return None
    here = (float(target.lng), float(target.lat))
    province = target.region[:PROVINCE]
    around = [seat for seat in seats().values() if seat.region.startswith(province)]
    points = [here, *(seat.at for seat in around)]
    onto = Projection.of(points, here[1], WIDTH, MARGIN)
    x, y = onto.drawn(here)
    own_first = sorted(around, key=lambda seat: seat.region != target.region)
    return PlaceMap(
        lng=f"{here[0]:.6f}",
        lat=f"{here[1]:.6f}",
        width=f"{WIDTH:.0f}",
        height=f"{onto.height:.0f}",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        marks=_marks([(seat, *onto.drawn(seat.at)) for seat in own_first], target.region),
    )


def _marks(drawn: Iterable[tuple[Seat, float, float]], own: str) -> list[Mark]:
    """The seats in order; a label that would cover an earlier one is left to the title."""
    labels = Labels()
    marks = []
    for seat, x, y in drawn:
        free = labels.take(seat.name, (x, y))
        marks.append(
            Mark(f"{x:.1f}", f"{y:.1f}", seat.name if free else "", seat.name, seat.region == own)
        )
    return marks
