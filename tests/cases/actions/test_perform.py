"""The one door: who, when, what, once, and nothing left behind on a refusal."""

import pytest

from cases.actions import perform
from cases.models import Case, Draft, Event
from pilit.law.errors import (
    Conflict,
    DateInFuture,
    DateOutOfOrder,
    DomainError,
    Invalid,
    NotFound,
    NotPermitted,
    ReplyPeriodRunning,
    SamePerson,
    TwoOfficersRequired,
    WrongState,
)
from tests.cases.conftest import Story, actor_of, moment


def test_a_case_is_filed_by_three_people_and_its_history_says_so(story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    assert story.case.state == "inquiring"
    assert story.case.number == "京朝检行公立〔2026〕1号"
    event = Event.objects.get(case=story.case, action="file_case", stage="done")
    assert event.actor is not None
    assert event.actor.username == "cy.chief"
    assert event.actor_post == "cy.chief"
    assert event.effects["drafter"] == "cy.handler"
    assert event.effects["reviewer"] == "cy.head"


def test_drafter_reviewer_and_decider_are_three_people(story: Story) -> None:
    story.to_assessed()
    assert story.clue is not None
    draft = story.act(
        ".handler", "file_case", kind="administrative", respondent="cy-water", cause="怠于履职"
    ).draft
    assert draft is not None
    head = actor_of("cy.head", story.clock)
    assert head.user is not None
    Draft.objects.filter(pk=draft.pk).update(drafter=head.user)
    with pytest.raises(SamePerson):
        story.act(".head", "review_draft", draft=draft.pk)


def test_the_database_itself_refuses_a_decision_by_the_drafter(story: Story) -> None:
    story.to_inquiring()
    draft = Draft.objects.get(action="file_case")
    draft.decider = draft.drafter
    with pytest.raises(Exception, match="three_people_decide"):
        draft.save()


def test_a_draft_sent_back_is_revised_and_decided(story: Story) -> None:
    story.to_assessed()
    facts = {"kind": "administrative", "respondent": "cy-water", "cause": "怠于履职"}
    draft = story.act(".handler", "file_case", **facts).draft
    assert draft is not None
    story.act(".head", "send_back_draft", draft=draft.pk, reason="案由不明")
    with pytest.raises(Conflict):
        story.act(".head", "review_draft", draft=draft.pk)
    story.act(
        ".handler",
        "revise_draft",
        draft=draft.pk,
        data={**facts, "cause": "怠于履行水资源监管职责"},
    )
    story.act(".head", "review_draft", draft=draft.pk)
    made = story.act(".chief", "decide_draft", draft=draft.pk).made
    assert isinstance(made, Case)
    assert made.cause == "怠于履行水资源监管职责"


def test_two_clerks_cannot_draft_the_same_decision_twice(story: Story) -> None:
    story.to_assessed()
    facts = {"kind": "administrative", "respondent": "cy-water", "cause": "怠于履职"}
    story.act(".handler", "file_case", **facts)
    with pytest.raises(Conflict):
        story.act(".handler2", "file_case", **facts)


@pytest.mark.parametrize(
    ("who", "action", "data", "refusal"),
    [
        ("cy.assistant", "conclude_inquiry", {"findings": "x", "proposal": "close"}, NotPermitted),
        ("cy.handler", "serve_recommendation", {}, WrongState),
        ("hd.handler", "conclude_inquiry", {"findings": "x", "proposal": "close"}, NotFound),
        ("cy-env.officer", "add_evidence", {}, NotFound),
        ("cy-court.clerk", "docket", {}, NotFound),
        ("cy.handler", "conclude_inquiry", {"proposal": "close"}, Invalid),
        ("cy.handler", "conclude_inquiry", {"findings": "x", "proposal": "?"}, Invalid),
        ("cy.handler", "conclude_inquiry", {"findings": "x", "proposal": "close", "y": 1}, Invalid),
        (
            "cy.handler",
            "serve_filing_decision",
            {"served_on": "2026-02-01", "method": "direct"},
            DateInFuture,
        ),
        (
            "cy.handler",
            "serve_filing_decision",
            {"served_on": "2026-01-02", "method": "direct"},
            DateOutOfOrder,
        ),
        (
            "cy.handler",
            "record_measure",
            {"measure": "inspect", "on": "2026-01-19", "officers": ["cy.handler"], "record": "x"},
            TwoOfficersRequired,
        ),
        (
            "cy.handler",
            "record_measure",
            {
                "measure": "inspect",
                "on": "2026-01-19",
                "officers": ["cy.handler", "cy.handler"],
                "record": "x",
            },
            TwoOfficersRequired,
        ),
        ("cy.handler", "no_such_action", {}, NotFound),
    ],
)
def test_refusals_leave_nothing_behind(
    story: Story, who: str, action: str, data: dict[str, object], refusal: type[DomainError]
) -> None:
    story.to_inquiring()
    assert story.case is not None
    before = (story.case.version, Event.objects.count())
    with pytest.raises(refusal):
        story.act(who, action, **data)
    story.case.refresh_from_db()
    assert (story.case.version, Event.objects.count()) == before


def test_a_form_opened_before_a_change_conflicts(story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    data = {"findings": "x", "proposal": "recommend"}
    stale = story.case.version - 1
    with pytest.raises(Conflict):
        perform(
            "conclude_inquiry",
            story.case,
            actor_of("cy.handler", story.clock),
            data,
            story.clock,
            version=stale,
        )


def test_a_request_sent_twice_acts_once(story: Story) -> None:
    story.to_inquiring()
    assert story.case is not None
    data = {"approach": "走访", "evidence_sought": "取水台账"}
    handler = actor_of("cy.handler", story.clock)
    first = perform("plan_inquiry", story.case, handler, data, story.clock, key="k1")
    second = perform("plan_inquiry", story.case, handler, data, story.clock, key="k1")
    assert second.repeated
    assert first.event == second.event
    assert story.case.plans.count() == 1
    with pytest.raises(Conflict):
        perform(
            "plan_inquiry", story.case, handler, {**data, "approach": "y"}, story.clock, key="k1"
        )


def test_no_suit_before_the_reply_period_has_ended_whatever_the_organ_replied(story: Story) -> None:
    story.to_following_up()
    claims = [{"kind": "perform", "text": "履职"}]
    with pytest.raises(ReplyPeriodRunning):
        story.act(
            ".handler", "file_suit", court="cy-court", claims=claims, delivered_on=story.today
        )


def test_late_entry_keeps_both_times(story: Story) -> None:
    story.to_inquiring().later(10)
    served = "2026-01-21"
    event = story.act(".handler", "serve_filing_decision", served_on=served, method="direct").event
    assert event is not None
    assert event.occurred_at == moment("2026-01-21T00:00")
    assert event.recorded_at == story.clock


def test_once_a_team_is_assigned_others_keep_their_hands_off(story: Story) -> None:
    story.to_inquiring()
    story.act(".handler2", "plan_inquiry", approach="走访", evidence_sought="台账")
    story.act(".head", "assign_team", lead="cy.handler", members=["cy.assistant"])
    with pytest.raises(NotPermitted):
        story.act(".handler2", "plan_inquiry", approach="走访", evidence_sought="台账")


def test_an_upheld_objection_withdraws_the_recommendation_and_its_clocks(story: Story) -> None:
    story.to_awaiting_reply().later(5)
    assert story.case is not None
    story.act("cy-water.leader", "object_to_recommendation", ground="不属于本单位职责")
    story.decided("answer_objection", upheld=True, reason="职责已划转")
    assert story.case.state == "inquiring"
    assert not story.case.deadlines.filter(
        code="recommendation_reply", status__in=("running", "suspended")
    ).exists()


def test_the_informant_is_not_in_the_history(story: Story) -> None:
    reporter = {"name": "举报人甲", "phone": "13900000000"}
    story.to_registered(reporter=reporter)
    assert story.clue is not None
    assert not story.clue.informant.anonymous
    sealed = bytes(story.clue.informant.sealed)
    assert "举报人甲".encode() not in sealed
    for event in Event.objects.all():
        assert "举报人甲" not in str(event.data) + str(event.effects)
        assert "13900000000" not in str(event.data) + str(event.effects)


def test_an_anonymous_report_keeps_nothing(story: Story) -> None:
    story.to_registered(reporter={"anonymous": True, "name": "写错了", "phone": "139"})
    assert story.clue is not None
    assert bytes(story.clue.informant.sealed) == b""
