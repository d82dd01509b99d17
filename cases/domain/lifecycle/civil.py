"""Civil cases: notice, review for suit, support of another's suit, compensation (Rules 85-103)."""

from cases.domain.lifecycle.table import ANY_CASE, Decision, Table, Who, row
from cases.domain.vocabulary import CaseState as S

_H, _COURT, _RIGHT, _CHIEF = Who.HANDLER, Who.COURT, Who.RIGHT_HOLDER, Decision.CHIEF

NOTICE_TABLE: Table = (
    # Also where relatives were asked and some cannot be reached (Rules 92).
    row({S.INQUIRING, S.NOTICED}, "publish_notice", S.NOTICED, _H, "Interp. 13; Rules 91", _CHIEF),
    # A negotiation begun before any notice has failed: the notice is still to come.
    row({S.FOLLOWING_UP}, "publish_notice", S.NOTICED, _H, "Interp. 13; Rules 91", _CHIEF),
    # Once every relative has answered, nothing more is waited for.
    row({S.INQUIRING}, "ask_relatives", S.NOTICED, _H, "Rules 92", otherwise=S.FOLLOWING_UP),
    row(
        {S.NOTICED, S.FOLLOWING_UP},
        "record_plaintiff_response",
        None,
        _H,
        "Rules 92, 93",
        otherwise=S.FOLLOWING_UP,
    ),
    row({S.NOTICED, S.FOLLOWING_UP}, "record_follow_up", None, _H, "Rules 93"),
    row({S.NOTICED}, "notice_ends", S.FOLLOWING_UP, Who.CLOCK, "Interp. 13; Rules 47"),
    row({S.FOLLOWING_UP}, "notice_ends", None, Who.CLOCK, "Interp. 13; Rules 47"),
)

REVIEW_TABLE: Table = (
    row({S.FOLLOWING_UP}, "extend_review", None, _H, "Rules 47", _CHIEF),
    row({S.FOLLOWING_UP}, "conclude_review", None, _H, "Rules 94", Decision.OWN),
    row({S.FOLLOWING_UP}, "transfer_for_suit", None, _H, "Rules 16, 47", _CHIEF),
    # Refused while the notice runs; open with its end, also before the sweep has noted it.
    row({S.NOTICED, S.FOLLOWING_UP}, "file_suit", S.SUIT_FILED, _H, "Rules 96-98", _CHIEF),
)

SUPPORT_TABLE: Table = (
    row(
        {S.INQUIRING, S.NOTICED, S.FOLLOWING_UP},
        "support_suit",
        S.SUPPORTING,
        _H,
        "Rules 100, 101; Env-I 11",
        _CHIEF,
    ),
    row({S.SUPPORTING}, "record_supported_outcome", None, (_COURT, _H), "Rules 101"),
    row({S.SUPPORTING}, "submit_support_withdrawal", None, _H, "Rules 102"),
    row({S.SUPPORTING}, "withdraw_support", S.FOLLOWING_UP, _H, "Rules 102", _CHIEF),
    row({S.FOLLOWING_UP}, "submit_support_withdrawal", None, _H, "Rules 102"),
    row(ANY_CASE, "serve_document", None, _H, "Rules 102"),
)

NEGOTIATION_TABLE: Table = (
    row(
        {S.INQUIRING, S.NOTICED},
        "start_negotiation",
        S.NEGOTIATING,
        (_RIGHT, _H),
        "Rules 91, 96; Eco-I 1",
    ),
    row({S.NEGOTIATING}, "record_agreement", S.AGREED, (_RIGHT, _H), "Eco-I 20"),
    row({S.NEGOTIATING}, "fail_negotiation", S.FOLLOWING_UP, (_RIGHT, _H), "Rules 96; Eco-I 1"),
    row({S.AGREED}, "ask_for_confirmation", None, (_RIGHT, _H), "Eco-I 20"),
    row({S.AGREED}, "publish_agreement", None, _COURT, "Eco-I 20"),
    row({S.AGREED}, "confirm_agreement", S.IN_FORCE, _COURT, "Eco-I 20"),
    row({S.FOLLOWING_UP}, "right_holder_sues", None, (_RIGHT, _H), "Eco-I 1"),
)
