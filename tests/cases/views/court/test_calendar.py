"""The court's hearings by day and week, who attended, and the ledger of enforcement."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.urls import reverse

from cases.models import Case, Hearing
from cases.sweep import sweep
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page
from tests.cases.views.organ.world import ABOVE, COURT, SECRETS, TEAM, full_case

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
CALENDAR, ATTENDANCE, LEDGER = (
    reverse(f"cases:{name}") for name in ("hearings", "attendance", "enforcement")
)


def number(story: Story) -> str:
    """The number of the story's case as it stands in addresses."""
    assert story.case is not None
    return quote(story.case.number)


def summoned(story: Story, days: int = 10) -> dt.date:
    """A hearing is set so many days ahead; its day."""
    story.to_on_trial()
    day = (story.clock + dt.timedelta(days=days)).date()
    data = {"hearing_at": f"{day.isoformat()}T14:30", "received_on": story.today}
    story.act(COURT, "give_hearing_notice", **data)
    return day


def open_(browser: Open, story: Story, url: str, who: str = COURT, **query: str) -> Page:
    """A page at the story's clock."""
    return browser(who).at(story.clock).open(url, **query)


def test_a_hearing_stands_in_its_week_and_on_its_day(browser: Open, story: Story) -> None:
    day = summoned(story)
    week = open_(browser, story, CALENDAR, on=day.isoformat())
    assert "14:30" in week
    assert number(story) in week
    assert week.html.count("week-day") == 7
    one = open_(browser, story, CALENDAR, on=day.isoformat(), by="day")
    assert "14:30" in one
    assert one.html.count("week-day") == 1
    other = (day + dt.timedelta(days=7)).isoformat()
    page = open_(browser, story, CALENDAR, on=other)
    assert "14:30" not in page
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page, "there is nothing behind"
    for wrong in ("gestern", "2026-02-31", "0001-01-01", "9999-12-31"):
        assert open_(browser, story, CALENDAR, on=wrong).status == 200, wrong


def test_only_before_the_own_court(browser: Open, story: Story) -> None:
    day = summoned(story)
    for who in ("hd-court.clerk", ABOVE):
        assert "14:30" not in open_(browser, story, CALENDAR, who, on=day.isoformat())
    for who in ("cy.head", "cy-water.leader", "npc.deputy"):
        for url in (CALENDAR, ATTENDANCE, LEDGER):
            assert open_(browser, story, url, who).status == 404, (who, url)


def test_who_attended_by_organ(browser: Open, story: Story) -> None:
    summoned(story)
    assert "No hearing here" in open_(browser, story, ATTENDANCE)
    Hearing.objects.update(held_on=story.clock.date(), organ_head_attended=False, delegate="某科长")
    page = open_(browser, story, ATTENDANCE)
    assert "朝阳区水务局" in page
    assert "某科长" in page
    assert number(story) in open_(browser, story, ATTENDANCE, attended="no", organ="cy-water")
    assert "No hearing here" in open_(browser, story, ATTENDANCE, attended="yes")
    assert "朝阳区水务局" not in open_(browser, story, ATTENDANCE, "hd-court.clerk")
    assert "No hearing here" in open_(browser, story, ATTENDANCE, ABOVE)


def in_force(story: Story) -> Story:
    """From its docketing on to a judgment in force that orders a payment."""
    story.later(60)
    story.act(
        "cy-court.judge",
        "enter_judgment",
        on=story.today,
        court_number="（2026）京0105行初1号",
        served_on=story.today,
        outcome="perform",
        orders=[
            {"text": "责令依法履行职责", "perform_by": "2026-12-31"},
            {"text": "追缴水资源费", "amount": "1000.00", "payee": "财政"},
        ],
    )
    story.later(20)
    sweep(story.clock)
    assert story.case is not None
    story.case.refresh_from_db()
    return story


def test_the_ledger_tells_what_is_open(browser: Open, story: Story) -> None:
    story.to_on_trial()
    assert "Nothing is to be performed" in open_(browser, story, LEDGER)
    in_force(story)
    page = open_(browser, story, LEDGER)
    for shown in (number(story), "责令依法履行职责", "1,000.00"):
        assert shown in page
    story.act(COURT, "transfer_to_enforcement", on=story.today)
    story.act(COURT, "record_enforcement", on=story.today, measure="发出执行通知")
    story.act(COURT, "record_payment", amount="400.00", on=story.today, account="treasury")
    page = open_(browser, story, LEDGER)
    for shown in ("400.00", "600.00", "1 step of enforcement"):
        assert shown in page
    story.clock = story.clock.replace(year=2027)
    assert "row-late" in open_(browser, story, LEDGER)
    for who in ("hd-court.clerk", ABOVE):
        assert number(story) not in open_(browser, story, LEDGER, who, state="all")


def test_the_ledger_tells_nothing_of_the_inquiry(browser: Open, directory: None) -> None:
    full = full_case()
    full.appealed()
    Case.objects.update(closed_on=None)
    for url in (CALENDAR, ATTENDANCE, LEDGER):
        page = open_(browser, full, url, COURT, state="all")
        for secret in (*SECRETS, *TEAM.values()):
            assert secret not in page, (url, secret)


def test_more_cases_cost_no_more_queries(browser: Open, story: Story, stories: Stories) -> None:
    in_force(story.to_on_trial())
    person = browser(COURT).at("2026-09-01")
    for url in (CALENDAR, ATTENDANCE, LEDGER):
        person.open(url)
    one = [person.queries(url) for url in (CALENDAR, ATTENDANCE, LEDGER)]
    in_force(stories("cy", "env", "2026-01-13").to_on_trial())
    Hearing.objects.update(held_on="2026-05-05")
    assert [person.queries(url) for url in (CALENDAR, ATTENDANCE, LEDGER)] == one
