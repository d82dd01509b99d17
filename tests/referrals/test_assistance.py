"""A request for assistance: the organ sees what it was asked and what it answered, no more."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from cases.actions import perform
from referrals.models import Assistance
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import FILE_NAME, FILE_WORDS, uploaded

type Open = Callable[[str], Browser]
REQUEST, REFUSED = "调阅行政执法卷宗", "两次拒绝配合"


def test_the_organ_sees_the_request_and_its_answer(browser: Open) -> None:
    story = Story().to_inquiring()
    assert story.case is not None
    at, day = story.clock, story.today
    facts = {"organ": "cy-env", "kind": "files", "request": REQUEST, "answer_by": day}
    asked = {**facts, "case": story.case.number}
    row = perform("ask_assistance", None, actor_of("cy.handler", at), asked, at).made
    assert isinstance(row, Assistance)
    answer = {"answer": "已提供", "files": [uploaded("cy-env.officer", at).pk]}
    perform("answer_assistance", row, actor_of("cy-env.officer", at), answer, at)
    refused = {"on": day, "what": REFUSED}
    perform("record_obstruction", row, actor_of("cy.handler", at), refused, at)
    page = reverse("referrals:assistance", args=[row.number])
    file = reverse("referrals:assistance_file", args=[row.number, row.files.get().pk])
    for name, inside in (("cy-env.officer", False), ("cy.handler2", True)):
        person = browser(name).at(at)
        for url in (page, f"/api/v1/assistances/{row.number}/"):
            shown = person.open(url)
            assert REQUEST in shown
            assert FILE_NAME in shown
            assert (REFUSED in shown) is inside
            assert (story.case.number in shown) is inside
            assert ("bstructed" in shown) is inside
        fetched: Any = person.client.get(file)
        assert b"".join(fetched.streaming_content).decode() == FILE_WORDS
    for name in ("cy-water.officer", "hd.handler", "cy-disc.officer", "cy-court.judge"):
        person = browser(name).at(at)
        assert {person.open(url).status for url in (page, file)} == {404}
        assert row.number not in person.open("/api/v1/assistances/")
