"""The words of pages: what meets a deadline, what an event was, what follows from an action.

Prose is made when it is read, from what was recorded; everything here is a table of message ids.
"""

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext as _

from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.domain.rulebook import all_rules
from cases.models import (
    EvidenceKind,
    Finding,
    MeasureKind,
    Outcome,
    ReplyKind,
    ServiceMethod,
    Verdict,
)
from cases.models.choices import (
    ClosingGround,
    ConsultationForm,
    InquiryProposal,
    ReviewProposal,
    SuperiorMatter,
)
from pilit.law.texts import N_
from pilit.web.texts import translated

#: The actions that meet a deadline, the likeliest first.
MEETS: Final[Mapping[str, tuple[str, ...]]] = {
    "clue_assessment": ("assess_clue",),
    "filing_decision_service": ("serve_filing_decision",),
    "recommendation_inquiry": ("conclude_inquiry", "issue_recommendation"),
    "recommendation_service": ("serve_recommendation",),
    "recommendation_record": ("record_with_superior",),
    "recommendation_reply": ("submit_reply",),
    "recommendation_reply_urgent": ("submit_reply",),
    "review_for_suit_administrative": (
        "resume_review",
        "conclude_review",
        "file_suit",
        "close_case",
    ),
    "complaint_record": ("record_with_superior",),
    "docketing": ("docket",),
    "complaint_service": ("serve_complaint",),
    "defence": ("submit_defence",),
    "defence_forwarding": ("forward_defence",),
    "appearance_notice": ("give_hearing_notice",),
    "appearance_reply": ("reply_appearance",),
    "first_instance": ("enter_judgment",),
    "second_instance": ("enter_final_judgment",),
    "second_instance_ruling": ("enter_final_judgment",),
    "judgment_record": ("record_with_superior",),
    "appeal_judgment": ("appeal",),
    "appeal_ruling": ("appeal",),
    "appeal_copy_record": ("record_with_superior",),
    "judgment_performance": ("report_performance", "record_payment"),
    "first_look_back": ("look_back",),
    "second_look_back": ("look_back",),
}

#: What is done once an organ has let its period pass.
AFTER_MISS: Final[Mapping[str, tuple[str, ...]]] = {
    "recommendation_reply": ("conclude_review", "record_follow_up"),
    "recommendation_reply_urgent": ("conclude_review", "record_follow_up"),
}

SENTENCES: Final[Mapping[str, str]] = {
    "register_clue": N_("Clue registered"),
    "assess_clue": N_("Clue assessed; proposal: %(verdict)s"),
    "merge_clue": N_("Clue merged into %(into)s"),
    "transfer_clue": N_("Clue transferred to another procuratorate"),
    "decline_clue": N_("Decided to file no case"),
    "file_case": N_("Decided to file a case"),
    "serve_filing_decision": N_("Filing decision served: %(method)s"),
    "record_consultation": N_("Consultation with the organ: %(form)s"),
    "plan_inquiry": N_("Inquiry planned"),
    "record_measure": N_("Measure taken: %(measure)s"),
    "add_evidence": N_("Evidence added: %(title)s"),
    "commission_appraisal": N_("Appraisal commissioned: %(institution)s"),
    "receive_appraisal": N_("Conclusion of the appraisal received"),
    "hold_hearing": N_("Public hearing held"),
    "assign_team": N_("Team assigned"),
    "record_with_superior": N_("Filed with the superior for the record: %(what)s"),
    "conclude_inquiry": N_("Inquiry concluded; proposal: %(proposal)s"),
    "close_case": N_("Case closed: %(ground)s"),
    "look_back": N_("Look-back: %(conclusion)s"),
    "reopen_case": N_("Case reopened"),
    "issue_recommendation": N_("Decided to recommend: %(number)s"),
    "serve_recommendation": N_("Recommendation served: %(method)s"),
    "object_to_recommendation": N_("The organ objected to the recommendation"),
    "answer_objection": N_("Objection answered"),
    "submit_reply": N_("The organ replied in writing: %(kind)s"),
    "record_follow_up": N_("Followed up: %(note)s"),
    "reply_period_ends": N_("The reply period ended without a reply"),
    "suspend_review": N_("Review suspended: %(reason)s"),
    "resume_review": N_("Review resumed"),
    "extend_review": N_("Review period extended"),
    "conclude_review": N_("Review concluded; proposal: %(proposal)s"),
    "file_suit": N_("Decided to sue: %(number)s"),
    "docket": N_("Suit docketed: %(court_number)s"),
    "refuse_docketing": N_("The court refused to docket: %(reason)s"),
    "serve_complaint": N_("Complaint served on the defendant"),
    "submit_defence": N_("The defendant filed its defence"),
    "forward_defence": N_("The court forwarded the defence"),
    "give_hearing_notice": N_("The court gave notice to appear"),
    "reply_appearance": N_("Those who appear were named"),
    "hold_trial": N_("The hearing was held"),
    "suspend_trial": N_("Trial stayed: %(ground)s"),
    "resume_trial": N_("Trial resumed"),
    "extend_trial": N_("Trial period extended"),
    "alter_claims": N_("Claims altered"),
    "withdraw_suit": N_("Decided to withdraw the suit"),
    "allow_withdrawal": N_("The court allowed the withdrawal"),
    "enter_judgment": N_("Judgment given: %(outcome)s"),
    "appeal": N_("Appeal filed"),
    "enter_final_judgment": N_("Final judgment given: %(outcome)s"),
    "judgment_takes_effect": N_("The judgment took effect"),
    "protest": N_("Judgment protested"),
    "report_performance": N_("The organ reported performance"),
    "transfer_to_enforcement": N_("Transferred to enforcement"),
    "record_enforcement": N_("Enforcement: %(measure)s"),
    "record_payment": N_("Paid: %(amount)s yuan"),
    "recommend_to_court": N_("Recommendation to the court"),
    "complete_enforcement": N_("Enforcement completed: %(result)s"),
    "deadline_missed": N_("Period missed: %(code)s"),
    "deadline_lapsed": N_("Period ended, the right was not used: %(code)s"),
    "deadline_recomputed": N_("Period computed anew: %(code)s"),
}

#: Values of recorded fields that are words of the vocabulary, by name of the field.
_WORDS: Final[Mapping[str, tuple[type[Enum], ...]]] = {
    "verdict": (Verdict,),
    "method": (ServiceMethod,),
    "form": (ConsultationForm,),
    "measure": (MeasureKind,),
    "what": (SuperiorMatter,),
    "proposal": (InquiryProposal, ReviewProposal),
    "ground": (ClosingGround,),
    "conclusion": (Finding,),
    "kind": (ReplyKind, EvidenceKind),
    "outcome": (Outcome,),
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
    "lapsed": N_("%(what)s: lapsed"),
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
    kind = CASE_ACTIONS.get(name) or CLUE_ACTIONS.get(name)
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
