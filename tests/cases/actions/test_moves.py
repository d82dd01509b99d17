"""Cases that pass from one procuratorate to another: what goes along, and what is refused."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from cases.models import Appraisal, Case, CaseMove, Deadline, Draft, Event
from pilit.law.errors import DomainError, NotFound, NotPermitted, WrongState
from tests.cases.conftest import Story

TRANSFERRED = "review_for_suit_transferred_administrative"
IN_COURT = ("suit_filed", "on_trial", "judged", "on_appeal", "in_force", "enforcing")


def transferred(story: Story, to: str = "bj4", **data: Any) -> Story:
    """Chaoyang's case, replied to, transferred for suit once the reply period has ended."""
    story.to_following_up().later(40)
    story.decided("transfer_for_suit", to=to, received_on=story.today, **data)
    return story


def clock(story: Story, code: str) -> Deadline:
    """The latest entry under a code."""
    found = Deadline.objects.filter(case=story.case, code=code).order_by("id").last()
    assert found is not None
    return found


def refused(code: str, act: Callable[[], Any]) -> DomainError:
    """The refusal of an act, which must have this code."""
    with pytest.raises(DomainError) as refusal:
        act()
    assert refusal.value.code == code
    return refusal.value


def test_a_transfer_for_suit_starts_the_review_anew_at_the_receiver(story: Story) -> None:
    transferred(story)
    case = story.case
    assert case is not None
    number = case.number
    assert (case.procuratorate.code, case.state, case.number) == ("bj4", "following_up", number)
    assert case.handler is None
    assert (case.municipal_id, case.provincial_id) == (
        case.procuratorate.pk,
        case.procuratorate.parent_id,
    )
    old, new = clock(story, "review_for_suit_administrative"), clock(story, TRANSFERRED)
    assert old.status == "cancelled"
    assert (new.status, new.start_on.isoformat()) == ("running", story.today)
    assert new.responsible.code == "bj4"
    assert new.due_on is not None
    move = CaseMove.objects.get(case=case)
    assert (move.origin.code, move.receiver.code, move.kind) == ("cy", "bj4", "transfer_for_suit")
    assert Event.objects.filter(case=case, action="transfer_for_suit", stage="done").exists()


def test_the_receiver_sues_at_its_own_court_once_the_head_has_named_a_handler(story: Story) -> None:
    transferred(story).later(1)
    suit = {"claims": [{"kind": "perform", "text": "判令履行职责"}], "delivered_on": story.today}
    with pytest.raises(NotPermitted):
        story.act("bj4.handler", "file_suit", court="bj4-court", **suit)
    story.act("bj4.head", "assign_team", lead="bj4.handler", members=[])
    refused(
        "court_not_corresponding",
        lambda: story.act("bj4.handler", "file_suit", court="cy-court", **suit),
    )
    draft = story.act("bj4.handler", "file_suit", court="bj4-court", **suit).draft
    assert isinstance(draft, Draft)
    story.act("bj4.head", "review_draft", draft=draft.pk)
    story.act("bj4.chief", "decide_draft", draft=draft.pk)
    assert story.case is not None
    assert story.case.state == "suit_filed"
    assert story.case.suits.get().number.startswith("京四分检行公诉")
    assert clock(story, TRANSFERRED).status == "met"


def test_the_review_of_the_receiver_is_extended_missed_and_suspended(story: Story) -> None:
    transferred(story)
    story.act("bj4.head", "assign_team", lead="bj4.handler")
    before = clock(story, TRANSFERRED).due_on
    story.later(2)
    decide(story, "bj4", "extend_review", reason="案情复杂")
    extended = clock(story, TRANSFERRED)
    assert before is not None
    assert extended.due_on is not None
    assert extended.due_on > before
    decide(story, "bj4", "suspend_review", reason="汛期", **{"from": story.today})
    assert clock(story, TRANSFERRED).status == "suspended"
    story.later(10)
    decide(story, "bj4", "resume_review", on=story.today)
    resumed = clock(story, TRANSFERRED)
    assert resumed.due_on is not None
    assert resumed.due_on > extended.due_on
    story.at(f"{resumed.due_on.replace(year=resumed.due_on.year + 1)}")
    sweep_now(story)
    assert clock(story, TRANSFERRED).status == "missed"


def decide(story: Story, place: str, action: str, **data: Any) -> None:
    """Draft, review and decide at a place."""
    draft = story.act(f"{place}.handler", action, **data).draft
    assert draft is not None
    story.act(f"{place}.head", "review_draft", draft=draft.pk)
    story.act(f"{place}.chief", "decide_draft", draft=draft.pk)


def sweep_now(story: Story) -> None:
    """The sweep at the story's clock."""
    call_command("sweep", at=story.clock.isoformat(), stdout=StringIO())


def test_appraisals_that_are_out_rest_the_new_review_too(story: Story) -> None:
    story.to_following_up().later(40)
    story.act(
        ".handler",
        "commission_appraisal",
        institution="某环境司法鉴定所",
        matter="水质",
        commissioned_on=story.today,
    )
    story.later(1)
    story.decided("transfer_for_suit", to="bj4", received_on=story.today)
    assert clock(story, TRANSFERRED).status == "suspended"
    assert Appraisal.objects.get().received_on is None
    story.later(5)
    story.act("bj4.head", "assign_team", lead="bj4.handler")
    story.act("bj4.handler", "receive_appraisal", received_on=story.today, conclusion="超标")
    assert clock(story, TRANSFERRED).status == "running"


def test_a_second_reply_does_not_bring_the_old_review_back(story: Story) -> None:
    transferred(story).later(2)
    story.reply(received_on=story.today)
    running = Deadline.objects.filter(case=story.case, status="running", code__startswith="review")
    assert [row.code for row in running] == [TRANSFERRED]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"to": "cy"}, "invalid"),
        ({"to": "cy-court"}, "invalid"),
        ({"to": "nowhere"}, "invalid"),
        ({"to": "bj4", "received_on": "2026-01-20"}, "date_out_of_order"),
        ({"to": "bj4", "received_on": "2027-01-20"}, "date_in_future"),
        ({"to": "bj4", "received_on": "yesterday"}, "invalid"),
        ({}, "invalid"),
    ],
)
def test_a_transfer_that_cannot_be(story: Story, data: dict[str, Any], code: str) -> None:
    story.to_following_up().later(40)
    given = {"received_on": story.today} | data
    refusal = refused(code, lambda: story.act(".handler", "transfer_for_suit", **given))
    assert refusal.errors
    assert not Draft.objects.filter(action="transfer_for_suit").exists()


def test_no_transfer_before_the_reply_period_has_ended(story: Story) -> None:
    story.to_following_up()
    refused(
        "reply_period_running",
        lambda: story.act(".handler", "transfer_for_suit", to="bj4", received_on=story.today),
    )


def test_a_draft_of_the_giver_is_withdrawn_and_its_missed_duties_stay_its_own(
    story: Story,
) -> None:
    story.to_inquiring().later(30)
    sweep_now(story)
    assert clock(story, "filing_decision_service").status == "missed"
    story.act(".handler", "close_case", ground="no_failure")
    story.act("bj3.head", "take_up")
    draft = Draft.objects.get(action="close_case")
    assert draft.status == "withdrawn"
    # Missed, but still to be made good: by whoever has the case now.
    assert clock(story, "filing_decision_service").responsible.code == "bj3"
    assert clock(story, "recommendation_inquiry").responsible.code == "bj3"


@pytest.mark.parametrize("state", IN_COURT)
@pytest.mark.parametrize(
    ("who", "action", "data"),
    [
        ("bj3.handler", "take_up", {}),
        ("bj.handler", "designate", {"to": "hd"}),
        ("bj.handler", "hand_down", {"to": "hd"}),
    ],
)
def test_no_case_moves_while_its_suit_is_before_a_court(
    story: Story, state: str, who: str, action: str, data: dict[str, Any]
) -> None:
    story.to_inquiring()
    assert story.case is not None
    if action == "hand_down":
        story.act("bj.head", "take_up")
        story.act("bj.head", "assign_team", lead="bj.handler")
    Case.objects.filter(pk=story.case.pk).update(state=state)
    refusal = refused("wrong_state", lambda: story.act(who, action, **data))
    assert "court" in str(refusal)


def test_a_superior_takes_up_hands_down_and_designates(story: Story) -> None:
    story.to_inquiring()
    case = story.case
    assert case is not None
    story.act("bj.handler", "take_up")
    assert case.procuratorate.code == "bj"
    story.act("bj.head", "hand_down", to="fs", reason="就近办理")
    assert case.procuratorate.code == "fs"
    made = story.act("bj2.head", "designate", to="dx", reason="案发地在大兴").event
    assert case.procuratorate.code == "dx"
    assert made is not None
    assert made.effects["moved"] == ["fs", "dx"]
    numbers = [row.number for row in case.moves.all()]
    assert numbers == ["", "京检交〔2026〕1号", "京二分检指〔2026〕1号"]
    assert [row.kind for row in case.moves.all()] == ["take_up", "hand_down", "designate"]
    story.act("dx.head", "assign_team", lead="dx.handler")
    story.act("dx.handler", "plan_inquiry", approach="现场勘查", evidence_sought="台账")
    assert {row.responsible.code for row in case.deadlines.filter(status="running")} == {"dx"}


@pytest.mark.parametrize(
    ("who", "action", "data", "code"),
    [
        ("bj2.head", "designate", {"to": "dx"}, "not_found"),  # another branch's area
        ("bj3.head", "designate", {"to": "hd"}, "invalid"),  # not in its area
        ("bj3.head", "designate", {"to": "bj3"}, "invalid"),  # that is taking up
        ("bj3.head", "designate", {"to": "cy"}, "invalid"),  # is there already
        ("bj3.head", "designate", {"to": "tz-court"}, "invalid"),
        ("bj3.chief", "designate", {"to": "tz"}, "not_permitted"),
        ("cy.head", "designate", {"to": "tz"}, "not_permitted"),
        ("cy.head", "take_up", {}, "not_permitted"),
        ("cy.head", "hand_down", {"to": "tz"}, "wrong_state"),  # a district has none below
        ("bj3.head", "hand_down", {"to": "tz"}, "not_permitted"),  # not its own case
        ("cy-water.officer", "take_up", {}, "not_found"),
        ("hd.head", "take_up", {}, "not_found"),
    ],
)
def test_who_may_not_move_a_case_and_where_to(
    story: Story, who: str, action: str, data: dict[str, Any], code: str
) -> None:
    story.to_inquiring()
    refused(code, lambda: story.act(who, action, **data))
    assert story.case is not None
    assert not story.case.moves.exists()


def test_the_giver_can_do_nothing_more(story: Story) -> None:
    transferred(story)
    with pytest.raises(NotFound):
        story.act("cy.handler", "record_follow_up", on=story.today, officers=[], note="")
    with pytest.raises(NotFound):
        story.act("bj3.head", "take_up")


def test_a_closed_case_does_not_move(story: Story) -> None:
    story.to_inquiring()
    story.decided("close_case", ground="no_failure")
    with pytest.raises(WrongState):
        story.act("bj3.head", "take_up")


def test_the_chains_of_events_stay_whole_on_both_sides(story: Story) -> None:
    transferred(story)
    story.act("bj.handler", "designate", to="hd")
    out = StringIO()
    call_command("verify_events", stdout=out)
    shards = list(
        Event.objects.filter(case=story.case).order_by("id").values_list("shard__code", flat=True)
    )
    assert shards[0] == "cy"
    assert shards[-2:] == ["bj4", "hd"]
