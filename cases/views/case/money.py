"""The money card: what was claimed, awarded and paid, whether ecological compensation has reached
the treasury, and, for insiders, what the case cost.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from agencies.actor import Actor
from cases.models import Agreement, Case, CaseCost, Claim, Payment
from cases.services.money import Money
from cases.services.titles import of_agreement, title_of
from cases.views.facets import seen


@dataclass(frozen=True, slots=True)
class MoneyCard:
    """The figures and the rows behind them."""

    money: Money
    payments: list[Payment]
    costs: list[CaseCost]
    performed_on: dt.date | None
    """The day on which all that is in force was performed, as reported."""

    @property
    def accounts(self) -> list[tuple[str, Decimal]]:
        """What was paid into each account, by its name."""
        return [
            (str(account.label), self.money.paid_into[account])
            for account in Payment.Account
            if account in self.money.paid_into
        ]


def money_of(case: Case) -> MoneyCard:
    """All the money of a case, for those who see it from inside."""
    payments, costs = list(case.payments.order_by("on", "id")), list(case.costs.all())
    title = title_of(case)
    money = Money.of(
        case,
        claims=_pending(case),
        awarded=title.amount if title else None,
        payments=payments,
        costs=costs,
    )
    return MoneyCard(money, payments, costs, title.performed_on if title else None)


def money_before_court(case: Case, actor: Actor) -> MoneyCard:
    """The figures a court may see: the claims before it, what is in force, what was paid. The
    payments themselves stand on its page among the steps of enforcement.
    """
    claims = seen(Claim, actor, case).filter(suit__in=case.suits.pending())
    title = title_of(case)
    awarded = title.amount if title else None
    payments = seen(Payment, actor, case)
    money = Money.of(case, claims=claims, awarded=awarded, payments=payments)
    return MoneyCard(money, [], [], title.performed_on if title else None)


def money_of_agreement(case: Case, actor: Actor) -> MoneyCard:
    """The money a right-holder may see: what was agreed with it and what was paid on it."""
    agreement = (
        seen(Agreement, actor, case).filter(confirmed_on__isnull=False).order_by("-id").first()
    )
    title = of_agreement(agreement) if agreement else None
    payments = list(seen(Payment, actor, case).order_by("on", "id"))
    awarded = title.amount if title else None
    money = Money.of(case, awarded=awarded, payments=payments)
    return MoneyCard(money, payments, [], title.performed_on if title else None)


def _pending(case: Case) -> list[Claim]:
    return list(Claim.objects.filter(suit__in=case.suits.pending()))
