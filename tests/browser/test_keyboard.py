"""By keyboard alone: a step of a case, and an organ's reply with its leader's confirmation."""

import pytest
from django.urls import reverse

from cases.models import Case, Draft, Reply
from tests.browser.conftest import Clock, Town
from tests.browser.keyboard import Hands
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser


def case_of(story: Story, clock: Clock) -> Case:
    """The case of a story, on the story's day."""
    clock.now = story.later(1).clock
    assert story.case is not None
    return story.case


def test_a_recommendation_is_drafted(town: Town, clock: Clock) -> None:
    story = Story().to_inquiring().later(5)
    story.act(".handler", "conclude_inquiry", findings="未依法查处", proposal="recommend")
    case = case_of(story, clock)
    handler = town.person("cy.handler")
    page, hands = handler.page, Hands(handler)
    page.goto(handler.base + reverse("cases:case", args=[case.number]))
    hands.reach("main summary.btn")
    hands.press("Enter")
    hands.follow('main a[href*="/issue_recommendation/"]')

    hands.follow("main form .btn-primary")
    assert hands.is_on("#faults"), "what is wrong is where one goes on"
    hands.look()
    parts = dict.fromkeys(("source_of_case", "facts", "failure", "legal_basis"), "违法取水")
    hands.fill(parts | {"items-0-text": "依法处罚"})

    hands.reach("button[name=_add][value=items]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=items-1-text]")
    handler.until("document.activeElement.name === 'items-1-text'")
    hands.look()
    page.keyboard.type("追缴水资源费")
    page.locator("#preview .document", has_text="追缴水资源费").wait_for()
    assert hands.is_on("[name=items-1-text]"), "the document beside it does not take the focus"

    hands.reach("button[name=_add][value=items]")
    page.keyboard.press("Space")
    handler.until("document.activeElement.name === 'items-2-text'")
    hands.reach('button[name=_remove][value="items-2"]', "Shift+Tab")
    page.keyboard.press("Space")
    page.wait_for_selector("[name=items-2-text]", state="detached")
    handler.until("document.activeElement.name === '_add'")
    hands.look()
    hands.follow("main form .btn-primary")
    items = Draft.objects.get(case=case, action="issue_recommendation").data["items"]
    assert [item["text"] for item in items] == ["依法处罚", "追缴水资源费"]


def test_a_reply_is_written_and_confirmed(town: Town, clock: Clock) -> None:
    case_of(Story().to_awaiting_reply().later(10), clock)
    officer, leader = town.person("cy-water.officer"), town.person("cy-water.leader")
    hands = Hands(officer)
    officer.page.goto(f"{officer.base}/")
    hands.follow('main a[href$="/reply/"]')
    hands.fill(
        {
            "kind": "rectified",
            "items-0-status": "done",
            "items-0-measure": "已处罚",
            "items-1-status": "done",
            "items-1-measure": "已追缴",
            "statement": "已整改",
        }
    )
    hands.follow("button[name=_hand]")
    hands = Hands(leader)
    leader.page.goto(f"{leader.base}/")
    hands.follow('main a[href$="/reply/confirm/"]')
    assert "已追缴" in leader.text
    hands.follow("button[name=_send]")
    assert Reply.objects.get().statement == "已整改"
