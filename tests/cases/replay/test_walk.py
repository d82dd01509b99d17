"""The tables walked: every row is taken by some scenario, and in no other state than its own."""

from collections.abc import Iterator
from typing import cast

import pytest

from cases.actions.drafts import STEPS
from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.domain.lifecycle import CASE_TABLES, CLUE_TABLE, NEW, Table, Transition
from cases.domain.vocabulary import CaseKind, CaseState, ClueState
from cases.models import Case, Clue
from cases.policy import Standing
from pilit.law.errors import WrongState
from tests.cases.replay.history import TOGETHER, all_told, door

# As the vocabulary writes them; the sweep's own actions and the steps of drafts apart.
VOCABULARY = {
    "clue": ("register_clue assess_clue merge_clue transfer_clue decline_clue file_case"),
    "case": (
        "serve_filing_decision record_consultation plan_inquiry record_measure add_evidence "
        "commission_appraisal receive_appraisal entrust_inquiry answer_entrusted_inquiry "
        "hold_hearing apply_for_recusal decide_recusal assign_team record_with_superior "
        "supervise hand_down take_up designate conclude_inquiry close_case look_back reopen_case "
        "issue_recommendation serve_recommendation object_to_recommendation answer_objection "
        "submit_reply attach_signed_reply record_follow_up suspend_review resume_review "
        "extend_review conclude_review "
        "transfer_for_suit file_suit publish_notice ask_relatives record_plaintiff_response "
        "support_suit withdraw_support start_negotiation record_agreement fail_negotiation "
        "confirm_agreement docket refuse_docketing serve_complaint submit_defence "
        "give_hearing_notice reply_appearance hold_trial suspend_trial resume_trial extend_trial "
        "alter_claims withdraw_suit allow_withdrawal mediate enter_judgment appeal "
        "enter_final_judgment protest report_performance transfer_to_enforcement "
        "record_enforcement record_payment recommend_to_court complete_enforcement"
    ),
}
TABLES: dict[str, Table] = {
    "clue": CLUE_TABLE,
    **{str(kind): CASE_TABLES[kind] for kind in CaseKind},
}


class Anybody:
    """A standing in which everybody may do everything: only the state decides."""

    def permitted(self, entry: Transition) -> bool:
        """Yes."""
        del entry
        return True


def _in(table: str, state: str) -> Clue | Case | None:
    if state == NEW:
        return None
    return Clue(state=state) if table == "clue" else Case(kind=table, state=state)


def _elsewhere() -> Iterator[tuple[str, str, str]]:
    for name, table in TABLES.items():
        states = {NEW, *ClueState} if name == "clue" else set(CaseState)
        for action in sorted({row.action for row in table}):
            allowed = {state for row in table if row.action == action for state in row.sources}
            if name == "clue" and action != "register_clue":
                states = set(ClueState)
            yield from ((name, action, state) for state in sorted(states - allowed))


def test_every_action_of_the_vocabulary_exists() -> None:
    assert set(VOCABULARY["clue"].split()) <= set(CLUE_ACTIONS)
    assert set(VOCABULARY["case"].split()) <= set(CASE_ACTIONS)


def test_every_row_has_an_action_and_every_action_a_row() -> None:
    assert {row.action for row in CLUE_TABLE} == set(CLUE_ACTIONS)
    assert {row.action for table in CASE_TABLES.values() for row in table} == set(CASE_ACTIONS)


def test_in_every_other_state_an_action_is_refused() -> None:
    refused = 0
    for table, action, state in _elsewhere():
        with pytest.raises(WrongState):
            door.permitted_row(action, _in(table, state), cast(Standing, Anybody()))
        refused += 1
    assert refused > len(VOCABULARY["case"].split()) * len(CaseKind)


@TOGETHER
@pytest.mark.timeout(900)
@pytest.mark.usefixtures("directory")
def test_every_row_is_taken_by_some_scenario() -> None:
    rows = {row for table in TABLES.values() for row in table if row.action not in STEPS}
    assert not sorted(f"{row.action} from {sorted(row.sources)}" for row in rows - all_told().rows)
