"""Campaigns: who sees one, whose cases are in it, and every number the count of its list."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import User
from cases.actions import perform
from cases.documents.text import plain_text
from cases.models import Case, Clue, LegalDocument
from pilit.law.errors import Invalid, NotFound, NotPermitted, WrongState
from referrals.models import Campaign, CampaignEntry
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db

type Open = Callable[[str], Browser]
PLAN: dict[str, Any] = {
    "name": "守护清水",
    "theme": "整治沿河企业偷排。",
    "domains": ["environment"],
    "place": "bj3",
    "from_on": "2026-01-01",
    "until_on": "2026-12-31",
    "goals": [
        {"figure": "cases_filed", "goal": 2},
        {"figure": "clues_registered", "goal": 4},
        {"figure": "recommendations_served", "goal": 1},
    ],
}
LINK = re.compile(r'<a href="(/campaigns/[^"]*/figures/[^"]*)">(\d+)</a>')


def planned(story: Story, who: str = "bj3.head", **data: Any) -> Campaign:
    """The branch plans one."""
    row = perform("plan_campaign", None, actor_of(who, story.clock), {**PLAN, **data}, story.clock)
    assert isinstance(row.made, Campaign)
    return row.made


def act(story: Story, who: str, action: str, row: Campaign, **data: Any) -> None:
    """Take an action on it."""
    perform(action, row, actor_of(who, story.clock), data, story.clock)
    row.refresh_from_db()


def running(story: Story) -> Campaign:
    """Open, with a case of each of two districts, put in by their own people."""
    row = planned(story)
    act(story, "bj3.chief", "open_campaign", row)
    other = Story("tz").to_inquiring()
    for place, each in (("cy", story), ("tz", other)):
        assert each.case is not None
        act(story, f"{place}.handler", "add_to_campaign", row, numbers=[each.case.number])
    return row


def page_of(row: Campaign) -> str:
    return reverse("referrals:campaign", args=[row.number])


@pytest.mark.parametrize(("who", "cases"), [("bj3.head", 2), ("cy.handler", 1), ("bj.chief", 2)])
def test_every_number_is_the_count_of_its_list(browser: Open, who: str, cases: int) -> None:
    story = Story().to_awaiting_reply()
    row = running(story)
    person = browser(who).at(story.clock)
    page = person.open(page_of(row))
    found = [(unescape(url), int(number)) for url, number in LINK.findall(page.html)]
    assert max(number for url, number in found if "/cases_filed/" in url) == cases
    for url, number in found:
        listed = person.open(url)
        assert listed.html.count("<tr") - 1 == number if number else "<table" not in listed, url
    told = person.open(f"/api/v1/campaigns/{row.number}/")
    assert f'"now":{cases}' in told.html.replace(" ", "")


def test_only_those_in_whose_midst_it_runs_see_it_and_only_their_cases(browser: Open) -> None:
    story = Story().to_inquiring()
    row = planned(story)
    people = list(User.objects.filter(is_active=True).values_list("username", flat=True))

    def seen() -> set[str]:
        return {
            name.partition(".")[0]
            for name in people
            if Campaign.objects.visible_to(actor_of(name, story.clock)).exists()
        }

    assert seen() == {"bj", "bj3"}
    act(story, "bj3.chief", "open_campaign", row)
    assert seen() == {"bj", "bj3", "cy", "tz", "sy", "hr", "pg", "my"}
    assert story.case is not None
    act(story, "bj3.handler", "add_to_campaign", row, numbers=[story.case.number])
    assert story.case.number not in browser("tz.head").at(story.clock).open(page_of(row))
    assert story.case.number in browser("cy.assistant").at(story.clock).open(page_of(row))
    file = reverse("cases:case", args=[story.case.number])
    assert row.name in browser("cy.handler").at(story.clock).open(file)
    assert row.name not in browser("cy-water.officer").at(story.clock).open(file)


def test_who_puts_what_in(directory: None) -> None:
    del directory
    story = Story().to_inquiring()
    row = planned(story)
    with pytest.raises(WrongState):
        act(story, "bj3.head", "add_to_campaign", row, numbers=["1"])
    act(story, "bj3.chief", "open_campaign", row)
    assert story.case is not None
    number = {"numbers": [story.case.number]}
    elsewhere = Story("hd").to_inquiring()
    assert elsewhere.case is not None
    for who, refusal, data in (
        ("tz.handler", Invalid, number),
        ("hd.handler", NotFound, number),
        ("bj.handler", NotPermitted, number),
        ("cy.registrar", NotPermitted, number),
        ("bj3.head", Invalid, {"numbers": [elsewhere.case.number]}),
    ):
        with pytest.raises(refusal):
            act(story, who, "add_to_campaign", row, **data)
    clue = Story("cy", "urban").to_registered().clue
    assert isinstance(clue, Clue)
    act(story, "cy.handler", "add_to_campaign", row, chosen=[clue.number], **number)
    assert row.entries.count() == 2
    out = {"numbers": [clue.number], "reason": "与主题无关"}
    act(story, "cy.head", "take_out_of_campaign", row, **out)
    act(story, "cy.handler", "add_to_campaign", row, numbers=[clue.number])
    assert row.entries.filter(clue=clue).count() == 2


def test_what_is_suggested_is_of_its_days_and_domains_and_not_in_it(browser: Open) -> None:
    story = Story().to_inquiring()
    other = Story("cy", "urban").to_registered(domain="food_drug")
    row = planned(story)
    act(story, "bj3.chief", "open_campaign", row)
    form = reverse("cases:action", args=["campaign", row.number, "add_to_campaign"])
    person = browser("cy.handler").at(story.clock)
    assert story.case is not None
    assert other.clue is not None
    shown = person.open(form)
    assert story.case.number in shown
    assert other.clue.number not in shown
    person.send(form, {**shown.hidden(), "chosen": [story.case.number]})
    assert row.entries.get().put_in_by == person.user
    assert story.case.number not in person.open(form)
    # Of another domain, but of a cause that is in it.
    alike = Story("cy").to_inquiring().case
    assert alike is not None
    Case.objects.filter(pk=alike.pk).update(domain="food_drug")
    assert alike.number in person.open(form)


def test_the_report_says_what_was_set_and_reached_of_all(directory: None) -> None:
    del directory
    story = Story().to_awaiting_reply()
    row = running(story)
    act(story, "bj3.head", "close_campaign", row, findings="日常监管缺位")
    text = plain_text(LegalDocument.objects.get(matter=row).document)
    assert "\t2\t2\t100%" in text
    assert "线索2件、案件2件" in text
    assert "日常监管缺位" in text
    with pytest.raises(WrongState):
        act(story, "cy.handler", "add_to_campaign", row, numbers=["1"])


def test_the_database_keeps_its_rules(directory: None) -> None:
    del directory
    story = Story().to_inquiring()
    row = planned(story)
    for faults in ({"until_on": "2025-01-01"}, {"closed_on": "2026-02-01"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Campaign.objects.filter(pk=row.pk).update(**faults)
    entry = {"campaign": row, "put_in_by": row.writer, "put_in_on": "2026-02-01"}
    CampaignEntry.objects.create(case=Case.objects.get(), **entry)
    for twice in ({"case": Case.objects.get()}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CampaignEntry.objects.create(**entry, **twice)
