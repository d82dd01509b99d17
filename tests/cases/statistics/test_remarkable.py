"""Which changes are told: not of a few, not small ones, and the largest first."""

import datetime as dt

import pytest

from cases.statistics.periods import month_earlier
from cases.statistics.remarkable import Change, remarkable


@pytest.mark.parametrize(
    ("now", "before", "told", "share"),
    [
        (0, 0, False, None),
        (9, 0, False, None),
        (10, 0, True, None),
        (10, 9, False, None),
        (12, 10, True, "20.0"),
        (119, 100, False, "19.0"),
        (120, 100, True, "20.0"),
        (0, 10, True, "-100.0"),
        (3, 9, False, None),
    ],
)
def test_what_is_worth_a_sentence(now: int, before: int, told: bool, share: str | None) -> None:
    change = Change("a", now, before)
    assert remarkable([change]) == ([change] if told else [])
    assert (None if change.share is None else str(change.share)) == share


def test_two_are_told_and_many_outweigh_few() -> None:
    few, many, fall = Change("few", 16, 10), Change("many", 140, 100), Change("fall", 20, 90)
    assert remarkable([few, many, fall]) == [fall, many]


def test_of_equal_ones_the_order_is_that_of_their_codes() -> None:
    one, other = Change("b", 20, 10), Change("a", 20, 10)
    assert remarkable([one, other]) == [other, one]


@pytest.mark.parametrize(
    ("day", "earlier"),
    [
        ("2026-11-26", "2026-10-26"),
        ("2026-03-31", "2026-02-28"),
        ("2028-03-30", "2028-02-29"),
        ("2026-01-15", "2025-12-15"),
    ],
)
def test_a_month_earlier_is_the_same_day_or_the_last(day: str, earlier: str) -> None:
    assert month_earlier(dt.date.fromisoformat(day)) == dt.date.fromisoformat(earlier)
