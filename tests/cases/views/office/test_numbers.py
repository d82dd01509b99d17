"""The series of a year: its last number, how many are found, and what is missing."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from agencies.models import Organisation
from cases.models import NumberSeries
from cases.services.number_check import Series, series_of
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
NUMBERS = reverse("cases:numbers")


def book(code: str = "cy", year: int = 2026) -> dict[str, Series]:
    """The series of a procuratorate by name."""
    return {each.name: each for each in series_of(Organisation.objects.get(code=code), year)}


def test_no_number_of_a_whole_case_is_missing(browser: Open, story: Story) -> None:
    story.to_judged()
    found = book()
    assert {"公线", "行公立", "行公建"} <= set(found)
    for each in found.values():
        assert (each.found, each.gaps) == (each.last, ()), each.name
    page = browser("cy.registrar").at(story.clock).open(NUMBERS)
    assert "No number is missing" in page
    assert "京朝检行公建〔2026〕" in page


def test_a_gap_is_named(browser: Open, story: Story) -> None:
    story.to_recommended()
    NumberSeries.objects.filter(series="行公建").update(last=3)
    assert book()["行公建"].gaps == (2, 3)
    page = browser("cy.head").at(story.clock).open(NUMBERS)
    assert "2 numbers are missing" in page


def test_only_ones_own_and_only_the_year(browser: Open, story: Story) -> None:
    story.to_recommended()
    page = browser("hd.registrar").at(story.clock).open(NUMBERS)
    assert "No number was given in this year" in page
    assert "京朝检" not in page
    registrar = browser("cy.registrar").at("2027-01-05")
    assert "No number was given in this year" in registrar.open(NUMBERS)
    assert "京朝检行公建〔2026〕" in registrar.open(NUMBERS, year="2026")
    for wrong in ("1066", "今年", "-1"):
        assert registrar.open(NUMBERS, year=wrong).status == 200


def test_more_numbers_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    story.to_judged()
    person = browser("cy.registrar").at("2026-06-01")
    person.open(NUMBERS)
    one = person.queries(NUMBERS)
    stories("cy", "env", "2026-01-13").to_judged()
    assert person.queries(NUMBERS) == one
