"""A request for assistance: the organ sees what it was asked, answered or refused, and no more; who
works on the case where it is now acts on it.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from agencies.models import Notification
from cases.actions import perform
from cases.models import Deadline, HousePeriod
from cases.sweep import sweep
from pilit.law.errors import Invalid, NotFound
from referrals.actions.assistance import AskAssistance
from referrals.models import Assistance
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import FILE_NAME, FILE_WORDS, uploaded

pytestmark = pytest.mark.django_db

type Open = Callable[[str], Browser]
ORGAN, HANDLER = "cy-env.officer", "cy.handler"
REQUEST, REFUSED = "调阅行政执法卷宗", "两次拒绝配合"
INBOX = reverse("cases:work")


def ask(story: Story, **data: Any) -> Assistance:
    """An organ that is not the respondent is asked for its files, by the day of the clock."""
    assert story.case is not None
    at = story.clock
    facts = {"organ": "cy-env", "kind": "files", "request": REQUEST, "answer_by": story.today}
    asked = {**facts, "case": story.case.number, **data}
    row = perform("ask_assistance", None, actor_of(HANDLER, at), asked, at).made
    assert isinstance(row, Assistance)
    return row


def act(story: Story, who: str, action: str, row: Assistance, **data: Any) -> None:
    """Take an action on it."""
    perform(action, row, actor_of(who, story.clock), data, story.clock)
    row.refresh_from_db()


def obstruct(story: Story, row: Assistance) -> None:
    """Obstruction is recorded twice, and reported."""
    for words in (REFUSED, "撤走现场人员"):
        act(story, HANDLER, "record_obstruction", row, on=story.today, what=words)
    way = {"way": "commission", "to": "cy-disc", "on": story.today}
    act(story, HANDLER, "report_obstruction", row, **way)


def test_the_organ_sees_the_request_and_its_answer(browser: Open) -> None:
    story = Story().to_inquiring()
    assert story.case is not None
    row = ask(story)
    files = [uploaded(ORGAN, story.clock).pk]
    act(story, ORGAN, "answer_assistance", row, answer="已提供", files=files)
    obstruct(story, row)
    page = reverse("referrals:assistance", args=[row.number])
    file = reverse("referrals:assistance_file", args=[row.number, row.files.get().pk])
    for name, inside in ((ORGAN, False), ("cy.handler2", True)):
        person = browser(name).at(story.clock)
        for url in (page, f"/api/v1/assistances/{row.number}/"):
            shown = person.open(url)
            assert REQUEST in shown
            assert FILE_NAME in shown
            assert (REFUSED in shown) is inside
            assert (story.case.number in shown) is inside
        fetched: Any = person.client.get(file)
        assert b"".join(fetched.streaming_content).decode() == FILE_WORDS
    for name in ("cy-water.officer", "hd.handler", "cy-disc.officer", "cy-court.judge"):
        person = browser(name).at(story.clock)
        assert {person.open(url).status for url in (page, file)} == {404}
        assert row.number not in person.open("/api/v1/assistances/")


def sensed(person: Browser, row: Assistance) -> dict[str, str]:
    """All that a person may open of it, without what differs at every answer."""
    forms = [
        reverse("cases:action", args=["assistance", row.number, name])
        for name in ("answer_assistance", "refuse_assistance")
    ]
    pages = (reverse("referrals:assistance", args=[row.number]), reverse("referrals:assistances"))
    api = (f"/api/v1/assistances/{row.number}/", "/api/v1/assistances/")
    return {
        url: re.sub(r'name="_key" value="[^"]*"', "", person.open(url).without_chance())
        for url in (*pages, *forms, *api, INBOX, reverse("cases:cases"))
    }


@pytest.mark.parametrize("done", ["", "answer", "refuse"])
def test_the_organ_senses_no_obstruction(browser: Open, done: str) -> None:
    story = Story().to_inquiring()
    row = ask(story)
    if done:
        words = {"answer": {"answer": "已提供"}, "refuse": {"reason": "已移交"}}[done]
        act(story, ORGAN, f"{done}_assistance", row, **words)
    person = browser(ORGAN).at(story.clock)
    before, told = sensed(person, row), Notification.objects.count()
    obstruct(story, row)
    after = sensed(person, row)
    assert before == after
    assert Notification.objects.count() == told
    page = reverse("referrals:assistance", args=[row.number])
    assert REFUSED in browser(HANDLER).at(story.clock).open(page)


def test_a_form_opened_before_is_sent_after_it(browser: Open) -> None:
    story = Story().to_inquiring()
    row = ask(story)
    url = reverse("cases:action", args=["assistance", row.number, "answer_assistance"])
    person = browser(ORGAN).at(story.clock)
    opened = person.open(url).hidden()
    obstruct(story, row)
    person.send(url, {**opened, "answer": "已提供"})
    row.refresh_from_db()
    assert row.state == "answered"


def test_after_a_transfer_those_who_have_the_case_act(browser: Open) -> None:
    story = Story().to_following_up().later(40)
    row = ask(story)
    story.decided("transfer_for_suit", to="bj4", received_on=story.today)
    story.act("bj4.head", "assign_team", lead="bj4.handler")
    with pytest.raises(NotFound):
        act(story, HANDLER, "record_obstruction", row, on=story.today, what=REFUSED)
    act(story, "bj4.handler", "record_obstruction", row, on=story.today, what=REFUSED)
    superior = {"way": "superior", "to": "bj", "on": story.today}
    act(story, "bj4.handler", "report_obstruction", row, **superior)
    assert row.number in browser("bj4.handler").at(story.clock).open(INBOX)
    sweep(story.later(1).clock)
    late = Notification.objects.filter(kind="reminder", url_args__number=row.number)
    assert {each.recipient.username for each in late} == {*("bj4.handler", ORGAN, "cy-env.leader")}
    act(story, ORGAN, "answer_assistance", row, answer="已提供")
    told = Notification.objects.filter(kind="answer_assistance")
    assert {each.recipient.username for each in told} == {"bj4.handler"}
    act(story, "bj4.handler", "close_assistance", row)
    assert row.state == "closed"


def test_it_stands_where_the_organ_lands_and_in_the_file_of_the_case(browser: Open) -> None:
    story = Story().to_inquiring()
    assert story.case is not None
    row = ask(story, answer_by="2026-02-27", kind="other")
    inbox = browser(ORGAN).at(story.clock).open(INBOX)
    assert "1 thing is asked of you" in inbox
    assert row.number in inbox
    assert "no later than 27 Feb" in inbox
    assert "/actions/answer_assistance/" in inbox
    assert story.case.number not in inbox
    assert row.number not in browser("cy-water.officer").at(story.clock).open(INBOX)
    file = browser(HANDLER).at(story.clock).open(reverse("cases:case", args=[story.case.number]))
    assert row.number in file
    act(story, HANDLER, "withdraw_assistance", row, reason="已另行取得")
    assert row.number not in browser(ORGAN).at(story.clock).open(INBOX)
    page = reverse("referrals:assistance", args=[row.number])
    assert "已另行取得" in browser(ORGAN).at(story.clock).open(page)


def test_what_was_never_answered_says_so(browser: Open) -> None:
    story = Story().to_inquiring()
    row = ask(story)
    act(story, HANDLER, "close_assistance", row)
    for name in (ORGAN, HANDLER):
        person = browser(name).at(story.clock)
        assert "Closed without an answer" in person.open(
            reverse("referrals:assistance", args=[row.number])
        )
    assert not Deadline.objects.filter(matter=row).pending().exists()


@pytest.mark.usefixtures("directory")
def test_it_is_asked_while_there_is_something_to_inquire_into() -> None:
    story = Story().to_recommended()
    with pytest.raises(Invalid):
        ask(story)
    story.later(1)
    story.act(HANDLER, "serve_recommendation", served_on=story.today, method="direct")
    ask(story)
    story.later(20)
    story.reply()
    story.decided("close_case", ground="organ_performed")
    ask(story)
    Deadline.objects.filter(case=story.case, code__endswith="look_back").delete()
    with pytest.raises(Invalid):
        ask(story)


@pytest.mark.usefixtures("directory")
def test_the_day_proposed_is_a_house_rule() -> None:
    at = Story().at("2026-03-02").clock
    actor = actor_of(HANDLER, at)
    form = AskAssistance(None, actor, at, actor.user)
    assert form.initial() == {"answer_by": "2026-03-09"}
    place = actor.seats[0].organisation_id
    HousePeriod.objects.create(procuratorate_id=place, code="assistance_answer", days=10)
    assert form.initial() == {"answer_by": "2026-03-12"}
