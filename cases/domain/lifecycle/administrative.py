"""The administrative case: recommendation, reply, review for suit (Rules 67-84; Rec. 15-24)."""

from cases.domain.lifecycle.table import ANY_CASE, OPEN_CASE, Decision, Table, Who, row
from cases.domain.vocabulary import CaseState as S

_H, _ORGAN, _CHIEF = Who.HANDLER, Who.ORGAN, Decision.CHIEF

RECOMMENDATION_TABLE: Table = (
    row({S.INQUIRING}, "issue_recommendation", S.RECOMMENDED, _H, "Rules 75", _CHIEF),
    row({S.RECOMMENDED}, "serve_recommendation", S.AWAITING_REPLY, _H, "Rules 76"),
    row(ANY_CASE, "serve_document", None, _H, "Rules 74, 78; Rec. 23"),
    row(ANY_CASE, "confirm_receipt", None, _ORGAN, "CPL 90"),
    row({S.AWAITING_REPLY}, "object_to_recommendation", None, _ORGAN, "Rec. 22"),
    row(
        {S.AWAITING_REPLY},
        "answer_objection",
        None,
        _H,
        "Rec. 22, 23",
        _CHIEF,
        otherwise=S.INQUIRING,
    ),
    row(
        {S.AWAITING_REPLY, S.FOLLOWING_UP},
        "submit_reply",
        S.FOLLOWING_UP,
        _ORGAN,
        "Interp. 21; Opinions 5(4)",
    ),
    row(OPEN_CASE, "attach_signed_reply", None, _ORGAN, "Interp. 21; Opinions 5(4)"),
    row({S.AWAITING_REPLY, S.FOLLOWING_UP}, "record_follow_up", None, _H, "Rules 77"),
    row({S.AWAITING_REPLY}, "reply_period_ends", None, Who.CLOCK, "Interp. 21; Rules 47"),
    row({S.FOLLOWING_UP}, "suspend_review", S.SUSPENDED, _H, "Rules 78", _CHIEF),
    row({S.SUSPENDED}, "resume_review", S.FOLLOWING_UP, _H, "Rules 78", _CHIEF),
    row({S.FOLLOWING_UP}, "extend_review", None, _H, "Rules 47", _CHIEF),
    row({S.AWAITING_REPLY, S.FOLLOWING_UP}, "conclude_review", None, _H, "Rules 79, 82"),
    row({S.FOLLOWING_UP}, "transfer_for_suit", None, _H, "Rules 16, 47", _CHIEF),
    row({S.FOLLOWING_UP, S.AWAITING_REPLY}, "file_suit", S.SUIT_FILED, _H, "Rules 81, 83", _CHIEF),
)
