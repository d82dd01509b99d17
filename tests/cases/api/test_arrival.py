"""What a party hands in arrives when it sends it; who enters an old case states the day."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from agencies.models import User
from cases.actions import perform
from cases.models import Appeal, Case, Defence, Event, Reply
from pilit.law.errors import DateInFuture, DomainError, Invalid
from tests.cases.api.conftest import As, Clock, take
from tests.cases.conftest import SCENARIOS, Story, actor_of, moment
from tests.cases.views.conftest import action_url

OFFICER = "cy-water.officer"
REPLY = {"kind": "no_violation", "statement": "无违法情形"}


def case_of(story: Story) -> Case:
    """The case of a story that has one."""
    assert story.case is not None
    return story.case


@pytest.fixture
def late(story: Story, clock: Clock) -> Story:
    """The day after the period for the reply has ended."""
    story.to_awaiting_reply()
    due = case_of(story).deadlines.get(code="recommendation_reply").due_on
    assert due is not None
    story.at(due.isoformat()).later(1)
    clock.moment = story.clock
    return story


def test_an_organ_cannot_say_that_it_replied_in_time(late: Story, as_: As) -> None:
    number = case_of(late).number
    early = case_of(late).deadlines.get(code="recommendation_reply").due_on
    organ = as_(OFFICER)
    refused = take(organ, "cases", number, "submit_reply", received_on=str(early), **REPLY)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["received_on"])
    assert not Reply.objects.exists()
    assert take(organ, "cases", number, "submit_reply", **REPLY).status_code == 200
    assert Reply.objects.get().received_on.isoformat() == late.today
    again = take(organ, "cases", number, "submit_reply", received_on=late.today, **REPLY)
    assert again.status_code == 200
    deadline = case_of(late).deadlines.get(code="recommendation_reply")
    assert deadline.met_on is not None
    assert deadline.met_on.isoformat() == late.today


def test_nor_that_it_acted_earlier(late: Story, as_: As) -> None:
    number = case_of(late).number
    earlier = "2026-02-20T09:00"
    refused = take(as_(OFFICER), "cases", number, "submit_reply", occurred_at=earlier, **REPLY)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["occurred_at"])
    objected = take(
        as_(OFFICER),
        "cases",
        number,
        "object_to_recommendation",
        occurred_at=earlier,
        ground="异议",
    )
    assert (objected.status_code, list(objected.json()["errors"])) == (422, ["occurred_at"])
    plan = {"what": "recommendation", "on": "2026-02-20"}
    own = take(
        as_("cy.handler"), "cases", number, "record_with_superior", occurred_at=earlier, **plan
    )
    assert own.status_code == 200, own.content


def test_a_postmark_is_still_the_organs_to_state(late: Story, as_: As) -> None:
    due = case_of(late).deadlines.get(code="recommendation_reply").due_on
    number = case_of(late).number
    sent = take(as_(OFFICER), "cases", number, "submit_reply", posted_on=str(due), **REPLY)
    assert sent.status_code == 200, sent.content
    assert case_of(late).deadlines.get(code="recommendation_reply").status == "met"
    handler = Client(headers={"accept-language": "en"})
    handler.force_login(User.objects.get(username="cy.handler"))
    User.objects.filter(username="cy.handler").update(language="en")
    assert "postmark as stated by the organ" in handler.get(f"/cases/{number}/").content.decode()


def test_late_entry_states_the_day(late: Story) -> None:
    case, officer = case_of(late), actor_of(OFFICER, late.clock)
    data = {**REPLY, "received_on": "2026-03-20"}
    with pytest.raises(Invalid):
        perform("submit_reply", case, officer, data, late.clock)
    perform(
        "submit_reply",
        case,
        officer,
        data,
        late.clock,
        occurred_at=moment("2026-03-20T10:00"),
        late_entry=True,
    )
    assert Reply.objects.get().received_on.isoformat() == "2026-03-20"
    event = Event.objects.get(action="submit_reply")
    assert (event.occurred_at, event.recorded_at) == (moment("2026-03-20T10:00"), late.clock)
    ahead = {**REPLY, "received_on": "2027-01-04"}
    with pytest.raises(DateInFuture):
        perform("submit_reply", case, officer, ahead, late.clock, late_entry=True)


def test_replay_is_late_entry(
    directory: None, scenario_file: Callable[[dict[str, Any]], Path]
) -> None:
    """The day of an old reply is entered as it was, after the day."""
    scenario = json.loads((SCENARIOS / "water-fees.json").read_text("utf-8"))
    events = scenario["events"]
    at = next(no for no, each in enumerate(events) if each.get("action") == "submit_reply")
    events[at]["at"] = "2026-03-25T16:30"
    told = {"on": "case", "met": ["recommendation_reply"]}
    scenario["events"] = [*events[: at + 1], {"at": "2026-03-25T16:35", "expect": told}]
    call_command("replay", str(scenario_file(scenario)), stdout=StringIO())
    assert Reply.objects.get().received_on.isoformat() == "2026-03-20"


def test_the_page_does_not_ask_for_what_the_clock_says(story: Story, clock: Clock) -> None:
    story.to_on_trial()
    story.act("cy-court.clerk", "serve_complaint", served_on=story.today)
    story.later(3)
    clock.moment = story.clock
    browser = Client()
    browser.force_login(User.objects.get(username=OFFICER))
    url = action_url(case_of(story), "submit_defence")
    assert 'name="received_on"' not in browser.get(url).content.decode()
    stated = {"statement": "答辩", "received_on": case_of(story).filed_on.isoformat()}
    assert browser.post(url, stated).status_code == 422
    assert not Defence.objects.exists()
    assert browser.post(url, {"statement": "答辩"}).status_code == 302
    assert Defence.objects.get().received_on.isoformat() == story.today


def test_an_appeal_of_the_organ_is_filed_today(story: Story) -> None:
    story.to_judged()
    earlier = story.today
    story.later(2)
    with pytest.raises(Invalid) as refused:
        story.act(OFFICER, "appeal", on=earlier)
    assert list(refused.value.errors) == ["on"]
    with pytest.raises(DomainError):
        story.act(OFFICER, "appeal", copy_received_on=earlier)
    story.act(OFFICER, "appeal")
    appeal = Appeal.objects.get()
    assert appeal.copy_received_on is not None
    assert {appeal.on.isoformat(), appeal.copy_received_on.isoformat()} == {story.today}


def test_the_procuratorate_says_when_it_appealed(story: Story) -> None:
    story.to_judged()
    earlier = story.today
    story.later(2).act(".handler", "appeal", on=earlier)
    assert Appeal.objects.get().on.isoformat() == earlier
