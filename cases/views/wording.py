"""The words of pages: what meets a deadline, what an event was, what follows from an action.

Prose is made when it is read, from what was recorded; everything here is a table of message ids.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.actions.registry import action_called
from cases.domain.rulebook import all_rules
from cases.domain.vocabulary import CaseState
from cases.models import (
    EvidenceKind,
    Finding,
    MeasureKind,
    Outcome,
    ReplyKind,
    ResponseKind,
    ServiceMethod,
    ServiceRecord,
    SupportedOutcome,
    Verdict,
    WithdrawalGround,
)
from cases.models.choices import (
    ClosingGround,
    ConsultationForm,
    InquiryProposal,
    ReviewProposal,
    SuperiorMatter,
)
from cases.views.sentences import SENTENCES
from pilit.law.texts import N_
from pilit.web.texts import translated

_REVIEW: Final = ("resume_review", "conclude_review", "file_suit", "close_case")
#: The actions that meet a deadline, the likeliest first; of a right, those that use it.
MEETS: Final[Mapping[str, tuple[str, ...]]] = {
    "clue_assessment": ("assess_clue",),
    "filing_decision_service": ("serve_filing_decision",),
    "recommendation_inquiry": ("conclude_inquiry", "issue_recommendation"),
    "recommendation_service": ("serve_recommendation",),
    "recommendation_record": ("record_with_superior",),
    "recommendation_reply": ("submit_reply",),
    "recommendation_reply_urgent": ("submit_reply",),
    "public_notice": ("record_plaintiff_response",),
    "review_for_suit_administrative": _REVIEW,
    "review_for_suit_civil": _REVIEW,
    "review_for_suit_transferred_administrative": _REVIEW,
    "review_for_suit_transferred_civil": _REVIEW,
    "complaint_record": ("record_with_superior",),
    "docketing": ("docket",),
    "complaint_service": ("serve_complaint",),
    "defence": ("submit_defence",),
    "defence_forwarding": ("forward_defence",),
    "appearance_notice": ("give_hearing_notice",),
    "appearance_reply": ("reply_appearance",),
    "first_instance": ("enter_judgment",),
    "second_instance": ("enter_final_judgment", "rule_on_docketing"),
    "second_instance_ruling": ("enter_final_judgment", "rule_on_docketing"),
    "judgment_record": ("record_with_superior",),
    "appeal_judgment": ("appeal",),
    "appeal_ruling": ("appeal",),
    "appeal_copy_record": ("record_with_superior",),
    "judgment_performance": ("report_performance", "record_payment"),
    "enforcement_application": ("apply_for_enforcement",),
    "enforcement_stalled": ("record_enforcement", "complete_enforcement"),
    "withdrawal_submission": ("submit_withdrawal",),
    "support_withdrawal_submission": ("submit_support_withdrawal",),
    "co_plaintiff_joining": ("admit_plaintiff",),
    "department_informing": ("inform_department",),
    "mediation_notice": ("mediate",),
    "confirmation_notice": ("confirm_agreement",),
    "entrusted_inquiry": ("answer_entrusted_inquiry",),
    "recusal_decision": ("decide_recusal",),
    "recusal_reconsideration": ("decide_reconsideration",),
    "supervision_report": ("report_on_supervision",),
    "question_answer": ("answer_question",),
    "first_look_back": ("look_back",),
    "second_look_back": ("look_back",),
}

#: What a handler usually does next in a state, where no deadline asks for something first.
USUAL: Final[Mapping[CaseState, tuple[str, ...]]] = {
    CaseState.INQUIRING: (
        "conclude_inquiry",
        "publish_notice",
        "ask_relatives",
        "start_negotiation",
        "support_suit",
    ),
    CaseState.NOTICED: ("record_plaintiff_response", "record_follow_up"),
    CaseState.NEGOTIATING: ("record_agreement", "fail_negotiation"),
    CaseState.AGREED: ("ask_for_confirmation", "close_case"),
    CaseState.SUPPORTING: ("record_supported_outcome", "withdraw_support", "close_case"),
    CaseState.FOLLOWING_UP: ("publish_notice", "right_holder_sues", "support_suit", "close_case"),
    CaseState.IN_FORCE: ("record_payment", "apply_for_enforcement", "complete_enforcement"),
    CaseState.ENFORCING: ("record_payment", "complete_enforcement"),
}

#: What is done once an organ has let its period pass.
AFTER_MISS: Final[Mapping[str, tuple[str, ...]]] = {
    "recommendation_reply": ("conclude_review", "record_follow_up"),
    "recommendation_reply_urgent": ("conclude_review", "record_follow_up"),
}

#: Values of recorded fields that are words of the vocabulary, by name of the field.
_WORDS: Final[Mapping[str, tuple[type[Enum], ...]]] = {
    "verdict": (Verdict,),
    "method": (ServiceMethod,),
    "document": (ServiceRecord.Document,),
    "form": (ConsultationForm,),
    "measure": (MeasureKind,),
    "what": (SuperiorMatter, ResponseKind),
    "proposal": (InquiryProposal, ReviewProposal),
    "ground": (ClosingGround, WithdrawalGround),
    "conclusion": (Finding,),
    "kind": (ReplyKind, EvidenceKind),
    "outcome": (Outcome, SupportedOutcome),
}
LONG: Final = 60
"""A sentence quotes no more of a text than so many characters."""

_CHANGES: Final[Mapping[str, str]] = {
    "started": N_("%(what)s: until %(day)s"),
    "suspended": N_("%(what)s: suspended"),
    "resumed": N_("%(what)s: runs on, until %(day)s"),
    "extended": N_("%(what)s: extended until %(day)s"),
    "recomputed": N_("%(what)s: moved to %(day)s"),
    "met": N_("%(what)s: met"),
    "met_late": N_("%(what)s: made good after its end"),
    "missed": N_("%(what)s: missed"),
    "lapsed": N_("%(what)s: ended"),
    "cancelled": N_("%(what)s: no longer runs"),
}


@cache
def _labels() -> dict[str, str]:
    return {rule.code: rule.label for rule in all_rules()}


def deadline_label(code: str) -> str:
    """What a period is called, in the reader's language."""
    return translated(_labels().get(code, code))


def action_label(name: str) -> str:
    """What an action is called, in the reader's language."""
    kind = action_called(name)
    return translated(kind.label if kind else name)


def sentence(action: str, data: Mapping[str, Any], effects: Mapping[str, Any]) -> str:
    """What happened, in a sentence; the action's label where what it would say is missing."""
    template = SENTENCES.get(action)
    if template is None:
        return action_label(action)
    values = {name: _word(name, value) for name, value in {**effects, **data}.items()}
    try:
        return _(template) % values
    except KeyError:
        return action_label(action)


def _word(name: str, value: Any) -> str:
    if name == "code":
        return deadline_label(str(value))
    if name == "amount":
        return f"{Decimal(str(value)):,.2f}"
    for kind in _WORDS.get(name, ()):
        label = next((getattr(each, "label", None) for each in kind if each.value == value), None)
        if label is not None:
            return str(label)
    text = str(value)
    return text if len(text) <= LONG else f"{text[:LONG]}…"


def change_text(change: Mapping[str, Any], shown_day: str) -> str:
    """What became of a period, as the event log keeps it; ``shown_day`` is its end in words."""
    template = _CHANGES.get(str(change.get("change")))
    if template is None:
        return ""
    return _(template) % {"what": deadline_label(str(change.get("code"))), "day": shown_day}
