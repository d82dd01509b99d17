"""Support of a suit that another brings, and its withdrawal (Rules 100-102)."""

from cases.models import Means, PlaintiffKind, WithdrawalGround
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import (
    Found,
    findings,
    joined,
    label_of,
    named_organisation,
    offenders,
    subject_name,
)


def opinion(asked: Asked) -> Found:
    """The opinion submitted to the court."""
    case, plaintiff = asked.case, asked.text("plaintiff")
    kind = label_of(PlaintiffKind, asked.text("plaintiff_kind"))
    named = kind and asked.text("plaintiff_kind") != PlaintiffKind.OTHER
    who = f"{plaintiff}（{kind}）" if named else plaintiff
    obligor = case.negotiations.order_by("-id").first()
    return {
        "court.name": named_organisation(asked.text("court")),
        "plaintiff.name": plaintiff,
        "defendant.name": joined(name for name, _kind in offenders(asked))
        or (obligor.obligor if obligor else None),
        "facts": findings(case) or f"{subject_name(asked)}{case.cause}，损害社会公共利益。",
        "reasons": (
            f"{subject_name(asked)}{case.cause}，损害社会公共利益，应当依法承担民事责任。"
            f"{who}依法有权提起诉讼，其起诉有利于维护社会公共利益。"
        ),
        "means": joined(label_of(Means, each) for each in asked.names("means")),
    }


def withdrawal(asked: Asked) -> Found:
    """Why it is no longer fit to support the suit (Rules 102)."""
    row = asked.case.supported_suits.select_related("court").order_by("-id").first()
    ground = label_of(WithdrawalGround, asked.text("ground"))
    plaintiff = row.plaintiff if row else None
    return {
        "court.name": row.court.name if row else None,
        "court.case_number": (row.court_number or None) if row else None,
        "plaintiff.name": plaintiff,
        "support.number": row.number if row else None,
        "support.on": row.submitted_on if row else None,
        "ground": ground,
        "reasons": asked.text("note")
        or (f"本院支持起诉后，发现{plaintiff}在诉讼中存在下列情形：{ground}。" if ground else None),
    }
