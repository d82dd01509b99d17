"""Questions of who leads or supervises, and their answers (Rules 5, 7, 10, 11)."""

from typing import Any

import pytest

from agencies.models import Notification
from cases.models import CaseQuestion, Deadline, Event, Recusal
from tests.cases.actions.test_supervision import refused, told
from tests.cases.conftest import Story

QUESTION = "为何尚未送达立案决定书？"


@pytest.fixture
def inquiring(story: Story) -> Story:
    """A case with a duty that waits: the decision to file is still to be served."""
    return story.to_inquiring()


def ask(story: Story, who: str = "bj3.head", **data: Any) -> CaseQuestion:
    """Ask about the service of the decision to file."""
    story.act(who, "ask_about", **{"question": QUESTION, "duty": "filing_decision_service", **data})
    return CaseQuestion.objects.order_by("-id")[0]


def answer(story: Story, **data: Any) -> None:
    """The handler answers today."""
    story.act(".handler", "answer_question", **{"answer": "今日送达", "on": story.today, **data})


def test_the_answer_ends_the_period_and_goes_to_who_asked(inquiring: Story) -> None:
    assert inquiring.case is not None
    version = inquiring.case.version
    row = ask(inquiring)
    assert (row.about and row.about.code, row.place.code) == ("filing_decision_service", "bj3")
    assert row.deadline is not None
    assert (row.deadline.code, row.deadline.responsible.code) == ("question_answer", "cy")
    assert told("case_asked") == {"cy.handler"}
    answer(inquiring)
    row.refresh_from_db()
    assert row.answered_by is not None
    assert (row.answer, row.answered_by.username) == ("今日送达", "cy.handler")
    assert Deadline.objects.get(pk=row.deadline.pk).status == "met"
    assert told("question_answered") == {"bj3.head"}
    assert inquiring.case.version == version, "no party must sense that somebody asked"
    assert Event.objects.filter(action__in=("ask_about", "answer_question")).count() == 2


@pytest.mark.parametrize(
    ("who", "data", "code", "field"),
    [
        ("cy.handler", {}, "not_permitted", ""),
        ("cy.registrar", {}, "not_permitted", ""),
        ("cy-water.officer", {}, "not_found", ""),
        ("bj1.head", {}, "not_found", ""),
        ("bj3.head", {"question": ""}, "invalid", "question"),
        ("bj3.head", {"duty": "defence"}, "invalid", "duty"),
        ("bj3.head", {"duty": "question_answer"}, "invalid", "duty"),
    ],
)
def test_who_may_not_ask_and_what_cannot_be_asked(
    inquiring: Story, who: str, data: dict[str, Any], code: str, field: str
) -> None:
    refusal = refused(code, lambda: ask(inquiring, who, **data))
    assert set(refusal.errors) == ({field} if field else set())


@pytest.mark.parametrize("who", ["cy.head", "cy.chief", "bj3.handler", "bj3.chief", "bj.head"])
def test_who_leads_or_supervises_asks_once_about_a_duty(inquiring: Story, who: str) -> None:
    ask(inquiring, who)
    assert set(refused("wrong_state", lambda: ask(inquiring, who)).errors) == {"duty"}
    ask(inquiring, who, duty="")
    refused("invalid", lambda: answer(inquiring))
    answer(inquiring, question=str(CaseQuestion.objects.open()[0].pk))
    answer(inquiring)
    ask(inquiring, who)


def test_nobody_asks_or_answers_themselves(inquiring: Story) -> None:
    inquiring.act(".head", "assign_team", lead="cy.handler2", handover_note="未送达")
    ask(inquiring, "cy.head")
    refused("not_permitted", lambda: answer(inquiring))
    assert inquiring.case is not None
    inquiring.case.team.filter(until=None).update(person_id=CaseQuestion.objects.get().asked_by_id)
    refused("same_person", lambda: ask(inquiring, "cy.head", duty=""))


def test_where_nobody_has_the_case_there_is_nobody_to_ask(inquiring: Story) -> None:
    inquiring.act("bj.head", "designate", to="hd")
    refused("wrong_state", lambda: ask(inquiring, "bj.head", duty=""))


def test_a_question_of_who_no_longer_sees_the_case_is_lifted(inquiring: Story) -> None:
    kept, lifted, left = ask(inquiring, "bj.head"), ask(inquiring), ask(inquiring, "cy.head")
    inquiring.act("bj.head", "designate", to="hd", reason="统一办理")
    for row in (kept, lifted, left):
        row.refresh_from_db()
    assert [row.lifted_on is None for row in (kept, lifted, left)] == [True, False, False]
    rows = Deadline.objects.filter(code="question_answer").order_by("id")
    assert [row.status for row in rows] == ["running", "cancelled", "cancelled"]
    assert rows[0].responsible.code == "hd"


def test_who_was_recused_meanwhile_is_not_told_the_answer(inquiring: Story) -> None:
    row = ask(inquiring)
    Recusal.objects.create(case=row.case, person=row.asked_by, decided_on=row.asked_on, ground="x")
    answer(inquiring)
    assert not Notification.objects.filter(kind="question_answered").exists()
