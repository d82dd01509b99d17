"""Shares and measures of concentration, against numbers reckoned by hand."""

from decimal import Decimal

import pytest

from cases.statistics.balance import Reading, Weight, concentration, summed, weights


@pytest.mark.parametrize(
    ("counts", "possible", "index", "effective", "largest", "reading"),
    [
        ([], 4, None, None, None, Reading.FEW),
        ([0, 0], 4, None, None, None, Reading.FEW),
        ([9], 4, "1.00", "1.0", "100.0", Reading.FEW),
        ([10], 4, "1.00", "1.0", "100.0", Reading.CONCENTRATED),
        ([5, 5], 4, "0.50", "2.0", "100.0", Reading.BETWEEN),
        ([5, 5, 5, 5], 4, "0.25", "4.0", "75.0", Reading.EVEN),
        # 0.6² + 0.2² + 0.1² + 0.1² = 0.42
        ([60, 20, 10, 10], 16, "0.42", "2.4", "90.0", Reading.CONCENTRATED),
        ([1, 1, 1, 1, 1, 5], 6, "0.30", "3.3", "70.0", Reading.BETWEEN),
    ],
)
def test_concentration(
    counts: list[int],
    possible: int,
    index: str | None,
    effective: str | None,
    largest: str | None,
    reading: Reading,
) -> None:
    found = concentration(counts, possible)
    wanted = tuple(None if each is None else Decimal(each) for each in (index, effective, largest))
    assert (found.index, found.effective, found.largest) == wanted
    assert found.reading == reading
    assert found.missing == possible - sum(1 for each in counts if each)


def test_a_share_is_held_against_that_of_the_whole() -> None:
    found = weights("abc", {"a": 3, "b": 1}, {"a": 10, "b": 20, "c": 10})
    assert found["a"] == Weight(3, Decimal("75.0"), Decimal("25.0"))
    assert found["a"].points == Decimal("50.0")
    assert found["b"].points == Decimal("-25.0")
    assert found["c"] == Weight(0, Decimal("0.0"), Decimal("25.0"))


def test_of_a_small_whole_and_of_nothing_no_share_is_told() -> None:
    found = weights("ab", {"a": 3}, {"a": 10, "b": 9})
    assert found["a"].of_whole is None
    assert found["a"].points is None
    assert weights("ab", {}, {"a": 30})["a"] == Weight(0, None, Decimal("100.0"))


def test_without_a_whole_the_spread_is_held_against_an_even_one() -> None:
    found = weights("abcd", {"a": 3, "b": 1}, None)
    assert [found[each].points for each in "abcd"] == [
        Decimal("50.0"),
        Decimal("0.0"),
        Decimal("-25.0"),
        Decimal("-25.0"),
    ]
    assert weights("", {}, None) == {}


def test_cells_add_up_both_ways() -> None:
    cells = {("x", "a"): 2, ("x", "b"): 1, ("y", "a"): 4}
    assert summed(cells, 0) == {"x": 3, "y": 4}
    assert summed(cells, 1) == {"a": 6, "b": 1}
