"""The team: named, passed on with a note, stood in for on some days (Rules 6)."""

from typing import Any

import pytest

from agencies.models import Notification
from cases.sweep import sweep
from pilit.law.errors import DateOutOfOrder, DomainError, Invalid, NotPermitted, WrongState
from tests.cases.builders_sweep import deadline_of, due_at, reminded
from tests.cases.conftest import Story


def plan(story: Story, who: str) -> None:
    story.act(who, "plan_inquiry", approach="走访", evidence_sought="台账")


@pytest.fixture
def filed(story: Story) -> Story:
    return story.to_inquiring()


@pytest.fixture
def assigned(filed: Story) -> Story:
    filed.act(".head", "assign_team", lead="cy.handler", members=["cy.assistant"])
    return filed


@pytest.mark.parametrize(
    ("data", "note_wanted"),
    [
        ({"lead": "cy.handler", "members": []}, False),
        ({"lead": "cy.handler2", "members": ["cy.handler"]}, True),
        ({"lead": "cy.handler2", "handover_note": "水样尚未送检"}, False),
    ],
)
def test_a_lead_who_passes_the_case_on_says_what_is_under_way(
    assigned: Story, data: dict[str, Any], note_wanted: bool
) -> None:
    if note_wanted:
        with pytest.raises(Invalid) as refused:
            assigned.act(".head", "assign_team", **data)
        assert list(refused.value.errors) == ["handover_note"]
        return
    assigned.act(".head", "assign_team", **data)
    assert assigned.case is not None
    lead = assigned.case.team.get(until=None, is_lead=True)
    assert lead.person == assigned.case.handler
    assert lead.handover_note == data.get("handover_note", "")


def test_who_filed_the_case_passes_it_on_without_a_note(filed: Story) -> None:
    filed.act(".head", "assign_team", lead="cy.handler2")
    assert Notification.objects.filter(kind="team_left", recipient__username="cy.handler").exists()


SPAN = {"person": "cy.handler2", "from": "2026-01-26", "until": "2026-01-30"}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"from": "2026-01-18"}, DateOutOfOrder),
        ({"until": "2026-01-25"}, DateOutOfOrder),
        ({"person": "cy.handler"}, Invalid),
        ({"person": "cy.assistant"}, Invalid),
        ({"person": "hd.handler"}, Invalid),
        ({"person": "nobody"}, Invalid),
    ],
)
def test_who_cannot_stand_in_or_when(
    assigned: Story, data: dict[str, str], refusal: type[DomainError]
) -> None:
    assigned.at("2026-01-20")
    with pytest.raises(refusal):
        assigned.act(".head", "name_substitute", **(SPAN | data))


@pytest.mark.parametrize(
    ("day", "acts"),
    [
        ("2026-01-25", False),
        ("2026-01-26", True),
        ("2026-01-30", True),
        ("2026-01-31", False),
    ],
)
def test_a_substitute_acts_in_these_days_only(assigned: Story, day: str, acts: bool) -> None:
    assigned.at("2026-01-20")
    assigned.act(".handler", "name_substitute", **SPAN)
    for name in ("cy.handler2", "cy.assistant"):
        assert Notification.objects.filter(recipient__username=name, kind__startswith="substitute")
    assigned.at(day)
    if acts:
        plan(assigned, ".handler2")
    else:
        with pytest.raises(NotPermitted):
            plan(assigned, ".handler2")
    plan(assigned, ".handler")


def test_nobody_stands_in_twice_or_where_nobody_has_the_case(assigned: Story) -> None:
    assigned.at("2026-01-20")
    assigned.act(".head", "name_substitute", **SPAN)
    with pytest.raises(Invalid):
        assigned.act(".head", "name_substitute", **(SPAN | {"from": "2026-01-30"}))
    assert assigned.case is not None
    assigned.case.handler = None
    assigned.case.save()
    with pytest.raises(WrongState):
        assigned.act(".head", "name_substitute", **SPAN)


def test_a_substitute_is_reminded_while_they_stand_in(assigned: Story) -> None:
    deadline = deadline_of(assigned, "filing_decision_service")
    end = str(deadline.due_on)
    assigned.act(
        ".head", "name_substitute", person="cy.handler2", until=end, **{"from": assigned.today}
    )
    sweep(due_at(deadline, -1))
    assert reminded(deadline, "d1") == {"cy.handler", "cy.handler2"}
    sweep(due_at(deadline, 1))
    assert reminded(deadline, "o1") == {"cy.handler", "cy.head"}


def test_a_recused_substitute_stands_in_no_more(assigned: Story) -> None:
    assigned.at("2026-01-20")
    assigned.act(".head", "name_substitute", **SPAN)
    assigned.act(
        ".handler",
        "apply_for_recusal",
        person="cy.handler2",
        ground="近亲属",
        received_on=assigned.today,
    )
    assigned.at("2026-01-27")
    assigned.act(".chief", "decide_recusal", upheld=True, on=assigned.today)
    assert assigned.case is not None
    assert not assigned.case.team.on(assigned.clock.date()).filter(is_substitute=True).exists()
    with pytest.raises(Invalid):
        assigned.act(".head", "name_substitute", **(SPAN | {"from": "2026-01-28"}))
