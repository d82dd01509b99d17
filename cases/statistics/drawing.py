"""A chart as data: rows of numbers, drawn as a line, as bars, or as bars of several parts in a row.
Pure Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import Any, Final

STEPS: Final = 5
"""At most so many lines above the ground."""
_NICE: Final = (1, 2, 5, 10)
#: The colours of the product, as `static/pilit.css` has them for charts.
NOW, BEFORE = "#2f6db3", "#8fadd0"
AGES: Final = ("#e3b04b", "#d9822b", "#c4502c", "#8c1c13")
"""Of what is overdue: the darker the longer."""


class Shape(StrEnum):
    """How rows are drawn."""

    LINE = "line"
    BARS = "bars"
    STACKED = "stacked"


@dataclass(frozen=True, slots=True)
class Series:
    """One number of every row: what it is, and its colour."""

    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, and a number for each series; ``None`` where there is nothing to draw."""

    label: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with all that is written around it: what, of whom and when, and where it is from."""

    title: str
    about: str
    source: str
    shape: Shape
    series: Sequence[Series]
    rows: Sequence[Row]

    @property
    def most(self) -> Decimal:
        """The longest there is to draw."""
        if self.shape is Shape.STACKED:
            sums = (
                sum((value or Decimal(0) for value in row.values), Decimal(0)) for row in self.rows
            )
            return max(sums, default=Decimal(0))
        values = (value for row in self.rows for value in row.values if value is not None)
        return max(values, default=Decimal(0))

    def as_data(self) -> dict[str, Any]:
        """What the layout reads: lengths as shares of the longest, or of the axis of a line."""
        axis = ticks(self.most)
        whole = axis[-1] if self.shape is Shape.LINE else self.most
        return {
            "title": self.title,
            "about": self.about,
            "source": self.source,
            "shape": self.shape.value,
            "series": [{"name": each.name, "colour": each.colour} for each in self.series],
            "rows": [
                {
                    "label": row.label,
                    "sizes": [_share(value, whole) for value in row.values],
                    "texts": ["" if value is None else number(value) for value in row.values],
                    "total": number(sum((value or Decimal(0) for value in row.values), Decimal(0))),
                }
                for row in self.rows
            ],
            "ticks": [{"at": _share(tick, whole), "text": number(tick)} for tick in axis],
        }


def ticks(most: Decimal) -> list[Decimal]:
    """The numbers of an axis from 0 to at least ``most``, in steps of 1, 2 or 5 times a power of
    ten; whole numbers, for things are counted.
    """
    power = Decimal(1)
    while True:
        for nice in _NICE[:-1]:
            step = nice * power
            count = max(ceil(most / step), 1)
            if count <= STEPS:
                return [step * each for each in range(count + 1)]
        power *= _NICE[-1]


def number(value: Decimal) -> str:
    """A number as a chart writes it: no more decimals than it has."""
    return f"{value.normalize():,f}"


def _share(value: Decimal | None, whole: Decimal) -> float | None:
    if value is None:
        return None
    return round(float(value / whole), 4) if whole else 0.0
