"""The suit, from the court's door to the enforced judgment."""

from cases.domain.lifecycle.table import Decision, Table, Who, row
from cases.domain.vocabulary import CaseState as S

_H, _ORGAN, _COURT, _CHIEF = Who.HANDLER, Who.ORGAN, Who.COURT, Decision.CHIEF

IN_COURT = frozenset({S.ON_TRIAL, S.JUDGED, S.ON_APPEAL, S.IN_FORCE, S.ENFORCING})
_TRIAL = {S.ON_TRIAL, S.ON_APPEAL}
_FINAL = {S.IN_FORCE, S.ENFORCING}

TRIAL_TABLE: Table = (
    row({S.SUIT_FILED}, "docket", S.ON_TRIAL, _COURT, "CPL 126; ALL 51"),
    row({S.SUIT_FILED}, "refuse_docketing", S.FOLLOWING_UP, _COURT, "CPL 126; ALL 51"),
    # Against the refusal, within its period (and before another suit is filed).
    row({S.FOLLOWING_UP}, "appeal", S.ON_APPEAL, _H, "CPL 126, 157, 171; ALL 51, 85"),
    row({S.ON_TRIAL}, "serve_complaint", None, _COURT, "CPL 128; ALL 67; Interp. 17"),
    row({S.ON_TRIAL}, "forward_defence", None, _COURT, "CPL 128; ALL 67"),
    row({S.ON_APPEAL}, "docket_appeal", None, _COURT, "CPL 183; ALL 88"),
    row(_TRIAL, "give_hearing_notice", None, _COURT, "Interp. 8"),
    row(_TRIAL, "reply_appearance", None, _H, "Interp. 8; Rules 49"),
    row(_TRIAL, "hold_trial", None, _COURT, "ALL 3; Opinions 5(5)"),
    row(_TRIAL, "suspend_trial", None, _COURT, "ALL-I 50"),
    row(_TRIAL, "resume_trial", None, _COURT, "ALL-I 50"),
    row(_TRIAL, "extend_trial", None, _COURT, "CPL 152, 183; ALL 81, 88"),
    row({S.ON_TRIAL}, "alter_claims", None, _H, "Rules 84", _CHIEF),
    row({S.ON_TRIAL}, "withdraw_suit", None, _H, "Rules 84, 99", _CHIEF),
    row({S.ON_TRIAL}, "submit_withdrawal", None, _H, "Rules 84, 99"),
    row({S.ON_TRIAL}, "allow_withdrawal", S.CLOSED, _COURT, "Interp. 19, 24"),
    row({S.ON_TRIAL}, "enter_judgment", S.JUDGED, _COURT, "Interp. 25"),
    row(
        {S.ON_APPEAL},
        "rule_on_docketing",
        S.FOLLOWING_UP,
        _COURT,
        "CPL 177, 178; ALL 89; ALL-I 109",
        otherwise=S.SUIT_FILED,
    ),
    row({S.ON_APPEAL}, "enter_final_judgment", S.IN_FORCE, _COURT, "CPL 183; ALL 88"),
    row({S.JUDGED}, "judgment_takes_effect", S.IN_FORCE, Who.CLOCK, "CPL 171; ALL 85"),
    row(_FINAL | {S.CLOSED}, "protest", S.ON_APPEAL, Who.SUPERIOR, "Rules 64", _CHIEF),
    row(IN_COURT, "recommend_to_court", None, _H, "Rules 66", _CHIEF),
)

ENFORCEMENT_TABLE: Table = (
    row(_FINAL, "apply_for_enforcement", None, (Who.RIGHT_HOLDER, _H), "CPL 250; ALL-I 153"),
    row({S.IN_FORCE}, "transfer_to_enforcement", S.ENFORCING, _COURT, "Interp. 12"),
    row({S.ENFORCING}, "record_enforcement", None, _COURT, "Interp. 12"),
    row(_FINAL, "record_payment", None, (_COURT, _H), "Opinions 8(3)"),
    row(_FINAL, "complete_enforcement", S.CLOSED, _COURT, "Interp. 12"),
    row(_FINAL, "complete_enforcement", S.CLOSED, _H, "Interp. 12", _CHIEF),
)

#: What the respondent organ does itself, at its own page.
ORGAN_TABLE: Table = (
    row({S.ON_TRIAL}, "submit_defence", None, _ORGAN, "CPL 128; ALL 67; Opinions 5(5)"),
    row({S.JUDGED}, "appeal", S.ON_APPEAL, (_H, _ORGAN), "CPL 171; ALL 85; Rules 58-62"),
    row(_FINAL, "report_performance", None, _ORGAN, "Opinions 5(5)"),
)

#: A private defendant has no page here: the court enters what it does.
DEFENDANT_TABLE: Table = (
    row({S.ON_TRIAL}, "submit_defence", None, _COURT, "CPL 128"),
    row({S.JUDGED}, "appeal", S.ON_APPEAL, (_H, _COURT), "CPL 171; Rules 58-62"),
    row(_FINAL, "report_performance", None, _COURT, "Interp. 12"),
    row({S.ON_TRIAL}, "inform_department", None, _COURT, "Env-I 12"),
    row({S.ON_TRIAL}, "admit_plaintiff", None, _COURT, "Env-I 10"),
    row({S.ON_TRIAL}, "publish_agreement", None, _COURT, "Env-I 25"),
    row({S.ON_TRIAL}, "mediate", S.IN_FORCE, _COURT, "Rules 99; Env-I 25"),
)

#: An agreement on compensation in force: the obligor performs it, without a trial.
AGREEMENT_TABLE: Table = (row(_FINAL, "report_performance", None, _COURT, "Eco-I 21"),)
