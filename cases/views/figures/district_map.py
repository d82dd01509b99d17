"""A figure as a map: the seats of the districts as points, the larger and darker the more.

No map is fetched: what is drawn is positions. The table beside it says the same in numbers.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from agencies.models import Level, Organisation
from cases.services.regions import seats
from cases.views.projection import Labels, Projection

WIDTH: Final = 480.0
MARGIN: Final = 40.0
LARGEST: Final = 16.0
SMALLEST: Final = 3.0
LABEL: Final = 3.0
"""How far above its point a label stands."""
SHADES: Final = 5
FEWEST: Final = 3
"""Fewer points are no map."""


@dataclass(frozen=True, slots=True)
class Point:
    """A district: where it is drawn, how large, in which shade (0 for nothing, 5 for the most).

    ``name`` is empty where the label would cover that of a larger one.
    """

    x: str
    y: str
    radius: str
    label_y: str
    shade: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class FigureMap:
    """The drawing, the largest points first, so that none is covered."""

    width: str
    height: str
    points: list[Point]


def figure_map(
    places: Mapping[int, Organisation], sizes: Mapping[int, Decimal]
) -> FigureMap | None:
    """The districts whose seat is known; ``None`` where they are too few."""
    known = seats()
    districts = {
        pk: known[place.region]
        for pk, place in places.items()
        if place.level == Level.DISTRICT and place.region in known
    }
    if len(districts) < FEWEST:
        return None
    points = [seat.at for seat in districts.values()]
    middle = sum(at[1] for at in points) / len(points)
    onto = Projection.of(points, middle, WIDTH, MARGIN)
    most = max((sizes.get(pk, Decimal(0)) for pk in districts), default=Decimal(0))
    drawn, labels = [], Labels()
    for pk, seat in sorted(districts.items(), key=lambda each: -sizes.get(each[0], Decimal(0))):
        size = sizes.get(pk, Decimal(0))
        share = float(size / most) if most else 0.0
        # The area of a point says how much, not its width.
        radius = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(share)
        x, y = onto.drawn(seat.at)
        label = (x, y - radius - LABEL)
        drawn.append(
            Point(
                f"{x:.1f}",
                f"{y:.1f}",
                f"{radius:.1f}",
                f"{label[1]:.1f}",
                math.ceil(share * SHADES),
                seat.name if labels.take(seat.name, label) else "",
                f"{seat.name} {size:,f}",
            )
        )
    return FigureMap(f"{WIDTH:.0f}", f"{onto.height:.0f}", drawn)
