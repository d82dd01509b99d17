"""What may be done on a case of any kind."""

from cases.domain.lifecycle.table import (
    ANY_CASE,
    DRAFT_STEPS,
    OPEN_CASE,
    Decision,
    Table,
    Who,
    row,
)
from cases.domain.vocabulary import CaseState as S

_H, _HEAD, _CHIEF = Who.HANDLER, Who.HEAD, Decision.CHIEF
_PARTIES = (Who.ORGAN, Who.RIGHT_HOLDER)
_LEADING = (_HEAD, Who.CHIEF, Who.HIGHER, Who.CHIEF_ABOVE)

INQUIRY_TABLE: Table = (
    row({S.INQUIRING}, "serve_filing_decision", None, _H, "Rules 70"),
    row({S.INQUIRING}, "record_consultation", None, _H, "Rules 70"),
    row({S.INQUIRING}, "plan_inquiry", None, _H, "Rules 33"),
    row({S.INQUIRING}, "name_respondent", None, _H, "Rules 29"),
    row(OPEN_CASE, "record_measure", None, _H, "Rules 35, 36"),
    row(OPEN_CASE, "add_evidence", None, (_H, *_PARTIES), "Rules 34"),
    row(OPEN_CASE, "commission_appraisal", None, _H, "Rules 41, 48"),
    row(OPEN_CASE, "receive_appraisal", None, _H, "Rules 41, 48"),
    row(OPEN_CASE, "entrust_inquiry", None, _H, "Rules 43"),
    row(OPEN_CASE, "answer_entrusted_inquiry", None, Who.ENTRUSTED, "Rules 43"),
    row(OPEN_CASE, "hold_hearing", None, _H, "Rules 44"),
    row(OPEN_CASE, "record_cost", None, _H, "Opinions 8(3)"),
    row(ANY_CASE, "record_hours", None, Who.TEAM, "Opinions 3(3)"),
    row({S.INQUIRING}, "conclude_inquiry", None, _H, "Rules 73, 89"),
)

PEOPLE_TABLE: Table = (
    row(OPEN_CASE, "assign_team", None, _HEAD, "Rules 6"),
    row(OPEN_CASE, "name_substitute", None, (_HEAD, _H), "Rules 6"),
    row(OPEN_CASE, "apply_for_recusal", None, (*_PARTIES, _H, _HEAD, Who.CHIEF), "Rules 19-21"),
    row(OPEN_CASE, "decide_recusal", None, (Who.CHIEF, _HEAD), "Rules 22, 23"),
    row(OPEN_CASE, "request_reconsideration", None, (*_PARTIES, _H, _HEAD), "Rules 23"),
    row(OPEN_CASE, "decide_reconsideration", None, (Who.CHIEF, _HEAD), "Rules 22, 23"),
)

SUPERIOR_TABLE: Table = (
    row(ANY_CASE, "record_with_superior", None, _H, "Rules 46, 58, 62, 75, 78"),
    row(OPEN_CASE, "supervise", None, Who.HIGHER, "Rules 11"),
    row(ANY_CASE, "ask_about", None, _LEADING, "Rules 5, 7, 10, 11"),
    row(ANY_CASE, "answer_question", None, _H, "Rules 5, 7, 10, 11"),
    row(OPEN_CASE, "report_on_supervision", None, _H, "Rules 11"),
    row(OPEN_CASE, "hand_down", None, (_H, _HEAD), "Rules 11, 18"),
    row(OPEN_CASE, "take_up", None, Who.HIGHER, "Rules 11, 18"),
    row(OPEN_CASE, "designate", None, Who.HIGHER, "Rules 17"),
)

ENDING_TABLE: Table = (
    row(OPEN_CASE, "close_case", S.CLOSED, _H, "Rules 74, 80, 90, 95", _CHIEF),
    row({S.CLOSED}, "archive_case", None, (Who.REGISTRAR, _H), "Rules 106"),
    row(ANY_CASE, "look_back", None, _H, "Rules 77; Opinions 3(2)"),
    row(
        {S.CLOSED},
        "reopen_case",
        S.FOLLOWING_UP,
        _H,
        "Rules 77, 81; Opinions 3(2)",
        _CHIEF,
        otherwise=S.INQUIRING,  # it never left the inquiry
    ),
)

COMMON_TABLE: Table = (
    *INQUIRY_TABLE,
    *PEOPLE_TABLE,
    *SUPERIOR_TABLE,
    *ENDING_TABLE,
    *(row(ANY_CASE, name, None, who, basis) for name, who, basis in DRAFT_STEPS),
)
