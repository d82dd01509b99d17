"""Which figures changed most against the period before. Pure Python.

A change is told where at least ten were counted in one of the two periods and it is at least a
fifth of what was before. Of those the ones come first that are largest against what chance does:
counts of independent things vary by about the root of their number, so the difference is held
against the root of both together. 6 more than 10 so ranks behind 40 more than 100.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Final

from pilit.law.texts import N_

LEAST: Final = 10
FIFTH: Final = 5
TOLD: Final = 2
_TENTH: Final = Decimal("0.1")

RULE: Final = N_(
    "Told are at most two figures: of those with at least ten in one of the periods that changed "
    "by a fifth or more, the ones whose change is largest against the root of both numbers "
    "together, which is what chance does."
)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure now and in the period before."""

    code: str
    now: int
    before: int

    @property
    def is_remarkable(self) -> bool:
        """Whether it is worth a sentence."""
        large = max(self.now, self.before) >= LEAST
        return large and abs(self.now - self.before) * FIFTH >= max(self.before, 1)

    @property
    def weight(self) -> float:
        """How large the change is against what chance does."""
        return abs(self.now - self.before) / sqrt(max(self.now + self.before, 1))

    @property
    def share(self) -> Decimal | None:
        """By how many per cent it rose, or fell if negative; ``None`` of fewer than ten before: of
        a few a share says little.
        """
        if self.before < LEAST:
            return None
        difference = Decimal(self.now - self.before) * 100 / self.before
        return difference.quantize(_TENTH)


def remarkable(changes: Iterable[Change]) -> list[Change]:
    """The changes to be told, the most remarkable first."""
    found = [change for change in changes if change.is_remarkable]
    return sorted(found, key=lambda change: (-change.weight, change.code))[:TOLD]
