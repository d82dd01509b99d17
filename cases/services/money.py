"""The money of a case, in yuan: claimed, awarded, paid, outstanding; and what the case cost.

Only figures: what is given in is read elsewhere, so that a party's page counts what it may see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from cases.domain.vocabulary import CIVIL_KINDS, Domain
from cases.models import Case, CaseCost, Claim, Payment

NOTHING = Decimal(0)
_ACCOUNT = Payment.Account


def is_ecological(case: Case) -> bool:
    """Whether what is paid in a case is compensation for ecological damage (Opinions 8(3))."""
    return case.kind in CIVIL_KINDS and case.domain == Domain.ENVIRONMENT


@dataclass(frozen=True, slots=True)
class Money:
    """The figures of one case. ``awarded`` is empty while nothing is in force."""

    claimed: Decimal
    awarded: Decimal | None
    paid_into: Mapping[str, Decimal]
    """What was paid, by account; accounts without a payment are not in it."""
    ecological: bool
    costs: Mapping[int, Decimal]
    """What the case cost the procuratorate, by budget year."""

    @classmethod
    def of(
        cls,
        case: Case,
        *,
        claims: Iterable[Claim] = (),
        awarded: Decimal | None = None,
        payments: Iterable[Payment] = (),
        costs: Iterable[CaseCost] = (),
    ) -> Self:
        """Add up the rows given; claims altered since are out of it."""
        standing = [row.amount for row in claims if row.altered_on is None and row.amount]
        return cls(
            claimed=sum(standing, NOTHING),
            awarded=awarded,
            paid_into=_totals((row.account, row.amount) for row in payments),
            ecological=is_ecological(case),
            costs=dict(sorted(_totals((row.budget_year, row.amount) for row in costs).items())),
        )

    @property
    def paid(self) -> Decimal:
        """Everything paid, into whatever account."""
        return sum(self.paid_into.values(), NOTHING)

    @property
    def outstanding(self) -> Decimal:
        """What was awarded and is not paid yet."""
        return max((self.awarded or NOTHING) - self.paid, NOTHING)

    @property
    def for_treasury(self) -> Decimal:
        """The ecological compensation: what was awarded, without what victims and costs got."""
        if not self.ecological or self.awarded is None:
            return NOTHING
        return max(self.awarded - self._into(_ACCOUNT.VICTIM) - self._into(_ACCOUNT.COSTS), NOTHING)

    @property
    def in_treasury(self) -> Decimal:
        """What of it has reached the treasury."""
        return self._into(_ACCOUNT.TREASURY) if self.ecological else NOTHING

    @property
    def not_in_treasury(self) -> Decimal:
        """What of it is not there yet: it goes there in full (Opinions 8(3))."""
        return max(self.for_treasury - self.in_treasury, NOTHING)

    @property
    def paid_elsewhere(self) -> Decimal:
        """What of it was paid, but into a restoration fund."""
        return self._into(_ACCOUNT.RESTORATION_FUND) if self.ecological else NOTHING

    @property
    def treasury_percent(self) -> int | None:
        """How much of it has reached the treasury, in whole percent, rounded down."""
        if not self.for_treasury:
            return None
        return min(int(self.in_treasury * 100 / self.for_treasury), 100)

    @property
    def cost(self) -> Decimal:
        """What the case cost the procuratorate."""
        return sum(self.costs.values(), NOTHING)

    @property
    def is_empty(self) -> bool:
        """Whether no money is in the case."""
        return not (self.claimed or self.awarded or self.paid_into or self.costs)

    def _into(self, account: str) -> Decimal:
        return self.paid_into.get(account, NOTHING)


def _totals[K](rows: Iterable[tuple[K, Decimal]]) -> dict[K, Decimal]:
    found: dict[K, Decimal] = {}
    for key, amount in rows:
        found[key] = found.get(key, NOTHING) + amount
    return found
