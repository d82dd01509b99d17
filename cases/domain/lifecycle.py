"""The lifecycle of a clue and of an administrative case: one table each.

A row says: in these states, this action may be taken, by these, decided by whom, leading there, on
this legal basis. Nothing else in the code base says so a second time; buttons, API and docs ask
this table.

Rules = 人民检察院公益诉讼办案规则, Rec. = 检察建议工作规定, Interp. = the joint interpretation on
procuratorial public-interest litigation; ALL, ALL-I, CPL as in the rule books.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.domain.vocabulary import CaseKind, CaseState, ClueState


class Who(StrEnum):
    """The part in which a person acts on a clue or case (see ``cases.policy``)."""

    PROCURATORATE = "procuratorate"  # any post of the procuratorate that registers clues
    HANDLER = "handler"  # 承办检察官
    HEAD = "head"
    ORGAN = "organ"  # the respondent organ
    COURT = "court"  # the court seised of the case
    SUPERIOR = "superior"  # a procurator of the next higher procuratorate
    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    CLOCK = "clock"  # the sweep: a period ended


class Decision(StrEnum):
    """Whose decision the action is."""

    OWN = "own"  # takes effect when it is taken
    CHIEF = (
        "chief"  # drafted by the handler, reviewed by the head, decided by the chief (Rules 5-8)
    )
    HIGHER = "higher"  # as CHIEF, decided by the chief of the next higher procuratorate


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: ``action`` may be taken in ``sources`` and leads to ``target`` (``None``: stays).

    ``otherwise`` is where it leads instead where the action's data says so.
    """

    sources: frozenset[str]
    action: str
    target: str | None
    who: tuple[Who, ...]
    decision: Decision
    basis: str
    otherwise: str | None = None


def row(
    sources: Iterable[str],
    action: str,
    target: str | None,
    who: Who | tuple[Who, ...],
    basis: str,
    decision: Decision = Decision.OWN,
    otherwise: str | None = None,
) -> Transition:
    """Write one row of a table."""
    parts = who if isinstance(who, tuple) else (who,)
    return Transition(frozenset(sources), action, target, parts, decision, basis, otherwise)


_C, _S = ClueState, CaseState
_H, _HEAD, _ORGAN, _COURT, _CHIEF = Who.HANDLER, Who.HEAD, Who.ORGAN, Who.COURT, Decision.CHIEF

NEW = ""  # before there is anything to be in a state
OPEN_CLUE = frozenset({_C.REGISTERED, _C.ASSESSED})
ANY_CASE = frozenset(CaseState)
OPEN_CASE = ANY_CASE - {_S.CLOSED}
IN_COURT = frozenset({_S.ON_TRIAL, _S.JUDGED, _S.ON_APPEAL, _S.IN_FORCE, _S.ENFORCING})

# Every decision of the chief passes through these, on a clue as on a case.
_DRAFTS = (
    ("revise_draft", Who.DRAFTER, "Rules 7"),
    ("withdraw_draft", Who.DRAFTER, "Rules 7"),
    ("review_draft", Who.REVIEWER, "Rules 7"),
    ("send_back_draft", (Who.REVIEWER, Who.DECIDER), "Rules 7, 8"),
    ("decide_draft", Who.DECIDER, "Rules 5, 8"),
)

CLUE_TABLE: tuple[Transition, ...] = (
    row({NEW}, "register_clue", _C.REGISTERED, Who.PROCURATORATE, "Rules 24, 25"),
    row({_C.REGISTERED}, "assess_clue", _C.ASSESSED, _H, "Rules 27"),
    row({_C.ASSESSED}, "assess_clue", None, _H, "Rules 27"),
    row(OPEN_CLUE, "merge_clue", _C.MERGED, _H, "Rules 69"),
    row(OPEN_CLUE, "transfer_clue", _C.TRANSFERRED, _H, "Rules 26", _CHIEF),
    row({_C.ASSESSED}, "decline_clue", _C.DECLINED, _H, "Rules 30", _CHIEF),
    row({_C.ASSESSED}, "file_case", _C.FILED, _H, "Rules 28-30", _CHIEF),
    *(row(OPEN_CLUE, name, None, who, basis) for name, who, basis in _DRAFTS),
)

COMMON_TABLE: tuple[Transition, ...] = (
    row({_S.INQUIRING}, "serve_filing_decision", None, _H, "Rules 70"),
    row({_S.INQUIRING}, "record_consultation", None, _H, "Rules 70"),
    row({_S.INQUIRING}, "plan_inquiry", None, _H, "Rules 33"),
    row(OPEN_CASE, "record_measure", None, _H, "Rules 35, 36"),
    row(OPEN_CASE, "add_evidence", None, (_H, _ORGAN), "Rules 34"),
    row(OPEN_CASE, "commission_appraisal", None, _H, "Rules 41, 48"),
    row(OPEN_CASE, "receive_appraisal", None, _H, "Rules 41, 48"),
    row(OPEN_CASE, "hold_hearing", None, _H, "Rules 44"),
    row(OPEN_CASE, "assign_team", None, _HEAD, "Rules 6"),
    row(ANY_CASE, "record_with_superior", None, _H, "Rules 46, 58, 62, 75, 78"),
    row({_S.INQUIRING}, "conclude_inquiry", None, _H, "Rules 73, 89"),
    row(OPEN_CASE, "close_case", _S.CLOSED, _H, "Rules 74, 80, 90, 95", _CHIEF),
    row(ANY_CASE, "look_back", None, _H, "Rules 77; Opinions 3(2)"),
    row({_S.CLOSED}, "reopen_case", _S.FOLLOWING_UP, _H, "Rules 77, 81; Opinions 3(2)", _CHIEF),
    *(row(ANY_CASE, name, None, who, basis) for name, who, basis in _DRAFTS),
)

RECOMMENDATION_TABLE: tuple[Transition, ...] = (
    row({_S.INQUIRING}, "issue_recommendation", _S.RECOMMENDED, _H, "Rules 75", _CHIEF),
    row({_S.RECOMMENDED}, "serve_recommendation", _S.AWAITING_REPLY, _H, "Rules 76"),
    row({_S.AWAITING_REPLY}, "object_to_recommendation", None, _ORGAN, "Rec. 22"),
    row(
        {_S.AWAITING_REPLY},
        "answer_objection",
        None,
        _H,
        "Rec. 22, 23",
        _CHIEF,
        otherwise=_S.INQUIRING,
    ),
    row(
        {_S.AWAITING_REPLY, _S.FOLLOWING_UP},
        "submit_reply",
        _S.FOLLOWING_UP,
        _ORGAN,
        "Interp. 21; Opinions 5(4)",
    ),
    row({_S.AWAITING_REPLY, _S.FOLLOWING_UP}, "record_follow_up", None, _H, "Rules 77"),
    row({_S.AWAITING_REPLY}, "reply_period_ends", None, Who.CLOCK, "Interp. 21; Rules 47"),
    row({_S.FOLLOWING_UP}, "suspend_review", _S.SUSPENDED, _H, "Rules 78", _CHIEF),
    row({_S.SUSPENDED}, "resume_review", _S.FOLLOWING_UP, _H, "Rules 78", _CHIEF),
    row({_S.FOLLOWING_UP}, "extend_review", None, _H, "Rules 47", _CHIEF),
    row({_S.AWAITING_REPLY, _S.FOLLOWING_UP}, "conclude_review", None, _H, "Rules 79, 82"),
    row(
        {_S.FOLLOWING_UP, _S.AWAITING_REPLY}, "file_suit", _S.SUIT_FILED, _H, "Rules 81, 83", _CHIEF
    ),
)

_TRIAL = {_S.ON_TRIAL, _S.ON_APPEAL}
_FINAL = {_S.IN_FORCE, _S.ENFORCING}

LITIGATION_TABLE: tuple[Transition, ...] = (
    row({_S.SUIT_FILED}, "docket", _S.ON_TRIAL, _COURT, "CPL 126; ALL 51"),
    row({_S.SUIT_FILED}, "refuse_docketing", _S.FOLLOWING_UP, _COURT, "CPL 126; ALL 51"),
    row({_S.ON_TRIAL}, "serve_complaint", None, _COURT, "CPL 128; ALL 67; Interp. 17"),
    row({_S.ON_TRIAL}, "submit_defence", None, _ORGAN, "CPL 128; ALL 67; Opinions 5(5)"),
    row({_S.ON_TRIAL}, "forward_defence", None, _COURT, "CPL 128; ALL 67"),
    row(_TRIAL, "give_hearing_notice", None, _COURT, "Interp. 8"),
    row(_TRIAL, "reply_appearance", None, _H, "Interp. 8; Rules 49"),
    row(_TRIAL, "hold_trial", None, _COURT, "ALL 3; Opinions 5(5)"),
    row(_TRIAL, "suspend_trial", None, _COURT, "ALL-I 50"),
    row(_TRIAL, "resume_trial", None, _COURT, "ALL-I 50"),
    row(_TRIAL, "extend_trial", None, _COURT, "CPL 152, 183; ALL 81, 88"),
    row({_S.ON_TRIAL}, "alter_claims", None, _H, "Rules 84", _CHIEF),
    row({_S.ON_TRIAL}, "withdraw_suit", None, _H, "Rules 84", _CHIEF),
    row({_S.ON_TRIAL}, "allow_withdrawal", _S.CLOSED, _COURT, "Interp. 24"),
    row({_S.ON_TRIAL}, "enter_judgment", _S.JUDGED, _COURT, "Interp. 25"),
    row({_S.JUDGED}, "appeal", _S.ON_APPEAL, (_H, _ORGAN), "CPL 171; ALL 85; Rules 58-62"),
    row({_S.ON_APPEAL}, "enter_final_judgment", _S.IN_FORCE, _COURT, "CPL 183; ALL 88"),
    row({_S.JUDGED}, "judgment_takes_effect", _S.IN_FORCE, Who.CLOCK, "CPL 171; ALL 85"),
    row(_FINAL | {_S.CLOSED}, "protest", _S.ON_APPEAL, Who.SUPERIOR, "Rules 64", _CHIEF),
    row(_FINAL, "report_performance", None, _ORGAN, "Opinions 5(5)"),
    row({_S.IN_FORCE}, "transfer_to_enforcement", _S.ENFORCING, _COURT, "Interp. 12"),
    row({_S.ENFORCING}, "record_enforcement", None, _COURT, "Interp. 12"),
    row(_FINAL, "record_payment", None, (_COURT, _H), "Opinions 8(3)"),
    row(IN_COURT, "recommend_to_court", None, _H, "Rules 66", _CHIEF),
    row(_FINAL, "complete_enforcement", _S.CLOSED, _COURT, "Interp. 12"),
    row(_FINAL, "complete_enforcement", _S.CLOSED, _H, "Interp. 12", _CHIEF),
)

ADMINISTRATIVE_TABLE = COMMON_TABLE + RECOMMENDATION_TABLE + LITIGATION_TABLE

CASE_TABLES: Mapping[CaseKind, tuple[Transition, ...]] = {
    CaseKind.ADMINISTRATIVE: ADMINISTRATIVE_TABLE,
}


def rows_for(table: tuple[Transition, ...], action: str) -> tuple[Transition, ...]:
    """All rows of ``table`` for ``action``, in any state."""
    return tuple(entry for entry in table if entry.action == action)


def rows_from(table: tuple[Transition, ...], state: str) -> tuple[Transition, ...]:
    """All rows of ``table`` that may be taken in ``state``."""
    return tuple(entry for entry in table if state in entry.sources)
