"""Recusal: who applies, who decides, and what the person concerned loses (Rules 19-23)."""

from typing import Any

import pytest

from agencies.models import Notification, User
from cases.models import Deadline, Draft, RecusalApplication
from cases.sweep import sweep
from pilit.law.errors import (
    DateOutOfOrder,
    DomainError,
    Invalid,
    NotPermitted,
    Recused,
    SamePerson,
    WrongState,
)
from tests.cases.builders_sweep import due_at, reminded
from tests.cases.conftest import Story

DECISION, RECONSIDERATION = "recusal_decision", "recusal_reconsideration"


@pytest.fixture
def served(story: Story) -> Story:
    """A case the organ knows of."""
    story.to_inquiring()
    story.act(".handler", "serve_filing_decision", served_on=story.today, method="direct")
    return story


def apply(story: Story, person: str, who: str = "cy-water.officer", **data: Any) -> int:
    """An application; returns its key."""
    data = {"person": person, "ground": "近亲属", "received_on": story.today} | data
    story.act(who, "apply_for_recusal", **data)
    return story.case.recusal_applications.latest("id").pk if story.case else 0


def clock(story: Story, application: int, field: str = "deadline") -> Deadline:
    row = RecusalApplication.objects.select_related(field).get(pk=application)
    found = getattr(row, field)
    assert isinstance(found, Deadline)
    found.refresh_from_db()
    return found


def decide(story: Story, who: str = ".chief", *, upheld: bool, **data: Any) -> None:
    story.act(who, "decide_recusal", upheld=upheld, on=story.today, **data)


@pytest.mark.parametrize(
    ("who", "person", "applicant", "shown"),
    [
        ("cy-water.officer", "cy.handler", None, "cy-water"),
        ("cy-water.leader", "cy.handler", "cy-water", "cy-water"),
        (".handler", "cy.head", "cy-water", "cy-water"),
        (".handler", "cy.handler", None, "cy"),
        (".head", "cy.head", None, "cy"),
        (".chief", "cy.assistant", None, "cy"),
    ],
)
def test_who_applies(
    served: Story, who: str, person: str, applicant: str | None, shown: str
) -> None:
    apply(served, person, who, **({"applicant": applicant} if applicant else {}))
    assert served.case is not None
    assert served.case.recusal_applications.get().applicant.code == shown


@pytest.mark.parametrize(
    ("who", "data", "refusal"),
    [
        ("cy-water.officer", {"person": "cy-water.leader"}, Invalid),
        ("cy-water.officer", {"person": "hd.handler"}, Invalid),
        ("cy-water.officer", {"person": "nobody"}, Invalid),
        ("cy-water.officer", {"person": "cy.handler", "applicant": "cy-env"}, Invalid),
        (".handler", {"person": "cy.handler", "applicant": "cy-env"}, Invalid),
        (".handler", {"person": "cy.handler", "applicant": "nobody"}, Invalid),
        (".handler", {"person": "cy.handler", "received_on": "2026-01-02"}, DateOutOfOrder),
        ("cy.assistant", {"person": "cy.handler"}, NotPermitted),
    ],
)
def test_who_may_not_apply_or_against_whom(
    served: Story, who: str, data: dict[str, str], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        apply(served, who=who, **data)


def test_a_party_names_a_person_as_it_knows_them(served: Story) -> None:
    handler = User.objects.get(username="cy.handler")
    apply(served, handler.name)
    assert RecusalApplication.objects.get().person == handler


def test_until_it_is_decided_the_person_works_on(served: Story) -> None:
    apply(served, "cy.handler")
    served.act(".handler", "plan_inquiry", approach="走访", evidence_sought="台账")


@pytest.mark.parametrize(
    ("person", "who", "refusal"),
    [
        ("cy.handler", ".head", NotPermitted),
        ("cy.handler", ".handler", NotPermitted),
        ("cy.head", ".head", SamePerson),
        ("cy.chief", ".chief", SamePerson),
        ("cy.handler", ".chief", None),
        ("cy.head", ".chief", None),
        ("cy.chief", ".head", None),
    ],
)
def test_who_decides(
    served: Story, person: str, who: str, refusal: type[DomainError] | None
) -> None:
    apply(served, person)
    if refusal is None:
        decide(served, who, upheld=True)
        assert served.case is not None
        assert served.case.recusals.get().person.username == person
        return
    with pytest.raises(refusal):
        decide(served, who, upheld=True)


def test_a_recused_handler_leaves_the_case_at_once(served: Story) -> None:
    served.act(".handler", "conclude_inquiry", findings="未查处", proposal="recommend")
    draft = served.act(".handler", "close_case", ground="no_failure").draft
    assert draft is not None
    served.act(".head", "assign_team", lead="cy.handler", members=["cy.assistant"])
    apply(served, "cy.handler")
    Notification.objects.all().delete()
    decide(served, upheld=True)
    draft.refresh_from_db()
    assert draft.status == Draft.Status.WITHDRAWN
    assert served.case is not None
    assert served.case.handler is None
    assert not served.case.team.on(served.clock.date()).filter(person=draft.drafter).exists()
    told = Notification.objects.get(recipient__username="cy.handler")
    assert (told.url_name, told.params) == ("", {})
    assert served.case.number not in told.text
    assert Notification.objects.filter(kind="handler_needed", recipient__username="cy.head")
    assert Notification.objects.filter(
        kind="recusal_decided", recipient__username="cy-water.officer"
    )
    with pytest.raises(Recused):
        served.act(".handler", "plan_inquiry", approach="走访", evidence_sought="台账")
    for other in (".handler2", ".assistant"):
        with pytest.raises(NotPermitted):
            served.act(other, "plan_inquiry", approach="走访", evidence_sought="台账")
    with pytest.raises(Invalid):
        served.act(".head", "assign_team", lead="cy.handler")
    served.act(".head", "assign_team", lead="cy.handler2")
    served.act(".handler2", "plan_inquiry", approach="走访", evidence_sought="台账")


def test_what_a_recused_head_reviewed_is_reviewed_anew(served: Story) -> None:
    draft = served.act(".handler", "close_case", ground="no_failure").draft
    assert draft is not None
    served.act(".head", "review_draft", draft=draft.pk, opinion="同意")
    apply(served, "cy.head")
    decide(served, upheld=True)
    draft.refresh_from_db()
    assert (draft.status, draft.reviewer, draft.review_opinion) == ("drafted", None, "")


def test_nobody_is_told_of_a_case_they_are_recused_from(served: Story) -> None:
    apply(served, "cy.head")
    decide(served, upheld=True)
    Notification.objects.all().delete()
    served.act(".handler", "close_case", ground="no_failure")
    assert not Notification.objects.filter(recipient__username="cy.head").exists()


def test_several_applications_have_a_clock_each(served: Story) -> None:
    first = apply(served, "cy.handler2")
    served.later(1)
    second = apply(served, "cy.assistant")
    with pytest.raises(Invalid):
        decide(served, upheld=False)
    decide(served, upheld=False, application=first)
    assert clock(served, first).status == "met"
    assert clock(served, second).status == "running"
    served.later(1)
    decide(served, upheld=True)
    assert clock(served, second).met_on == served.clock.date()
    assert served.case is not None
    assert served.case.recusals.get().person.username == "cy.assistant"


@pytest.mark.parametrize(("upheld", "recused"), [(True, False), (False, True)])
def test_a_granted_recusal_reconsidered(served: Story, upheld: bool, recused: bool) -> None:
    apply(served, "cy.handler2", ".handler")
    decide(served, upheld=True)
    served.act(".handler", "request_reconsideration", received_on=served.today)
    served.act(".chief", "decide_reconsideration", upheld=upheld, on=served.today)
    assert served.case is not None
    assert served.case.recusals.exists() is recused


@pytest.mark.parametrize("upheld", [True, False])
def test_a_refused_recusal_reconsidered(served: Story, upheld: bool) -> None:
    apply(served, "cy.handler")
    decide(served, upheld=False)
    served.act("cy-water.officer", "request_reconsideration", received_on=served.today)
    served.act(".handler", "plan_inquiry", approach="走访", evidence_sought="台账")
    served.act(".chief", "decide_reconsideration", upheld=upheld, on=served.today)
    assert served.case is not None
    assert served.case.recusals.exists() is upheld
    assert (served.case.handler is None) is upheld


def test_reconsideration_once_after_a_decision_by_the_applicant(served: Story) -> None:
    apply(served, "cy.handler2", ".handler")
    with pytest.raises(WrongState):
        served.act(".handler", "request_reconsideration", received_on=served.today)
    decide(served, upheld=False)
    with pytest.raises(WrongState):
        served.act("cy-water.officer", "request_reconsideration", received_on=served.today)
    served.act(".handler", "request_reconsideration", received_on=served.today)
    with pytest.raises(WrongState):
        served.act(".handler", "request_reconsideration", received_on=served.today)


def test_the_period_for_the_decision(served: Story) -> None:
    served.at("2026-01-21")
    first = apply(served, "cy.handler2")
    assert str(clock(served, first).due_on) == "2026-01-26"
    sweep(due_at(clock(served, first), -1))
    assert reminded(clock(served, first), "d1") == {"cy.handler"}
    served.at("2026-01-26")
    decide(served, upheld=False)
    assert clock(served, first).status == "met"
    second = apply(served, "cy.assistant")
    late = due_at(clock(served, second), 1)
    sweep(late)
    assert clock(served, second).status == "missed"
    served.clock = late
    decide(served, upheld=False)
    assert clock(served, second).status == "missed"
    assert clock(served, second).met_on == late.date()


def test_the_period_for_the_reconsideration(served: Story) -> None:
    served.at("2026-01-21")
    met, missed = apply(served, "cy.handler2"), apply(served, "cy.assistant")
    for application in (met, missed):
        decide(served, upheld=False, application=application)
        served.act(
            "cy-water.leader",
            "request_reconsideration",
            application=application,
            received_on=served.today,
        )
    served.at("2026-01-26")
    served.act(".chief", "decide_reconsideration", application=met, upheld=False, on=served.today)
    assert clock(served, met, "reconsideration_deadline").status == "met"
    row = clock(served, missed, "reconsideration_deadline")
    assert str(row.due_on) == "2026-01-26"
    sweep(due_at(row, 1))
    row.refresh_from_db()
    assert row.status == "missed"
