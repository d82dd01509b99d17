"""Who has how much, and why it is late: every number is the length of the list it links to."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.urls import reverse

from agencies.models import Appointment
from cases.models import Recusal
from cases.sweep import sweep
from tests.cases.conftest import Story, moment
from tests.cases.views.conftest import Browser, Page

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
WORKLOAD = reverse("cases:workload")


def figures(page: Page) -> list[tuple[str, int]]:
    """The numbers of the table with the addresses behind them."""
    found = re.findall(r'<a href="(/cases/\?[^"]*)"[^>]*>(\d+)</a>', page.html)
    return [(unescape(url), int(number)) for url, number in found]


def listed(page: Page) -> int:
    """How many rows a list has."""
    return len(re.findall(r"<tr[ >]", page.html.split("<tbody>", 1)[1])) if "<tbody>" in page else 0


@pytest.fixture
def busy(story: Story, stories: Stories) -> None:
    """One case waits late for the organ, one late on one's own duty, one falls due this week."""
    story.to_awaiting_reply()
    story.act(".handler", "record_with_superior", what="recommendation", on=story.today)
    stories("cy", "env", "2026-02-20").to_inquiring()
    stories("cy", "gov", "2026-04-02").to_inquiring()
    sweep(moment("2026-04-15"))


def test_every_number_is_the_length_of_its_list(browser: Open, busy: None) -> None:
    del busy
    for who in ("cy.head", "cy.chief", "cy.registrar", "bj3.head"):
        person = browser(who).at("2026-04-15")
        page = person.open(WORKLOAD)
        for url, number in figures(page):
            assert listed(person.open(url)) == number, (who, url)
        if who.startswith("cy."):
            assert sum(number for _url, number in figures(page)) > 3


def test_why_it_is_late_is_said_in_words(browser: Open, busy: None) -> None:
    del busy
    page = browser("cy.head").at("2026-04-15").open(WORKLOAD)
    assert "Waiting for 朝阳区水务局: Reply to the recommendation" in page
    assert "Own duty: " in page


def test_who_left_with_cases_is_still_counted(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    assert story.case.handler is not None
    Appointment.objects.filter(person=story.case.handler).delete()
    head = browser("cy.head").at(story.clock)
    page = head.open(WORKLOAD)
    assert story.case.handler.name in page
    assert listed(head.open(reverse("cases:cases"), handler="cy.handler")) == 1


def test_a_case_one_is_recused_from_is_not_counted(browser: Open, story: Story) -> None:
    story.to_inquiring()
    head = browser("cy.head").at(story.clock)
    assert any(number for _url, number in figures(head.open(WORKLOAD)))
    assert story.case is not None
    Recusal.objects.create(
        case=story.case, person=head.user, decided_on=story.clock.date(), ground="亲属"
    )
    assert not any(number for _url, number in figures(head.open(WORKLOAD)))


@pytest.mark.parametrize("who", ["cy.handler", "cy-water.leader", "cy-court.judge", "npc.deputy"])
def test_it_is_for_those_who_lead_and_register(browser: Open, story: Story, who: str) -> None:
    person = browser(who).at(story.clock)
    for name in ("workload", "assignment", "numbers", "archive"):
        assert person.open(reverse(f"cases:{name}")).status == 404, name


def test_what_is_not_a_filter_filters_nothing(browser: Open, busy: None) -> None:
    del busy
    head = browser("cy.head").at("2026-04-15")
    every = listed(head.open(reverse("cases:cases")))
    assert listed(head.open(reverse("cases:cases"), handler="nobody", period="nothing")) == every


def test_more_cases_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    story.to_inquiring()
    head = browser("cy.head").at("2026-04-15")
    head.open(WORKLOAD)
    one = head.queries(WORKLOAD)
    stories("cy", "env", "2026-01-13").to_inquiring()
    assert head.queries(WORKLOAD) == one
