"""Support of another's suit, and what a case costs."""

from typing import Any

import pytest

from cases.models import CaseCost, EligibilityCheck, SupportedSuit
from pilit.law.errors import DomainError
from tests.cases.compensation_story import CHECKLIST, HOLDER, Compensation

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(directory: None) -> Compensation:
    """Polluted ground in Chaoyang."""
    return Compensation()


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"checklist": []}, {"checklist"}),
        ({"checklist": CHECKLIST[:4]}, {"checklist"}),
        ({"checklist": [*CHECKLIST[:4], CHECKLIST[0]]}, {"checklist"}),
        ({"checklist": [{**CHECKLIST[0], "met": False}, *CHECKLIST[1:]]}, {"checklist.0.met"}),
        ({"checklist": [*CHECKLIST[:4], {**CHECKLIST[4], "proof": ""}]}, {"checklist.4.proof"}),
        ({"court": "cy-env"}, {"court"}),
        ({"means": []}, {"means"}),
        ({"means": ["money"]}, {"means.0"}),
        ({"submitted_on": "2026-01-01"}, {"submitted_on"}),
    ],
)
def test_support_that_is_refused(
    story: Compensation, changed: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(DomainError) as refused:
        story.supported(**changed)
    assert set(refused.value.errors) == fields


def test_only_environmental_organisations_are_checked(story: Compensation) -> None:
    story.supported(plaintiff_kind="relative", checklist=[])
    assert not EligibilityCheck.objects.exists()


def test_support_gets_numbers_and_keeps_the_checklist(story: Compensation) -> None:
    story.supported().later(5).decided("withdraw_support", ground="other", note="原告资格存疑")
    row = SupportedSuit.objects.get()
    assert "支诉〔2026〕1号" in row.number
    assert "撤支〔2026〕1号" in row.withdrawal_number
    assert row.checks.count() == 5


def test_support_of_the_right_holders_suit_is_filled_in(story: Compensation) -> None:
    from_talks = story.failed()
    from_talks.act(HOLDER, "right_holder_sues", court="bj3-court", on=story.today)
    from_talks.supported(plaintiff_kind="right_holder", checklist=[])
    assert from_talks.case is not None
    assert from_talks.case.state == "supporting"


@pytest.mark.parametrize(
    ("given", "year"),
    [({}, 2026), ({"budget_year": 2027}, 2027), ({"budget_year": 2025}, 2025)],
)
def test_costs_and_their_budget_year(story: Compensation, given: dict[str, int], year: int) -> None:
    story.filed().act(
        ".handler", "record_cost", kind="appraisal", amount="86000.00", on=story.today, **given
    )
    row = CaseCost.objects.get()
    assert (row.budget_year, str(row.amount)) == (year, "86000.00")


@pytest.mark.parametrize("year", [2020, 20260, "x"])
def test_a_budget_year_that_cannot_be(story: Compensation, year: Any) -> None:
    story.filed()
    with pytest.raises(DomainError) as refused:
        story.act(
            ".handler",
            "record_cost",
            kind="other",
            amount="1.00",
            on=story.today,
            budget_year=year,
        )
    assert set(refused.value.errors) == {"budget_year"}


def test_only_the_court_seised_acts(story: Compensation) -> None:
    story.supported("civil").later(5).decided("withdraw_support", ground="claims_dropped")
    story.supported(court="bj3-court")
    outcome = {"outcome": "upheld", "on": story.today}
    with pytest.raises(DomainError) as refused:
        story.act("bj4-court.clerk", "record_supported_outcome", **outcome)
    assert refused.value.code == "not_permitted"
    story.act("bj3-court.clerk", "record_supported_outcome", **outcome)
