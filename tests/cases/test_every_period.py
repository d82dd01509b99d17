"""Every period of the rulebooks: started, met and let pass; extended and suspended where it can be.

Told by the scenarios, and by short stories for what no scenario tells; all through real actions.
"""

from functools import cache
from typing import Final, NamedTuple

import pytest
from django.db import transaction

from cases.domain.clocks import INSTANCE_CLOCKS, REVIEW_CLOCKS
from cases.domain.ladder import RIGHTS
from cases.domain.rulebook import book
from cases.models import Event
from tests.cases.period_stories import STORIES
from tests.cases.replay.history import TOGETHER, History, all_told

# Whoever comes first replays what was not replayed yet.
pytestmark = [pytest.mark.usefixtures("directory"), pytest.mark.timeout(900), TOGETHER]


class Way(NamedTuple):
    """The actions that start a period, those that meet it and those that suspend it, by name."""

    started: str
    met: str
    suspended: str = ""


_COURT_DECIDES: Final = "enter_final_judgment rule_on_docketing"
_IN_FORCE: Final = "confirm_agreement enter_final_judgment judgment_takes_effect mediate"
_STAY: Final = "suspend_trial"

#: By code, in the order of a case's life.
WAYS: Final[dict[str, Way]] = {
    "clue_assessment": Way(
        "register_clue transfer_clue designate accept_referral",
        "assess_clue",
        "report_clue_upward",
    ),
    "referral_signing": Way("send_referral", "receive_referral"),
    "discipline_circulation": Way("agree_circulation", "agree_circulation"),
    "assistance_answer": Way("ask_assistance", "answer_assistance"),
    "campaign_end": Way("open_campaign", "close_campaign"),
    "governance_reply": Way("serve_governance", "reply_governance"),
    "cosigned_review": Way("cosign_document review_document", "review_document"),
    "joint_meeting_task": Way("hold_meeting", "report_task"),
    "oversight_schedule": Way("ask_oversight record_oversight", "schedule_oversight"),
    "oversight_materials": Way("accept_oversight schedule_oversight", "hand_in_materials"),
    "oversight_day": Way("accept_oversight schedule_oversight", "record_oversight_held"),
    "oversight_task": Way("set_oversight_task", "report_oversight_task"),
    "invitation_day": Way("invite_overseer accept_invitation", "record_attendance"),
    "referral_result": Way("receive_referral", "report_result"),
    "filing_decision_service": Way("file_case name_respondent", "serve_filing_decision"),
    "recommendation_inquiry": Way(
        "file_case name_respondent", "conclude_inquiry issue_recommendation close_case"
    ),
    "entrusted_inquiry": Way("entrust_inquiry", "answer_entrusted_inquiry"),
    "question_answer": Way("ask_about", "answer_question"),
    "supervision_report": Way("supervise", "report_on_supervision"),
    "recusal_decision": Way("apply_for_recusal", "decide_recusal"),
    "recusal_reconsideration": Way("request_reconsideration", "decide_reconsideration"),
    "recommendation_service": Way("issue_recommendation", "serve_recommendation"),
    "recommendation_record": Way("serve_recommendation", "record_with_superior"),
    "recommendation_reply": Way("serve_recommendation", "submit_reply"),
    "recommendation_reply_urgent": Way("serve_recommendation", "submit_reply"),
    "review_for_suit_administrative": Way(
        "reply_period_ends submit_reply", "file_suit close_case", "suspend_review"
    ),
    "public_notice": Way("publish_notice", ""),
    "review_for_suit_civil": Way(
        "notice_ends record_plaintiff_response fail_negotiation",
        "file_suit close_case",
        "commission_appraisal fail_negotiation",
    ),
    "review_for_suit_transferred_administrative": Way(
        "transfer_for_suit", "file_suit close_case", "commission_appraisal"
    ),
    "review_for_suit_transferred_civil": Way(
        "transfer_for_suit", "file_suit", "commission_appraisal"
    ),
    "complaint_record": Way("file_suit", "record_with_superior"),
    "docketing": Way("file_suit", "docket refuse_docketing"),
    "complaint_service": Way("docket", "serve_complaint"),
    "co_plaintiff_joining": Way("docket", ""),
    "department_informing": Way("docket", "inform_department"),
    "defence": Way("serve_complaint", "submit_defence"),
    "defence_forwarding": Way("submit_defence", "forward_defence"),
    "appearance_notice": Way("give_hearing_notice", "give_hearing_notice"),
    "appearance_reply": Way("give_hearing_notice", "reply_appearance"),
    "withdrawal_submission": Way(
        "withdraw_suit alter_claims", "submit_withdrawal allow_withdrawal"
    ),
    "mediation_notice": Way("publish_agreement", "mediate"),
    "first_instance": Way("docket", "enter_judgment mediate allow_withdrawal", _STAY),
    "judgment_record": Way("enter_judgment refuse_docketing", "record_with_superior"),
    "appeal_judgment": Way("enter_judgment", "appeal"),
    "appeal_ruling": Way("enter_judgment refuse_docketing", "appeal"),
    "appeal_copy_record": Way("appeal", "record_with_superior"),
    "second_instance": Way("appeal docket_appeal", _COURT_DECIDES, _STAY),
    "second_instance_ruling": Way("docket_appeal", _COURT_DECIDES, _STAY),
    "confirmation_notice": Way("publish_agreement", "confirm_agreement"),
    "support_withdrawal_submission": Way("withdraw_support", "submit_support_withdrawal"),
    "judgment_performance": Way(_IN_FORCE, "report_performance complete_enforcement"),
    "enforcement_application": Way(_IN_FORCE, "apply_for_enforcement transfer_to_enforcement"),
    "enforcement_stalled": Way(
        "apply_for_enforcement transfer_to_enforcement", "record_enforcement"
    ),
    "first_look_back": Way("close_case", "look_back"),
    "second_look_back": Way("close_case", "look_back"),
}
#: Open to several at once: who uses the right does not end it for the others.
USES: Final = {
    "public_notice": {"record_plaintiff_response", "start_negotiation"},
    "co_plaintiff_joining": {"admit_plaintiff"},
}
#: The period for objections is told in the recommendation and runs no clock (Rec. 16).
NOT_YET: Final = {"recommendation_objection"}
#: Known the moment it starts: it counts back from the hearing.
COUNTS_BACK: Final = {"appearance_notice"}


@cache
def history() -> History:
    """What the scenarios and the short stories tell."""
    found = all_told().copy()
    for story in STORIES:
        with transaction.atomic():
            story()
            found.add(Event.objects.order_by("id"))
            transaction.set_rollback(True)
    return found


def test_every_code_of_the_rulebooks_is_told_of() -> None:
    assert set(WAYS) | NOT_YET == {rule.code for rule in book().rules}
    assert not set(WAYS) & NOT_YET
    assert set(USES) <= RIGHTS
    assert {code for code, way in WAYS.items() if way.suspended} >= {
        *REVIEW_CLOCKS,
        *INSTANCE_CLOCKS,
    }


def test_every_period_starts_is_met_and_passes(subtests: pytest.Subtests) -> None:
    changes, while_running = history().changes, history().while_running
    for code, way in WAYS.items():
        with subtests.test(code=code):
            assert changes[code, "started"] == set(way.started.split())
            assert changes[code, "met"] | changes[code, "met_late"] == set(way.met.split())
            assert changes[code, "suspended"] == set(way.suspended.split())
            assert bool(changes[code, "resumed"]) is bool(way.suspended)
            assert USES.get(code, set()) <= while_running[code]
            assert changes[code, "met"] or code in USES
            passed = "lapsed" if code in RIGHTS else "missed"
            assert changes[code, "met_late" if code in COUNTS_BACK else passed]
    for code in NOT_YET:
        assert not changes[code, "started"]


def test_every_extension_of_the_rulebooks_is_granted() -> None:
    steps = {(rule.code, step.by) for rule in book().rules for step in rule.extensions}
    assert history().grants == steps
