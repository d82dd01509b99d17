"""The organ's inbox: what is asked of it and by when, in plain words, the most urgent first."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
REPLY = "Perform your duty and reply in writing"


def inbox(browser: Open, story: Story, who: str = "cy-water.officer") -> Page:
    """What stands in the inbox at the story's clock."""
    return browser(who).at(story.clock).open(reverse("cases:work"))


def test_a_recommendation_asks_for_a_reply_and_says_what_silence_means(
    browser: Open, story: Story
) -> None:
    story.to_awaiting_reply()
    page = inbox(browser, story)
    assert "1 thing is asked of you" in page
    assert REPLY in page
    assert "no later than 7 Apr" in page
    assert "may file an administrative public-interest suit" in page
    assert "Interp. 21" in page
    assert "/reply/" in page
    assert "ask-late" not in page


def test_both_posts_of_the_organ_are_asked(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    assert REPLY in inbox(browser, story, "cy-water.leader")
    assert REPLY not in inbox(browser, story, "cy-env.officer")


def test_what_is_overdue_stays_until_it_is_made_good(browser: Open, story: Story) -> None:
    story.to_awaiting_reply().later(80)
    page = inbox(browser, story)
    assert REPLY in page
    assert "ask-late" in page
    story.reply()
    assert REPLY not in inbox(browser, story)


def test_a_promise_is_kept_in_view(browser: Open, story: Story) -> None:
    story.to_awaiting_reply().later(20)
    items = [
        {"no": 1, "measure": "已处罚", "status": "done"},
        {"no": 2, "measure": "追缴中", "status": "in_progress", "finish_by": "2026-05-31"},
    ]
    story.reply(kind="plan", items=items)
    page = inbox(browser, story)
    assert "Finish item 2 as you said you would" in page
    assert "Finish item 1" not in page
    assert "no later than 31 May" in page
    story.later(10)
    story.reply()
    assert "Finish item 2" not in inbox(browser, story)


def test_a_suit_asks_for_defence_attendance_and_performance(browser: Open, story: Story) -> None:
    story.to_on_trial()
    assert "File your defence" not in inbox(browser, story), "the complaint is not served yet"
    story.act("cy-court.clerk", "serve_complaint", served_on=story.today)
    assert "File your defence" in inbox(browser, story)
    story.act("cy-water.officer", "submit_defence", statement="答辩", received_on=story.today)
    assert "File your defence" not in inbox(browser, story)
    story.later(5)
    hearing = f"{story.today[:8]}28T09:30"
    story.act("cy-court.clerk", "give_hearing_notice", hearing_at=hearing, received_on=story.today)
    page = inbox(browser, story)
    assert "Attend the hearing at 北京市朝阳区人民法院" in page
    assert "The head of the organ should attend" in page
    assert "09:30" in page


def test_a_judgment_may_be_appealed_until_the_period_ends(browser: Open, story: Story) -> None:
    story.to_judged()
    page = inbox(browser, story)
    assert "You may appeal against the judgment" in page
    assert "ALL 85" in page
    story.later(16)
    assert "You may appeal" not in inbox(browser, story)


def test_an_urgent_recommendation_says_so(browser: Open, story: Story) -> None:
    story.to_inquiring()
    story.act(".handler", "conclude_inquiry", findings="未查处", proposal="recommend")
    story.decided(
        "issue_recommendation",
        urgent=True,
        source_of_case="巡查",
        facts="倾倒泥浆",
        failure="未制止",
        legal_basis="《水污染防治法》",
        items=[{"text": "立即制止"}],
    )
    story.act(".handler", "serve_recommendation", served_on=story.today, method="direct")
    page = inbox(browser, story)
    assert "Stop the harm and reply in writing within 15 days" in page
    assert "15 days left" in page


def test_the_most_urgent_comes_first(browser: Open, story: Story, stories: Stories) -> None:
    story.to_awaiting_reply()
    later = stories("cy", "water", "2026-02-10").to_awaiting_reply()
    page = inbox(browser, later)
    assert story.case is not None
    assert later.case is not None
    assert page.html.index(story.case.number) < page.html.index(later.case.number)


def test_an_empty_inbox_teaches(browser: Open, story: Story) -> None:
    page = inbox(browser, story, "hd-env.officer")
    assert "Nothing is asked of you" in page
    assert "it stands here with the day by which you must reply" in page


def test_cases_that_ask_nothing_stand_apart(browser: Open, story: Story) -> None:
    story.to_inquiring()
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    page = inbox(browser, story)
    assert "Nothing is asked of you" in page
    assert "Nothing to do for you just now" in page
    assert story.case is not None
    assert story.case.number in page


def test_the_list_has_closed_cases_too(browser: Open, story: Story) -> None:
    story.to_following_up()
    assert story.case is not None
    story.act(".handler", "conclude_review", proposal="close")
    story.decided("close_case", ground="organ_performed")
    person = browser("cy-water.officer").at(story.clock)
    assert story.case.number not in person.open(reverse("cases:cases"))
    assert story.case.number in person.open(reverse("cases:cases"), state="closed")
    assert story.case.number in person.open(reverse("cases:cases"), state="all")


def test_the_inbox_costs_no_query_more_for_a_second_case(
    browser: Open, story: Story, stories: Stories
) -> None:
    story.to_following_up()
    person = browser("cy-water.officer").at(story.clock)
    person.open(reverse("cases:work"))
    one = person.queries(reverse("cases:work"))
    stories("cy", "water", "2026-01-13").to_following_up()
    assert person.queries(reverse("cases:work")) == one
