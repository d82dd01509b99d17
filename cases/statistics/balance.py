"""How evenly the work is spread over domains, kinds and districts (Opinions 3(2): 优化结构,
均衡发展). Pure Python.

A share says how much of the work a part has; a measure of concentration says in one number whether
the work is spread or stands in few parts. Both describe; neither says how much there should be.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from cases.statistics.changes import rate
from pilit.law.texts import N_

LARGEST: Final = 3
LEAST: Final = 10
"""Of fewer rows a measure says nothing: one more or less would change it by a tenth."""
LEAST_OF_WHOLE: Final = 20
"""Of a whole with fewer rows no share is told: it would tell single cases of others."""
_HUNDREDTH: Final = Decimal("0.01")
_TENTH: Final = Decimal("0.1")
_THIRD: Final = Decimal(1) / 3


class Reading(StrEnum):
    """What a measure of concentration says, by the parts the work is as good as spread over."""

    FEW = "few"
    CONCENTRATED = "concentrated"
    BETWEEN = "between"
    EVEN = "even"


READINGS: Final[Mapping[Reading, str]] = {
    Reading.FEW: N_("Too few to say: fewer than ten."),
    Reading.CONCENTRATED: N_("Concentrated: as if spread evenly over less than a third of all."),
    Reading.BETWEEN: N_("In between: as if spread evenly over a third to two thirds of all."),
    Reading.EVEN: N_("Even: as if spread evenly over two thirds of all or more."),
}

MEASURES: Final[tuple[tuple[str, str], ...]] = (
    (
        N_("Index (Herfindahl)"),
        N_(
            "H = s₁² + s₂² + … + sₙ², where s is the share of each part. 1 means that everything "
            "stands in one part; the least it can be is 1 ÷ n, where n parts have the same. Two "
            "halves give 0.25 + 0.25 = 0.50."
        ),
    ),
    (
        N_("Effective number"),
        N_(
            "N = 1 ÷ H. The work is as concentrated as if it were spread evenly over so many "
            "parts: of the two halves 2, though there are more parts to choose from."
        ),
    ),
    (
        N_("Share of the three largest"),
        N_("C₃ = s₁ + s₂ + s₃: how much of the work stands in the three parts with most."),
    ),
    (
        N_("Reading"),
        N_(
            "N is held against the number of parts there are: below a third of them the work is "
            "concentrated, from two thirds on even. Of fewer than ten rows nothing is read."
        ),
    ),
)
"""Each measure with its formula, and how it is read."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How concentrated numbers are that add up to ``total``, over ``possible`` parts.

    ``index`` is Herfindahl's: the sum of the squares of the shares, from 1 divided by the number of
    parts (all alike) to 1 (all in one). ``effective`` is 1 divided by it: over so many parts the
    same index would come of an even spread. ``largest`` is the share in per cent of the three parts
    with most. All three are ``None`` of nothing.
    """

    total: int
    possible: int
    present: int
    index: Decimal | None
    effective: Decimal | None
    largest: Decimal | None

    @property
    def missing(self) -> int:
        """How many parts have none."""
        return self.possible - self.present

    @property
    def reading(self) -> Reading:
        """What it says in a word."""
        if self.total < LEAST or self.effective is None:
            return Reading.FEW
        if self.effective < self.possible * _THIRD:
            return Reading.CONCENTRATED
        return Reading.BETWEEN if self.effective < self.possible * 2 * _THIRD else Reading.EVEN


def concentration(counts: Iterable[int], possible: int) -> Concentration:
    """The measures over the numbers of the parts; parts without any may be left out."""
    present = sorted((count for count in counts if count > 0), reverse=True)
    total = sum(present)
    if not total:
        return Concentration(0, possible, 0, None, None, None)
    squares = sum(count * count for count in present)
    return Concentration(
        total,
        possible,
        len(present),
        (Decimal(squares) / (total * total)).quantize(_HUNDREDTH),
        (Decimal(total * total) / squares).quantize(_TENTH),
        rate(sum(present[:LARGEST]), total),
    )


@dataclass(frozen=True, slots=True)
class Weight:
    """How much of the work a part has here, and how much of it the same part has in the whole.

    Shares are in per cent; ``None`` of nothing, and of a whole too small to tell.
    """

    count: int
    share: Decimal | None
    of_whole: Decimal | None

    @property
    def points(self) -> Decimal | None:
        """By how many percentage points the part weighs more here than in the whole."""
        if self.share is None or self.of_whole is None:
            return None
        return self.share - self.of_whole


def weights[K](
    parts: Collection[K], here: Mapping[K, int], whole: Mapping[K, int] | None
) -> dict[K, Weight]:
    """The weight of every part, against the same parts of a whole; without one against an even
    spread over all parts.
    """
    total = sum(here.get(part, 0) for part in parts)
    if whole is None:
        even = rate(1, len(parts))
        return {
            part: Weight(here.get(part, 0), rate(here.get(part, 0), total), even) for part in parts
        }
    above = sum(whole.get(part, 0) for part in parts)
    told = above >= LEAST_OF_WHOLE
    return {
        part: Weight(
            here.get(part, 0),
            rate(here.get(part, 0), total),
            rate(whole.get(part, 0), above) if told else None,
        )
        for part in parts
    }


def summed(cells: Mapping[tuple[Any, Any], int], along: int) -> dict[Any, int]:
    """Numbers told apart two ways, added up for one of them: 0 for the first, 1 for the second."""
    found: dict[Any, int] = {}
    for key, count in cells.items():
        found[key[along]] = found.get(key[along], 0) + count
    return found
