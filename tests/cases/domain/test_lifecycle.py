"""The table itself: whole, and the same as what the registry knows."""

import pytest

from cases.actions.drafts import STEPS
from cases.domain.diagram import document
from cases.domain.lifecycle import (
    ADMINISTRATIVE_TABLE,
    CASE_TABLES,
    CLUE_TABLE,
    NEW,
    Decision,
    Table,
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
    case_state_label,
)

# The decisions of the chief, as the vocabulary marks them.
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
    "transfer_for_suit",
    "publish_notice",
    "support_suit",
    "withdraw_support",
}
ALL_ROWS = (*CLUE_TABLE, *(row for table in CASE_TABLES.values() for row in table))


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (CLUE_TABLE, {*ClueState, NEW}),
        *((CASE_TABLES[kind], set(CaseState)) for kind in CaseKind),
    ],
    ids=["clue", *CaseKind],
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
    for table in CASE_TABLES.values():
        for state in reached(table) - {CaseState.CLOSED}:
            assert any(row.target for row in rows_from(table, state)), state


def reached(table: Table) -> set[str]:
    """The states a case can come to: from its filing, row by row."""
    found: set[str] = {CaseState.INQUIRING}
    while True:
        more = {
            target
            for row in table
            if row.sources & found
            for target in (row.target, row.otherwise)
            if target
        }
        if more <= found:
            return found
        found |= more


def test_each_kind_comes_to_the_states_that_are_its_own() -> None:
    own = {kind: reached(CASE_TABLES[kind]) for kind in CaseKind}
    recommended = {CaseState.RECOMMENDED, CaseState.AWAITING_REPLY, CaseState.SUSPENDED}
    assert recommended <= own[CaseKind.ADMINISTRATIVE]
    assert all(not recommended & own[kind] for kind in CaseKind if kind != "administrative")
    assert {CaseState.NOTICED, CaseState.NEGOTIATING} <= own[CaseKind.CIVIL]
    assert {CaseState.AGREED, CaseState.SUPPORTING} <= own[CaseKind.COMPENSATION]
    assert own[CaseKind.SUPPORT] == {"inquiring", "supporting", "following_up", "closed"}


def test_the_decisions_of_the_chief_are_those_of_the_vocabulary() -> None:
    decided = {
        row.action for row in ALL_ROWS if row.decision is Decision.CHIEF and row.action not in STEPS
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


@pytest.mark.parametrize("kind", CaseKind)
def test_only_an_administrative_case_is_followed_up_in_name(kind: CaseKind) -> None:
    said = case_state_label(kind, CaseState.FOLLOWING_UP)
    own = dict.fromkeys((CaseKind.CIVIL, CaseKind.INCIDENTAL), "Review for suit")
    own[CaseKind.ADMINISTRATIVE] = "Follow-up"
    assert said == own.get(kind, "Next step under review")
    assert case_state_label(kind, CaseState.CLOSED) == "Closed"


def test_the_diagram_shows_every_move() -> None:
    text = document()
    for row in ALL_ROWS:
        assert f"`{row.action}`" in text
        if row.target:
            assert all(f"{source or '[*]'} --> {row.target}" in text for source in row.sources)
