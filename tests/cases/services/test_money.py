"""The money of a case: paid, outstanding, and what has reached the treasury."""

from decimal import Decimal

import pytest

from cases.models import Case, CaseCost, Claim, Payment
from cases.services.money import Money

CIVIL = Case(kind="civil", domain="environment")
FOOD = Case(kind="civil", domain="food_drug")


def paid(**accounts: str) -> list[Payment]:
    """Payments, by account."""
    return [Payment(account=name, amount=Decimal(each)) for name, each in accounts.items()]


@pytest.mark.parametrize(
    ("awarded", "payments", "outstanding", "in_treasury", "not_there", "percent"),
    [
        ("100.00", paid(), "100.00", "0", "100.00", 0),
        ("100.00", paid(treasury="40.00"), "60.00", "40.00", "60.00", 40),
        ("100.00", paid(treasury="100.00"), "0", "100.00", "0", 100),
        ("100.00", paid(treasury="60.00", costs="40.00"), "0", "60.00", "0", 100),
        ("100.00", paid(restoration_fund="100.00"), "0", "0", "100.00", 0),
        ("3.00", paid(treasury="1.00"), "2.00", "1.00", "2.00", 33),
        ("100.00", paid(treasury="120.00"), "0", "120.00", "0", 100),
    ],
)
def test_ecological_compensation(
    awarded: str,
    payments: list[Payment],
    outstanding: str,
    in_treasury: str,
    not_there: str,
    percent: int,
) -> None:
    money = Money.of(CIVIL, awarded=Decimal(awarded), payments=payments)
    assert money.outstanding == Decimal(outstanding)
    assert money.in_treasury == Decimal(in_treasury)
    assert money.not_in_treasury == Decimal(not_there)
    assert money.treasury_percent == percent


def test_other_damages_do_not_go_to_the_treasury() -> None:
    money = Money.of(FOOD, awarded=Decimal(10), payments=paid(victim="4.00"))
    assert money.for_treasury == 0
    assert money.treasury_percent is None
    assert money.outstanding == Decimal(6)


def test_claims_altered_since_are_out_of_the_sum() -> None:
    claims = [
        Claim(amount=Decimal("5.00")),
        Claim(amount=None),
        Claim(amount=Decimal("7.00"), altered_on="2026-01-01"),
    ]
    assert Money.of(CIVIL, claims=claims).claimed == 5


def test_costs_by_budget_year() -> None:
    costs = [
        CaseCost(budget_year=2027, amount=Decimal("1.50")),
        CaseCost(budget_year=2026, amount=Decimal("2.00")),
        CaseCost(budget_year=2026, amount=Decimal("0.10")),
    ]
    money = Money.of(CIVIL, costs=costs)
    assert list(money.costs.items()) == [(2026, Decimal("2.10")), (2027, Decimal("1.50"))]
    assert money.cost == Decimal("3.60")
    assert not money.is_empty


def test_a_case_without_money() -> None:
    assert Money.of(CIVIL).is_empty
