"""Clues that are somebody else's: transferred, accepted, reported upward, designated, merged."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.actions import perform
from cases.models import Clue, Deadline, Draft
from pilit.law.errors import DomainError
from tests.cases.conftest import Story, actor_of


def transfer(story: Story, to: str) -> Clue:
    """The clue as the other procuratorate has it."""
    made = story.decided("transfer_clue", to=to, reason="违法行为发生地在外区").made
    assert isinstance(made, Clue)
    return made


def act(story: Story, who: str, action: str, clue: Clue, /, **data: Any) -> Clue:
    """Take an action on a clue, and read it anew."""
    clue.refresh_from_db()
    perform(action, clue, actor_of(who, story.clock), data, story.clock)
    clue.refresh_from_db()
    return clue


def is_refused(
    story: Story, who: str, action: str, clue: Clue, code: str, /, **data: Any
) -> DomainError:
    """The refusal of an action on a clue."""
    return refused(code, lambda: act(story, who, action, clue, **data))


def refused(code: str, call: Callable[[], Any]) -> DomainError:
    """The refusal of a call, which must have this code."""
    with pytest.raises(DomainError) as refusal:
        call()
    assert refusal.value.code == code, refusal.value
    return refusal.value


def assessment(clue: Clue) -> Deadline:
    """The period for assessing it."""
    found = Deadline.objects.filter(clue=clue, code="clue_assessment").order_by("id").last()
    assert found is not None
    return found


def test_the_receiver_accepts_and_works_on_it(story: Story) -> None:
    received = transfer(story.to_registered(), "tz")
    assert story.clue is not None
    assert story.clue.state == "transferred"
    assert (received.procuratorate.code, received.state) == ("tz", "registered")
    assert received.transferred_from is not None
    assert received.transferred_from.code == "cy"
    assert received.narrative == story.clue.narrative
    act(story, "tz.handler", "accept_clue", received, on=story.today)
    assert received.accepted_on == story.clock.date()
    facts = {"truth": "属实", "viability": "可查", "harm": "污染", "verdict": "file"}
    assert act(story, "tz.handler", "assess_clue", received, **facts).state == "assessed"


def test_assessing_a_received_clue_is_accepting_it(story: Story) -> None:
    received = transfer(story.to_registered(), "tz")
    facts = {"truth": "属实", "viability": "可查", "harm": "污染", "verdict": "file"}
    assert act(story, "tz.handler", "assess_clue", received, **facts).accepted_on is not None


def test_a_received_clue_goes_neither_back_nor_on(story: Story) -> None:
    received = transfer(story.to_registered(), "tz")
    for to in ("cy", "sy"):
        refusal = is_refused(
            story, "tz.handler", "transfer_clue", received, "wrong_state", to=to, reason="不属"
        )
        assert "report it upward" in str(refusal)
    act(story, "tz.handler", "accept_clue", received, on=story.today)
    refused(
        "wrong_state",
        lambda: act(story, "tz.handler", "transfer_clue", received, to="sy", reason="不属"),
    )
    refused(
        "wrong_state", lambda: act(story, "tz.head", "report_clue_upward", received, reason="x")
    )
    refused("wrong_state", lambda: act(story, "tz.head", "accept_clue", received, on=story.today))


def test_the_superior_designates_and_nobody_may_refuse(story: Story) -> None:
    received = transfer(story.to_registered(), "tz")
    first = assessment(received)
    act(story, "tz.handler", "report_clue_upward", received, reason="违法行为地在顺义")
    assert assessment(received).status == "suspended"
    for name, data in (
        ("assess_clue", {"truth": "x", "viability": "x", "harm": "x", "verdict": "file"}),
        ("accept_clue", {"on": story.today}),
        ("report_clue_upward", {"reason": "再报"}),
        ("transfer_clue", {"to": "sy", "reason": "x"}),
    ):
        is_refused(story, "tz.handler", name, received, "wrong_state", **data)
    story.later(3)
    act(story, "bj3.handler", "designate", received, to="sy", reason="违法行为地")
    assert (received.procuratorate.code, received.state) == ("sy", "registered")
    assert received.municipal_id == received.procuratorate.parent_id
    assert received.accepted_on == story.clock.date()
    assert received.transferred_from is not None
    assert received.transferred_from.code == "tz"
    first.refresh_from_db()
    assert first.status == "cancelled"
    new = assessment(received)
    assert (new.status, new.responsible.code) == ("running", "sy")
    for name, data in (
        ("report_clue_upward", {"reason": "不属"}),
        ("transfer_clue", {"to": "tz", "reason": "不属"}),
    ):
        is_refused(story, "sy.handler", name, received, "wrong_state", **data)
    refused("wrong_state", lambda: act(story, "bj3.handler", "designate", received, to="tz"))


def test_the_superior_may_say_that_it_is_right_where_it_is_or_its_own(story: Story) -> None:
    received = transfer(story.to_registered(), "tz")
    act(story, "tz.handler", "report_clue_upward", received, reason="不属本院")
    story.later(2)
    act(story, "bj3.head", "designate", received, to="tz")
    assert (received.procuratorate.code, assessment(received).status) == ("tz", "running")
    refused(
        "wrong_state",
        lambda: act(story, "tz.handler", "report_clue_upward", received, reason="仍不属"),
    )
    own = Story("cy", "env", "2026-02-02").to_registered().clue
    assert own is not None
    act(story, "cy.handler", "report_clue_upward", own, reason="属上级院管辖")
    act(story, "bj3.head", "designate", own, to="bj3")
    assert own.procuratorate.code == "bj3"
    assert own.transferred_from is not None
    assert own.transferred_from.code == "cy"


@pytest.mark.parametrize(
    ("place", "to", "code"),
    [
        ("cy", "cy", "invalid"),  # is here
        ("cy", "cy-court", "invalid"),
        ("cy", "bj3", "invalid"),  # the superior's is reported upward
        ("cy", "bj", "invalid"),
        ("cy", "bj4", "invalid"),  # not of its level
        ("cy", "nowhere", "invalid"),
        ("cy", "hd", ""),
        ("cy", "tj", ""),  # neighbours are known by their highest procuratorate alone
        ("bj", "tj", ""),
        ("bj", "he", ""),
        ("bj", "cy", ""),  # handed to one below
        ("bj1", "bj4", ""),
    ],
)
def test_where_a_clue_may_go(stories: Callable[..., Story], place: str, to: str, code: str) -> None:
    story = stories(place).to_registered(organ="cy-water")
    if code:
        refusal = refused(
            code, lambda: story.act(".handler", "transfer_clue", to=to, reason="不属本院")
        )
        assert set(refusal.errors) == {"to"}
    else:
        assert transfer(story, to).procuratorate.code == to


@pytest.mark.parametrize(
    ("who", "action", "data", "code"),
    [
        ("tz.head", "accept_clue", {"on": "2025-12-31"}, "date_out_of_order"),
        ("tz.head", "accept_clue", {"on": "2027-12-31"}, "date_in_future"),
        ("tz.head", "accept_clue", {}, "invalid"),
        ("tz.chief", "accept_clue", {"on": "2026-01-12"}, "not_permitted"),
        ("cy.handler", "accept_clue", {"on": "2026-01-12"}, "not_found"),
        ("tz.head", "report_clue_upward", {}, "invalid"),
        ("bj3.head", "designate", {"to": "sy"}, "wrong_state"),  # was not reported
        ("tz.head", "designate", {"to": "sy"}, "not_permitted"),
    ],
)
def test_what_is_refused_on_a_received_clue(
    story: Story, who: str, action: str, data: dict[str, Any], code: str
) -> None:
    received = transfer(story.to_registered(), "tz")
    refused(code, lambda: act(story, who, action, received, **data))


@pytest.mark.parametrize("to", ["hd", "bj", "bj1", "tz-court"])
def test_designated_is_only_in_ones_own_area(story: Story, to: str) -> None:
    received = transfer(story.to_registered(), "tz")
    act(story, "tz.handler", "report_clue_upward", received, reason="不属")
    refusal = refused("invalid", lambda: act(story, "bj3.head", "designate", received, to=to))
    assert set(refusal.errors) == {"to"}


def test_nobody_accepts_what_was_always_theirs_and_the_top_reports_to_nobody(
    stories: Callable[..., Story],
) -> None:
    own = stories().to_registered()
    refused("wrong_state", lambda: own.act(".handler", "accept_clue", on=own.today))
    top = stories("bj").to_registered(organ="cy-water")
    refused("wrong_state", lambda: top.act(".handler", "report_clue_upward", reason="不属"))


def test_a_later_clue_is_merged_into_a_case_until_its_recommendation_is_issued(
    stories: Callable[..., Story],
) -> None:
    story = stories().to_inquiring()
    assert story.clue is not None
    assert story.case is not None
    later = stories(start="2026-01-21").to_registered(title="同一企业又一处私凿机井")
    assert later.clue is not None
    done = later.act(
        ".handler", "merge_clue", into=story.clue.number, reason="同一行政机关同类违法"
    )
    assert done.event is not None
    assert done.event.effects["cases"] == [story.case.number]
    assert later.clue.state == "merged"
    assert list(story.case.clue.merged.all()) == [later.clue]


def test_after_the_recommendation_it_is_too_late_and_elsewhere_it_is_another_case(
    stories: Callable[..., Story],
) -> None:
    story = stories().to_recommended()
    assert story.clue is not None
    number = story.clue.number
    late = stories(start="2026-03-02").to_registered()
    refusal = refused(
        "wrong_state", lambda: late.act(".handler", "merge_clue", into=number, reason="同类")
    )
    assert set(refusal.errors) == {"into"}
    elsewhere = stories("hd", "env", "2026-03-02").to_registered()
    refused("invalid", lambda: elsewhere.act(".handler", "merge_clue", into=number, reason="同类"))
    moved = stories("cy", "env", "2026-03-02").to_inquiring()
    moved.act("bj3.head", "take_up")
    assert moved.clue is not None
    gone = moved.clue.number
    refused("wrong_state", lambda: late.act(".handler", "merge_clue", into=gone, reason="同类"))
    assert not Draft.objects.open().exists()
