"""What a court enters: the periods its dates start are shown before anything is saved."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from agencies.models import Notification
from cases.models import Case, Deadline, Event, FormDraft, Judgment
from pilit.web.texts import full_date
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
CLERK, JUDGE = "cy-court.clerk", "cy-court.judge"
HTMX = {"HX-Request": "true"}
NUMBER = "（2026）京0105行初1号"


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


def address(story: Story, name: str) -> str:
    """The page on which the court enters something."""
    return reverse("cases:court_entry", kwargs={"number": case_of(story).number, "name": name})


def judgment(story: Story, **more: Any) -> dict[str, Any]:
    """A judgment as typed into the form."""
    return {
        "on": story.today,
        "court_number": NUMBER,
        "served_on": story.today,
        "outcome": "perform",
        "orders-0-text": "责令履行",
        "orders-0-perform_by": "2026-12-31",
        **more,
    }


def mark(page: Page) -> str:
    """The mark of the periods the page shows."""
    found = re.search(r'name="_clocks" value="([^"]*)"', page.html)
    assert found is not None
    return found[1]


def days_of(story: Story) -> dict[str, dt.date | None]:
    """The deadlines of the case by code."""
    rows = Deadline.objects.filter(case=story.case)
    return dict(rows.values_list("code", "due_on"))


def test_the_periods_are_shown_while_the_dates_are_typed(browser: Open, story: Story) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    before = days_of(story), Event.objects.count(), Notification.objects.count()
    data = judgment(story, outcome="", court_number="", **{"orders-0-text": ""}, _preview="1")
    page = person.send(address(story, "enter_judgment"), data, **HTMX)
    assert page.status == 200
    assert "<html" not in page
    assert "Appeal against the judgment" in page
    end = (story.clock + dt.timedelta(days=15)).date()
    assert f"{end.year}" in page
    assert "Recording of the first-instance judgment" not in page, "not the court's business"
    assert (days_of(story), Event.objects.count(), Notification.objects.count()) == before
    assert not Judgment.objects.exists()


def test_a_ruling_has_a_shorter_period(browser: Open, story: Story) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    data = judgment(story, is_ruling="true", _preview="1")
    page = person.send(address(story, "enter_judgment"), data, **HTMX)
    assert "Appeal against the ruling" in page
    assert "Appeal against the judgment" not in page


def test_nothing_is_foreseen_while_a_day_is_missing(browser: Open, story: Story) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    page = person.send(
        address(story, "enter_judgment"), judgment(story, served_on="", _preview="1"), **HTMX
    )
    assert "Once the dates are filled in" in page
    assert mark(page) == ""


def test_without_javascript_the_first_sending_shows_and_the_second_saves(
    browser: Open, story: Story
) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    url = address(story, "enter_judgment")
    form = person.open(url)
    data = form.hidden() | judgment(story) | {"_clocks": ""}
    shown = person.send(url, data)
    assert shown.status == 200
    assert "Not saved yet. Check the periods below, then save." in shown
    assert not Judgment.objects.exists()
    saved = person.send(url, data | {"_clocks": mark(shown)})
    assert saved.url == case_url(case_of(story))
    assert Judgment.objects.get().court_number == NUMBER
    assert "Appeal against the judgment: until" in saved
    assert "Recording of the first-instance judgment" not in saved


def test_what_was_foreseen_is_what_comes(browser: Open, story: Story) -> None:
    story.to_suit_filed().later(2)
    person = browser(CLERK).at(story.clock)
    url = address(story, "docket")
    data = {"docketed_on": story.today, "court_number": NUMBER}
    shown = person.send(url, data | {"_preview": "1"}, **HTMX)
    person.send(url, person.open(url).hidden() | data | {"_clocks": mark(shown)})
    came = days_of(story)
    case_of(story).refresh_from_db()
    assert case_of(story).state == "on_trial"
    for code in ("complaint_service", "first_instance"):
        day = came[code]
        assert day is not None
        assert full_date(day) in shown


def test_another_day_is_shown_again_before_it_is_saved(browser: Open, story: Story) -> None:
    story.to_suit_filed().later(4)
    person = browser(CLERK).at(story.clock)
    url = address(story, "docket")
    data = {"docketed_on": story.today, "court_number": NUMBER}
    old = mark(person.send(url, data | {"_preview": "1"}, **HTMX))
    yesterday = (story.clock - dt.timedelta(days=1)).date().isoformat()
    page = person.send(url, data | {"docketed_on": yesterday, "_clocks": old})
    assert "Not saved yet" in page
    assert mark(page) != old


def test_what_starts_nothing_is_saved_at_once(browser: Open, story: Story) -> None:
    story.to_on_trial().later(5)
    person = browser(CLERK).at(story.clock)
    page = person.send(address(story, "hold_trial"), {"on": story.today})
    assert page.url == case_url(case_of(story))


def test_errors_keep_what_was_typed(browser: Open, story: Story) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    page = person.send(address(story, "enter_judgment"), judgment(story, outcome=""))
    assert page.status == 422
    assert "责令履行" in page
    assert not Judgment.objects.exists()


def test_rows_are_added_without_javascript(browser: Open, story: Story) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    page = person.send(address(story, "enter_judgment"), judgment(story, _add="orders"))
    assert 'name="orders-1-text"' in page
    assert FormDraft.objects.filter(person=person.user, action="enter_judgment").exists()


def test_a_case_changed_meanwhile_is_not_overwritten(browser: Open, story: Story) -> None:
    story.to_on_trial().later(30)
    person = browser(JUDGE).at(story.clock)
    url = address(story, "enter_judgment")
    hidden = person.open(url).hidden()
    data = hidden | judgment(story)
    shown = mark(person.send(url, judgment(story, _preview="1"), **HTMX))
    story.act(CLERK, "hold_trial", on=story.today)
    page = person.send(url, data | {"_clocks": shown})
    assert page.status == 422
    assert not Judgment.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("hd-court.judge", 404),
        ("bj3-court.judge", 404),
        ("cy-water.officer", 404),
        ("cy.handler", 404),
    ],
)
def test_nobody_else_enters_for_the_court(
    browser: Open, story: Story, who: str, status: int
) -> None:
    story.to_on_trial()
    assert browser(who).at(story.clock).open(address(story, "enter_judgment")).status == status


def test_what_is_not_the_courts_is_not_offered(browser: Open, story: Story) -> None:
    story.to_on_trial()
    person = browser(CLERK).at(story.clock)
    assert person.open(address(story, "record_measure")).status == 403
    assert person.open(address(story, "review_draft")).status == 404
    assert person.open(address(story, "no_such_thing")).status == 404
