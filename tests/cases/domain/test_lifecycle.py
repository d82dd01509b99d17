"""The table itself: whole, and the same as what the registry knows."""

import pytest

from cases.actions.drafts import STEPS
from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.domain.diagram import document
from cases.domain.lifecycle import (
    ADMINISTRATIVE_TABLE,
    CLUE_TABLE,
    NEW,
    Decision,
    Transition,
    rows_for,
    rows_from,
)
from cases.domain.vocabulary import (
    CASE_KIND_LABELS,
    CASE_STATE_LABELS,
    CLUE_STATE_LABELS,
    DOMAIN_LABELS,
    CaseKind,
    CaseState,
    ClueState,
    Domain,
)

# Every name of the vocabulary that this version carries out, as ACTIONS.md writes them.
CHIEF_DECIDES = {
    "transfer_clue",
    "decline_clue",
    "file_case",
    "close_case",
    "reopen_case",
    "issue_recommendation",
    "answer_objection",
    "suspend_review",
    "resume_review",
    "extend_review",
    "file_suit",
    "alter_claims",
    "withdraw_suit",
    "protest",
    "recommend_to_court",
}


def test_every_row_has_an_action_and_every_action_a_row() -> None:
    assert {row.action for row in CLUE_TABLE} == set(CLUE_ACTIONS)
    assert {row.action for row in ADMINISTRATIVE_TABLE} == set(CASE_ACTIONS)


@pytest.mark.parametrize(
    ("table", "states"),
    [(CLUE_TABLE, {*ClueState, NEW}), (ADMINISTRATIVE_TABLE, set(CaseState))],
    ids=["clue", "case"],
)
def test_states_are_known_and_no_state_has_two_rows_for_one_actor(
    table: tuple[Transition, ...], states: set[str]
) -> None:
    for entry in table:
        assert entry.sources <= states
        assert entry.target is None or entry.target in states
        assert entry.basis
    for state in states:
        taken = [(row.action, who) for row in rows_from(table, state) for who in row.who]
        assert len(taken) == len(set(taken))


def test_every_state_but_the_last_leads_on() -> None:
    for state in set(CaseState) - {CaseState.CLOSED}:
        assert any(row.target for row in rows_from(ADMINISTRATIVE_TABLE, state)), state


def test_the_decisions_of_the_chief_are_those_of_the_vocabulary() -> None:
    decided = {
        row.action
        for row in CLUE_TABLE + ADMINISTRATIVE_TABLE
        if row.decision is Decision.CHIEF and row.action not in STEPS
    }
    assert decided == CHIEF_DECIDES | {"complete_enforcement"}
    both = {row.decision for row in rows_for(ADMINISTRATIVE_TABLE, "complete_enforcement")}
    assert both == {
        Decision.OWN,
        Decision.CHIEF,
    }  # the court on its own; the handler through the chief


def test_every_word_has_its_label() -> None:
    assert set(CASE_STATE_LABELS) == set(CaseState)
    assert set(CLUE_STATE_LABELS) == set(ClueState)
    assert set(CASE_KIND_LABELS) == set(CaseKind)
    assert set(DOMAIN_LABELS) == set(Domain)


def test_the_diagram_shows_every_move() -> None:
    text = document()
    for row in CLUE_TABLE + ADMINISTRATIVE_TABLE:
        assert f"`{row.action}`" in text
        if row.target:
            assert all(f"{source or '[*]'} --> {row.target}" in text for source in row.sources)
