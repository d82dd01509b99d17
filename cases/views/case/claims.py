"""The claims of a suit in a table: those that stand with their total, and those before."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from cases.models import Claim


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one suit. ``total`` is empty where none asks for money."""

    standing: list[Claim]
    earlier: list[Claim]
    total: Decimal | None

    @classmethod
    def of(cls, rows: Iterable[Claim]) -> Self:
        """Sort them; those altered since are out of the total."""
        rows = list(rows)
        standing = [claim for claim in rows if claim.altered_on is None]
        amounts = [claim.amount for claim in standing if claim.amount is not None]
        earlier = [claim for claim in rows if claim.altered_on is not None]
        return cls(standing, earlier, sum(amounts, Decimal()) if amounts else None)
