"""Support of a suit that another brings."""

from cases.demo.scenes.court import court_number
from cases.demo.scenes.notice import ORGANISATION, plaintiff
from cases.demo.script import Script, Stop

SUBMISSION = "support_withdrawal_submission"
_PROOFS = {
    "registered": "社会团体法人登记证书",
    "purpose": "章程第二条",
    "five_years": "近五年年度工作报告书",
    "no_violation": "年度检查合格结论和无违法记录声明",
    "related": "章程载明的业务范围",
}


def support(s: Script, stop: Stop = Stop.DECIDED) -> None:
    """The suit of an organisation, a relative, a serviceman or the right-holder is supported."""
    kind, name = plaintiff(s)
    data: dict[str, object] = {
        "plaintiff": name,
        "plaintiff_kind": kind,
        "court": s.cast.intermediate_court,
        "means": s.one_of(
            ["opinion", "evidence_help"],
            ["advice", "opinion", "appearance"],
            ["opinion", "evidence_help", "appearance"],
        ),
        "submitted_on": s.iso,
    }
    if kind == ORGANISATION:
        data["checklist"] = [
            {"criterion": criterion, "met": True, "proof": proof}
            for criterion, proof in _PROOFS.items()
        ]
    s.decide("support_suit", data, stop, same_day=True)


def withdraw_support(s: Script) -> None:
    """Support is withdrawn, for the plaintiff gives up what the public needs."""
    data = {"ground": "claims_dropped", "note": s.words.say("support.withdrawn")}
    s.decide("withdraw_support", data)
    s.period(SUBMISSION)


def submit_withdrawal(s: Script) -> None:
    """The decision goes to the court and to the plaintiff."""
    s.do(s.cast.handler, "submit_support_withdrawal", {"on": s.iso})


def win(s: Script) -> None:
    """The court upholds the claims of the plaintiff."""
    court = s.cast.intermediate_court
    data = {"outcome": "upheld", "on": s.iso, "court_number": court_number(s, court, "民初")}
    s.do(f"{court}.clerk", "record_supported_outcome", data)
