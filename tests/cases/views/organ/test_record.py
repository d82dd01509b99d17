"""What an organ's own cases say of it: each figure is the length of its list, and nothing in it is
more than the organ was told.
"""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.urls import reverse

from cases.sweep import sweep
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page
from tests.cases.views.organ.world import LEADER, OFFICER, SECRETS, STRANGERS, TEAM, full_case

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
RECORD = reverse("cases:our_record")
ITEMS = reverse("cases:our_items")


def figures(page: Page) -> dict[str, tuple[int, str]]:
    """The figures by their label: number and address."""
    found = re.findall(r'<a class="figure" href="([^"]*)"><b>(\d+)</b>([^<]*)</a>', page.html)
    return {label: (int(number), unescape(url)) for url, number, label in found}


def listed(page: Page) -> int:
    """How many rows a list has."""
    return len(re.findall(r"<tr[ >]", page.html.split("<tbody>", 1)[1])) if "<tbody>" in page else 0


def check(person: Browser) -> dict[str, int]:
    """The figures, each compared with its list."""
    page = person.open(RECORD)
    found = figures(page)
    for label, (number, url) in found.items():
        assert listed(person.open(url)) == number, label
    for url, number in re.findall(r'<a href="(/cases/\?[^"]*)">(\d+)</a>', page.html):
        assert listed(person.open(unescape(url))) == int(number), url
    return {label: number for label, (number, _url) in found.items()}


def test_replies_in_time_and_late(browser: Open, story: Story, stories: Stories) -> None:
    story.to_following_up()
    late = stories("cy", "water", "2026-01-20").to_awaiting_reply().later(70)
    sweep(late.clock)
    late.reply()
    silent = stories("cy", "water", "2026-02-02").to_awaiting_reply().later(80)
    sweep(silent.clock)
    stories("cy", "water", "2026-05-11").to_awaiting_reply()
    found = check(browser(OFFICER).at("2026-06-20"))
    assert found["Replied in time"] == 1
    assert found["Replied late"] == 1
    assert found["Not replied in time"] == 1
    assert found["Reply period running"] == 1
    assert found["2026"] == 4


def test_suits_failures_and_look_backs(browser: Open, directory: None) -> None:
    full = full_case()
    full.sued()
    officer = browser(OFFICER).at(full.clock)
    before = check(officer)
    assert before["Sued"] == 0, "the suit is not docketed"
    assert before["False"] == 0, "what was found is told with the suit"
    assert "Replied in time, rectified in part or not at all" not in officer.open(RECORD)
    full.later(1).act("cy-court.clerk", "docket", docketed_on=full.today, court_number="1号")
    officer = browser(OFFICER).at(full.clock)
    after = check(officer)
    assert (after["Sued"], after["Sued, not judged yet"], after["False"]) == (1, 1, 1)
    page = officer.open(RECORD)
    assert "Replied in time, rectified in part or not at all" in page
    assert "公开建议一" in officer.open(ITEMS, finding="false")


def test_outcomes_of_suits(browser: Open, story: Story) -> None:
    story.to_judged()
    found = check(browser(OFFICER).at(story.clock))
    assert (found["Sued, not judged yet"], found["Performance ordered"]) == (0, 1)


def test_nothing_of_others_and_nothing_internal(browser: Open, directory: None) -> None:
    full = full_case()
    full.appealed()
    assert full.case is not None
    for who in (OFFICER, LEADER):
        person = browser(who).at(full.clock)
        check(person)
        for url in (RECORD, ITEMS):
            page = person.open(url)
            for secret in (*SECRETS, *TEAM.values()):
                assert secret not in page, (who, url, secret)
    for who in STRANGERS:
        person = browser(who).at(full.clock)
        for url in (RECORD, ITEMS):
            page = person.open(url)
            assert page.status in (200, 404)
            assert full.case.title not in page
            assert not any(number for number, _url in figures(page).values()), (who, url)


@pytest.mark.parametrize("who", ["cy.head", "cy-court.judge", "npc.deputy"])
def test_it_is_for_organs(browser: Open, story: Story, who: str) -> None:
    person = browser(who).at(story.clock)
    assert person.open(RECORD).status == person.open(ITEMS).status == 404


def test_what_is_not_a_filter_filters_nothing(browser: Open, story: Story) -> None:
    story.to_following_up()
    officer = browser(OFFICER).at(story.clock)
    wrong = {"standing": "x", "outcome": "x", "failure": "x", "found": "x", "year": "二零二六"}
    assert listed(officer.open(reverse("cases:cases"), **wrong)) == 1
    assert officer.open(ITEMS, finding="x").status == 200


def test_more_cases_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    story.to_judged()
    officer = browser(OFFICER).at("2026-09-01")
    officer.open(RECORD)
    one = officer.queries(RECORD)
    stories("cy", "water", "2026-01-13").to_judged()
    assert officer.queries(RECORD) == one
