"""Points of the earth on a small drawing, north up. Pure Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Self

LINE: Final = 11.0
"""The height of a label, and the width of one character."""

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Degrees of longitude and latitude to the units of a drawing that holds some points.

    A degree of longitude is shrunk to what it measures at their middle.
    """

    west: float
    north: float
    shrink: float
    scale: float
    margin: float
    height: float

    @classmethod
    def of(cls, points: Sequence[Point], middle: float, width: float, margin: float) -> Self:
        """So wide that all points are in it, with a margin around them."""
        west, north = min(each[0] for each in points), max(each[1] for each in points)
        shrink = math.cos(math.radians(middle))
        across = (max(each[0] for each in points) - west) * shrink
        scale = (width - 2 * margin) / across if across else 0.0
        down = north - min(each[1] for each in points)
        return cls(west, north, shrink, scale, margin, down * scale + 2 * margin)

    def drawn(self, at: Point) -> Point:
        """Where a point is on the drawing."""
        across = (at[0] - self.west) * self.shrink * self.scale
        return self.margin + across, self.margin + (self.north - at[1]) * self.scale


@dataclass
class Labels:
    """The labels of a drawing, in the order in which they are put on it."""

    taken: list[tuple[float, float, float]] = field(default_factory=list)

    def take(self, name: str, at: Point) -> bool:
        """Put a label at a place, unless it would cover one that is there."""
        wide = LINE * len(name)
        free = all(
            abs(at[1] - row) >= LINE or abs(at[0] - column) >= (wide + other) / 2
            for column, row, other in self.taken
        )
        if free:
            self.taken.append((*at, wide))
        return free
