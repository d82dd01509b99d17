"""Recurring failures: grouped alike whatever the order, and every number the count of its list."""

import random
import re
from collections.abc import Callable
from html import unescape
from itertools import count

import pytest
from django.urls import reverse

from agencies.models import Organisation
from cases.models import Case, LookBack, Recusal
from cases.statistics.patterns import By, Failing, grouped
from tests.cases.conftest import Story
from tests.cases.shelf import kept_rows
from tests.cases.statistics.conftest import LATER
from tests.cases.views.conftest import Browser

WATER, NAMES = "怠于履行水资源监督管理职责", ("水务局", "环境局", "市水务局")
LINK = re.compile(r'<a (?:class="bad" )?href="(/patterns/[^"/]+/[^"]*)">(\d+)</a>')
YEARS = {"from": "2026-01", "to": "2027-12"}


def organs() -> dict[str, Organisation]:
    """Two organs of a district, the first of which has a superior."""
    city = Organisation(pk=1, short_name=NAMES[2])
    water = Organisation(pk=2, short_name=NAMES[0], parent=city)
    return {"city": city, "water": water, "env": Organisation(pk=3, short_name=NAMES[1])}


KEYS = count(1)


def failing(organ: Organisation, cause: str = WATER, **more: object) -> Failing:
    pk = next(KEYS)
    facts = {"domain": "environment", "place": 10, **more}
    return Failing(pk=pk, number=f"{pk}号", organ=organ, cause=cause, **facts)  # type: ignore[arg-type]


def test_causes_that_read_alike_are_one_failure() -> None:
    water = organs()["water"]
    alike = [
        failing(water, cause)
        for cause in (WATER, "怠于履行水资源监管职责", "未依法履行水资源监督管理职责")
    ]
    others = [
        failing(water, f"怠于履行{duty}监督管理职责") for duty in ("食品安全", "燃气设施保护")
    ]
    found = grouped([*alike, *others])
    assert [each.rows for each in found] == [tuple(alike)]
    assert found[0].cause == WATER


def test_another_organ_or_domain_is_another_failure() -> None:
    each = organs()
    rows = [failing(each["water"]), failing(each["env"]), failing(each["water"], domain="other")]
    assert grouped(rows) == []


def test_the_order_of_the_cases_does_not_matter() -> None:
    water = organs()["water"]
    duties = ("水资源", "水资源和节约用水", "食品安全", "燃气设施保护", "建筑垃圾")
    rows = [failing(water, f"怠于履行{duty}监督管理职责") for duty in duties for _each in range(3)]
    expected = [each.rows for each in grouped(rows)]
    for seed in range(5):
        shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311 - no secret
        assert [each.rows for each in grouped(shuffled)] == expected


def test_organs_of_one_superior_are_put_together() -> None:
    each = organs()
    beside = Organisation(pk=4, short_name="区水务局", parent=each["city"])
    rows = [failing(each["water"]), failing(beside, place=11)]
    assert grouped(rows) == []
    (found,) = grouped(rows, By.LINE)
    assert found.organ == each["city"]
    assert found.places == {10: 1, 11: 1}


def test_what_is_told_of_a_failure() -> None:
    water = organs()["water"]
    rows = [
        failing(water, failure="no_reply"),
        failing(water, failure="no_reply", relapsed=True),
        failing(water, place=11),
    ]
    (found,) = grouped(rows)
    assert (found.number, found.relapsed, found.failures) == (3, (rows[1],), {"no_reply": 2})
    assert list(found.places.items()) == [(10, 2), (11, 1)]


@pytest.fixture
def recurred(directory: None) -> None:
    """Three cases of Chaoyang and one of Haidian against their water bureaus; one relapsed."""
    kept_rows("failures that recur", _tell)


def _tell() -> None:
    for place in ("cy", "cy", "cy", "hd"):
        Story(place).to_inquiring()
    case = Case.objects.filter(procuratorate__code="cy").order_by("id")[0]
    LookBack.objects.create(case=case, on="2026-03-02", conclusion="relapsed")


def numbers(person: Browser, **query: str) -> dict[str, int]:
    """The numbers of the page, by the address of the list behind each."""
    page = person.open(reverse("referrals:patterns"), **YEARS, **query)
    assert page.status == 200
    return {unescape(url): int(number) for url, number in LINK.findall(page.html)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "by", "most"), [("cy.head", "", 3), ("bj.chief", "line", 4), ("hd.chief", "", 0)]
)
def test_every_number_is_the_count_of_its_list(
    open_as: Callable[[str], Browser], recurred: None, who: str, by: str, most: int
) -> None:
    person = open_as(who).at(LATER)
    found = numbers(person, **({"by": by} if by else {}))
    assert max(found.values(), default=0) == most
    for url, number in found.items():
        listed = person.open(url)
        assert f"{number} in all" in listed, url
        assert listed.html.count("<tr") - 1 == number


@pytest.mark.django_db
def test_a_case_one_is_recused_from_is_in_no_number(
    open_as: Callable[[str], Browser], recurred: None
) -> None:
    person = open_as("cy.chief").at(LATER)
    case = Case.objects.filter(procuratorate__code="cy").order_by("id")[0]
    Recusal.objects.create(case=case, person=person.user, decided_on=case.filed_on, ground="近亲属")
    found = numbers(person)
    assert set(found.values()) == {2}
    for url in found:
        assert case.number not in person.open(url)


@pytest.mark.django_db
def test_its_queries_do_not_grow(open_as: Callable[[str], Browser], recurred: None) -> None:
    person = open_as("bj.chief").at(LATER)
    url = reverse("referrals:patterns")
    person.open(url, **YEARS)
    few, many = (person.queries(url, **YEARS, **more) for more in ({"at": "hd"}, {}))
    assert few == many


@pytest.mark.django_db
def test_a_campaign_and_a_recommendation_begin_from_it(
    open_as: Callable[[str], Browser], recurred: None
) -> None:
    person = open_as("cy.head").at(LATER)
    page = person.open(reverse("referrals:patterns"), **YEARS)
    links = [
        unescape(url)
        for url in re.findall(r'href="(/(?:campaigns|governances)/[^"]+\?[^"]*)"', page.html)
    ]
    assert len(links) == 2
    for url in links:
        form = person.open(url)
        assert form.status == 200
        for case in Case.objects.filter(procuratorate__code="cy"):
            assert case.number in form
    assert open_as("cy.handler").at(LATER).open(reverse("referrals:patterns")).status == 404
