"""Quick open: by the beginning of a number or title, the last views where nothing is typed."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.models import Case
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, case_url

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
Stories = Callable[..., Story]


def lines(person: Browser, q: str = "") -> Page:
    """The lines of the dialog."""
    headers = {"HX-Request": "true"}
    return Page(person.client.get(reverse("cases:quick"), {"q": q}, headers=headers))


def case_of(story: Story) -> Case:
    """The story's case."""
    assert story.case is not None
    return story.case


def test_a_number_or_a_title_leads_there(browser: Open, story: Story) -> None:
    case = case_of(story.to_inquiring())
    person = browser("cy.handler").at(story.clock)
    for typed in (case.number, case.number[:6], case.title[:4], case.title[2:5]):
        assert case_url(case) in lines(person, typed), typed
    assert "Nothing begins so" in lines(person, "没有这样的案件")
    assert "<html" not in lines(person, case.number)
    assert "<html" in person.open(reverse("cases:quick"), q=case.number)


def test_nothing_typed_shows_the_last_views(browser: Open, stories: Stories) -> None:
    first, second = (case_of(stories("cy", organ).to_inquiring()) for organ in ("env", "water"))
    story = stories().later(60)
    person = browser("cy.handler").at(story.clock)
    assert "You have opened nothing yet" in lines(person)
    for hour, case in enumerate((first, second, first)):
        person = browser("cy.handler").at(f"{story.today}T{10 + hour}:00")
        person.open(case_url(case))
    html = lines(person).html
    assert html.count(case_url(first)) == 1
    assert html.index(case_url(first)) < html.index(case_url(second))
    assert case_url(first) not in lines(browser("cy.head").at(story.clock))


def test_clues_looked_at_are_among_them(browser: Open, story: Story) -> None:
    clue = story.to_registered().clue
    assert clue is not None
    person = browser("cy.handler").at(story.clock)
    path = reverse("cases:clue", kwargs={"number": clue.number})
    person.open(path)
    person.open(path)
    assert path in lines(person)
    assert path not in lines(browser("cy.head").at(story.clock))


def test_what_one_may_no_longer_see_is_gone(browser: Open, story: Story) -> None:
    case = case_of(story.to_inquiring())
    person = browser("cy.handler2").at(story.clock)
    person.open(case_url(case))
    assert case.title in lines(person)
    story.act(
        ".head", "apply_for_recusal", person="cy.handler2", ground="亲属", received_on=story.today
    )
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    assert case.title not in lines(person)
    assert case.number not in lines(person, case.number[:6])


def test_foreigners_find_nothing(browser: Open, story: Story) -> None:
    case = case_of(story.to_inquiring())
    for who in ("hd.handler", "cy-water.officer", "cy-court.clerk"):
        assert case.title not in lines(browser(who).at(story.clock), case.number)


def test_a_facet_is_not_told_the_state(browser: Open, story: Story) -> None:
    case = case_of(story.to_awaiting_reply())
    page = lines(browser("cy-water.officer").at(story.clock), case.number)
    assert case_url(case) in page
    assert "Awaiting" not in page


def test_the_queries_do_not_grow(browser: Open, stories: Stories) -> None:
    person = browser("cy.handler").at("2026-03-20")
    url = reverse("cases:quick")
    stories("cy").to_inquiring()
    person.queries(url, q="京朝")
    few = person.queries(url, q="京朝")
    for organ in ("env", "urban", "market"):
        stories("cy", organ).to_inquiring()
    assert person.queries(url, q="京朝") == few
    assert few <= 14
