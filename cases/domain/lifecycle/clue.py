"""The lifecycle of a clue (Rules 24-30, 69)."""

from cases.domain.lifecycle.table import DRAFT_STEPS, NEW, Decision, Table, Who, row
from cases.domain.vocabulary import ClueState as S

OPEN_CLUE = frozenset({S.REGISTERED, S.ASSESSED})
_H, _CHIEF = Who.HANDLER, Decision.CHIEF

CLUE_TABLE: Table = (
    row({NEW}, "register_clue", S.REGISTERED, Who.PROCURATORATE, "Rules 24, 25"),
    row({S.REGISTERED}, "assess_clue", S.ASSESSED, _H, "Rules 27"),
    row({S.ASSESSED}, "assess_clue", None, _H, "Rules 27"),
    row(OPEN_CLUE, "assign_clue", None, (Who.HEAD, Who.REGISTRAR), "house rule"),
    row(OPEN_CLUE, "merge_clue", S.MERGED, _H, "Rules 69"),
    row(OPEN_CLUE, "transfer_clue", S.TRANSFERRED, _H, "Rules 26", _CHIEF),
    row({S.REGISTERED}, "accept_clue", None, (_H, Who.HEAD), "Rules 26"),
    row({S.REGISTERED}, "report_clue_upward", None, (_H, Who.HEAD), "Rules 26"),
    row({S.REGISTERED}, "designate", None, Who.HIGHER, "Rules 17, 26"),
    row({S.ASSESSED}, "decline_clue", S.DECLINED, _H, "Rules 30", _CHIEF),
    row({S.ASSESSED}, "file_case", S.FILED, _H, "Rules 28-30", _CHIEF),
    # The same harm, another organ, or another kind of case after support was withdrawn.
    row({S.FILED}, "file_case", None, _H, "Rules 69, 103", _CHIEF),
    *(row(OPEN_CLUE | {S.FILED}, name, None, who, basis) for name, who, basis in DRAFT_STEPS),
)
