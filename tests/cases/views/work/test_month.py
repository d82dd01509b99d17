"""My work by day: what the list holds, on the last day of each period."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.models import Deadline
from cases.views.work.month import month_of
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
Stories = Callable[..., Story]
URL = "/calendar/"


def reply_due(story: Story) -> dt.date:
    """The last day for the organ's reply."""
    row = Deadline.objects.get(case=story.case, code="recommendation_reply")
    assert row.due_on is not None
    return row.due_on


def test_a_deadline_stands_on_its_last_day(browser: Open, story: Story) -> None:
    due_on = reply_due(story.to_awaiting_reply())
    page = browser("cy.handler").at(story.clock).open(URL, month=f"{due_on:%Y-%m}")
    days = {day.date: day for day in page.response.context["days"]}  # type: ignore[attr-defined]
    assert [due.due.row.code for due in days[due_on].dues] == ["recommendation_reply"]
    assert not days[due_on].dues[0].mine
    assert "Waiting for:" in page
    assert story.case is not None
    assert story.case.title in page


def test_what_is_late_is_marked(browser: Open, story: Story) -> None:
    due_on = reply_due(story.to_awaiting_reply())
    later = f"{due_on + dt.timedelta(days=1)}T09:00"
    page = browser("cy.handler").at(later).open(URL, month=f"{due_on:%Y-%m}")
    assert 'class="bad"' in page
    assert "Overdue" in page


def test_months_lead_to_each_other(browser: Open, story: Story) -> None:
    page = browser("cy.handler").at("2026-12-10").open(URL)
    assert "?month=2026-11" in page
    assert "?month=2027-01" in page
    fragment = browser("cy.handler").at("2026-12-10")
    answer = fragment.client.get(URL, {"month": "2027-01"}, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    del story


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "0001-01", "9999-12", "x", "2026-W1"])
def test_no_month_is_the_present_one(text: str) -> None:
    assert month_of(text, dt.date(2026, 8, 3)) == dt.date(2026, 8, 1)


def test_one_sees_ones_own_and_the_head_everything(browser: Open, story: Story) -> None:
    due_on = reply_due(story.to_awaiting_reply())
    month = f"{due_on:%Y-%m}"
    assert story.case is not None
    assert story.case.number in browser("cy.head").at(story.clock).open(URL, month=month)
    for other in ("cy.handler2", "hd.handler", "hd.head"):
        page = browser(other).at(story.clock).open(URL, month=month)
        assert story.case.number not in page
        assert story.case.title not in page


def test_a_letter_of_entrustment_has_its_day(browser: Open, story: Story) -> None:
    story.to_following_up()
    story.act(".handler", "entrust_inquiry", to="hd", matter="核实", received_on=story.today)
    due_on = Deadline.objects.get(case=story.case, code="entrusted_inquiry").due_on
    assert due_on is not None
    page = browser("hd.handler").at(story.clock).open(URL, month=f"{due_on:%Y-%m}")
    assert story.case is not None
    assert story.case.title in page
    assert "1 deadline" in page
    assert story.case.title not in browser("hd.assistant").open(URL, month=f"{due_on:%Y-%m}")


@pytest.mark.parametrize("who", ["cy-water.officer", "cy-court.clerk", "npc.deputy"])
def test_others_have_no_such_page(browser: Open, who: str) -> None:
    assert browser(who).at("2026-08-03").open(URL).status == 404


def test_the_list_leads_there(browser: Open, story: Story) -> None:
    del story
    assert f'href="{URL}"' in browser("cy.handler").at("2026-08-03").open(reverse("cases:work"))


def test_the_queries_do_not_grow(browser: Open, stories: Stories) -> None:
    person = browser("cy.head")
    story = stories("cy").to_awaiting_reply()
    month = f"{reply_due(story):%Y-%m}"
    person.at(story.clock).queries(URL, month=month)
    few = person.queries(URL, month=month)
    for organ in ("env", "urban", "market"):
        stories("cy", organ).to_awaiting_reply()
    assert person.queries(URL, month=month) == few
    assert few <= 16
