"""The organ's page of a case: what was served on it, what it sent, and nothing too early."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.urls import reverse

from cases.models import Case
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


def page_of(browser: Open, story: Story, who: str = "cy-water.officer") -> Page:
    """The case as somebody sees it at the story's clock."""
    return browser(who).at(story.clock).open(case_url(case_of(story)))


def test_a_case_is_not_there_before_anything_is_served(browser: Open, story: Story) -> None:
    story.to_inquiring()
    assert page_of(browser, story).status == 404
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    page = page_of(browser, story)
    assert page.status == 200
    assert "Please cooperate" in page
    assert "The filing decision was served on you" in page


def test_a_recommendation_is_unknown_until_it_is_served(browser: Open, story: Story) -> None:
    story.to_recommended()
    number = case_of(story).recommendations.get().number
    page = page_of(browser, story)
    assert "Please cooperate" in page, "the case looks as the filing decision left it"
    for secret in (number, "依法处罚", "Recommendation decided"):
        assert secret not in page
    story.later(1)
    story.act(".handler", "serve_recommendation", served_on=story.today, method="direct")
    served = page_of(browser, story)
    assert number in served
    assert "依法处罚" in served
    assert "Reply in writing" in served


def test_a_suspension_of_the_review_is_the_procuratorates_own_business(
    browser: Open, story: Story
) -> None:
    story.to_following_up()
    before = page_of(browser, story)
    story.decided("suspend_review", reason="SECRET-REASON", **{"from": story.today})
    after = page_of(browser, story)
    assert "Replied; followed up" in before
    assert "Replied; followed up" in after
    assert "SECRET-REASON" not in after
    assert "uspended" not in after


def test_a_suit_is_unknown_until_it_is_docketed(browser: Open, story: Story) -> None:
    story.to_suit_filed()
    suit = case_of(story).suits.get()
    page = page_of(browser, story)
    for secret in (suit.number, "判令被告依法履行职责", "北京市朝阳区人民法院", "Suit filed"):
        assert secret not in page
    assert "Replied; followed up" in page
    story.later(3)
    number = "（2026）京0105行初1号"
    story.act("cy-court.clerk", "docket", docketed_on=story.today, court_number=number)
    docketed = page_of(browser, story)
    assert number in docketed
    assert "判令被告依法履行职责" in docketed
    assert "北京市朝阳区人民法院" in docketed


def test_the_page_answers_three_questions(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    page = page_of(browser, story)
    assert "Your reply is awaited" in page
    assert "Perform your duty and reply in writing" in page
    assert "How this was computed" in page
    number = quote(case_of(story).number)
    assert f"/cases/{number}/reply/" in page
    assert f"/cases/{number}/actions/object_to_recommendation/" in page
    assert f"/cases/{number}/actions/add_evidence/" in page


def test_an_objection_and_its_answer_are_shown(browser: Open, story: Story) -> None:
    story.to_awaiting_reply().later(2)
    story.act("cy-water.officer", "object_to_recommendation", ground="认定事实有误")
    page = page_of(browser, story)
    assert "Being examined" in page
    assert "An objection is already being examined" in page, "says why not a second time"
    story.decided("answer_objection", upheld=False, reason="事实清楚")
    answered = page_of(browser, story)
    assert "Not upheld" in answered
    assert "事实清楚" in answered


def test_a_period_that_cannot_be_kept_any_more_is_not_counted_on(
    browser: Open, story: Story
) -> None:
    story.to_awaiting_reply().later(80)
    story.decided(
        "file_suit",
        court="cy-court",
        claims=[{"kind": "perform", "text": "履行"}],
        delivered_on=story.today,
    )
    story.act("cy-court.clerk", "docket", docketed_on=story.today, court_number="（2026）1号")
    page = page_of(browser, story)
    assert "days over" not in page


def test_a_closed_case_says_the_ground_and_not_the_note(browser: Open, story: Story) -> None:
    story.to_following_up()
    story.decided("close_case", ground="organ_performed", note="SECRET-NOTE")
    page = page_of(browser, story)
    assert "The organ has performed its duty in full" in page
    assert "SECRET-NOTE" not in page


def test_the_judgment_its_orders_and_the_right_to_appeal(browser: Open, story: Story) -> None:
    story.to_judged()
    page = page_of(browser, story)
    assert "责令依法履行职责" in page
    assert "Appeal against the judgment" in page
    assert f"/cases/{quote(case_of(story).number)}/actions/appeal/" in page


def test_the_recommendation_reads_in_full(browser: Open, story: Story) -> None:
    story.to_awaiting_reply()
    case = case_of(story)
    row = case.recommendations.get()
    url = reverse(
        "cases:organ_recommendation", kwargs={"number": case.number, "document": row.number}
    )
    page = browser("cy-water.officer").at(story.clock).open(url)
    for part in ("履行职责中发现", "违法取水", "未依法查处", "《水法》第四十八条", "追缴水资源费"):
        assert part in page
    assert browser("cy-env.officer").at(story.clock).open(url).status == 404


def test_the_page_costs_no_query_more_for_more_rows(browser: Open, story: Story) -> None:
    story.to_following_up()
    url = case_url(case_of(story))

    def cost() -> int:
        person = browser("cy-water.officer").at(story.clock)
        person.open(url)
        return person.queries(url)

    one = cost()
    for _again in range(3):
        story.later(1)
        story.reply()
    assert cost() == one
