"""A procurator's day beside the case itself: the calendar, the list, quick open, the comparison."""

import pytest
from django.urls import reverse

from cases.models import Case
from tests.browser.conftest import Clock, Town
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def case(town: Town, clock: Clock) -> Case:
    """A case with an answer, and the clock on the day after it."""
    del town
    place = {
        "address": "朝阳区酒仙桥路一号",
        "region": "110105",
        "lng": "116.491000",
        "lat": "39.972000",
    }
    Story(organ="env").to_registered(place=place)
    told = Story().to_registered(place=place)
    story = Story().to_following_up().later(1)
    clock.now = story.clock
    assert told.clue is not None
    assert story.case is not None
    return story.case


def test_the_work_by_day(town: Town, case: Case) -> None:
    handler = town.person("cy.handler")
    page = handler.open("/")
    page.locator(".tabs a[href='/calendar/']").click()
    page.wait_for_url("**/calendar/")
    handler.look()
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/calendar/?month=*")
    page.wait_for_load_state("networkidle")
    handler.look()
    handler.open("/profile/")
    page.locator("form[action*='calendar/renew'] button").click()
    page.wait_for_selector("#feed-address")
    handler.look()
    assert page.input_value("#feed-address").endswith(".ics")
    handler.open(reverse("cases:clue", args=[case.clue.number]))


def test_a_list_of_ones_own(town: Town, case: Case) -> None:
    head = town.person("cy.head")
    page = head.open("/cases/?domain=environment")
    page.locator(".list-tools summary").first.click()
    page.locator(".list-tools a[href*='/filters/']").first.click()
    page.fill("input[name=name]", "环境案件")
    head.look()
    page.locator("main .btn-primary").click()
    page.wait_for_url("**/cases/?*")
    head.look()
    page.locator(".list-tools summary").last.click()
    head.look()
    page.check("input[name=column][value=address]")
    page.locator(".menu-form button").click()
    page.wait_for_selector("[data-label='详细地址']")
    page.check("[data-all=case]")
    assert page.locator("input[name=case]:not(:checked)").count() == 0
    page.locator("button[formaction$='/assign/']").click()
    page.wait_for_url("**/assign/")
    page.select_option("#lead", "cy.handler2")
    head.look()
    page.locator("button[name=assign]").click()
    page.wait_for_load_state("networkidle")
    head.look()
    case.refresh_from_db()
    assert case.handler is not None
    assert case.handler.username == "cy.handler2"


def test_quick_open_by_keys_alone(town: Town, case: Case) -> None:
    handler = town.person("cy.handler")
    page = handler.open("/clues/")
    page.keyboard.press("Control+k")
    page.wait_for_selector("#quick[open] [role=status]", state="attached")
    handler.look()
    page.keyboard.type(case.number[:8])
    page.wait_for_selector(".hits a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.hits a')")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    handler.open("/")
    page.keyboard.press("Control+k")
    page.wait_for_selector(".hits a")
    assert case.number in page.locator(".hits").inner_text()
    page.keyboard.press("Escape")
    assert not page.evaluate("document.getElementById('quick').open")


def test_the_head_of_a_case_stays_and_items_are_compared(town: Town, case: Case) -> None:
    handler = town.person("cy.handler")
    page = handler.open(reverse("cases:case", args=[case.number]))
    assert page.locator(".case-bar").is_hidden()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector(".case-bar:not([hidden])")
    handler.seen.clear()
    handler.look()
    assert case.number in page.locator(".case-bar").inner_text()
    page.locator("a[href$='/compare/']").click()
    page.wait_for_url("**/compare/")
    handler.look()
