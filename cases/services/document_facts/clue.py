"""Documents on a clue: approval and decision to file, or not to; transfer (Rules 26-30)."""

from django.utils import timezone

from cases.domain.vocabulary import CaseKind
from cases.models import Verdict
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import (
    Found,
    lines,
    named_organisation,
    organ_name,
    sentence,
    subject_name,
)

NO_INQUIRY = "线索评估中未另行开展初步调查。"
AGREED = "同意。"
"""What a head or chief who writes no opinion has said by passing the draft on."""


def approval(asked: Asked) -> Found:
    """The form on which the filing is approved (Rules 30)."""
    draft = asked.draft
    found: dict[str, object] = {
        "source_of_case": source(asked),
        "assessment": assessment(asked),
        "preliminary_inquiry": preliminary_inquiry(asked),
        "handler_opinion": f"建议对{subject_name(asked)}{_cause(asked)}一案立案调查。",
        "handler.signed_on": timezone.localdate(draft.drafted_at) if draft else asked.today,
    }
    if draft is not None and draft.reviewer is not None and draft.reviewed_at is not None:
        found |= {
            "head.name": draft.reviewer.name,
            "head.signed_on": timezone.localdate(draft.reviewed_at),
            "head_opinion": draft.review_opinion or AGREED,
        }
    if draft is not None and draft.decider is not None and draft.decided_at is not None:
        found |= {
            "chief.name": draft.decider.name,
            "chief.signed_on": timezone.localdate(draft.decided_at),
            "chief_opinion": draft.decision_opinion or AGREED,
        }
    return found  # type: ignore[return-value]  # a dict of values is invariant in mypy's eyes


def filing(asked: Asked) -> Found:
    """The decision to file. It is served: neither what the informant told is in it, nor the
    assessment, which is for those inside; the handler adds of it what the organ may know.
    """
    harmed = "国家利益或者社会公共利益" if _is_administrative(asked) else "社会公共利益"
    domain = asked.clue.get_domain_display()
    number = asked.known_case.number if asked.known_case else None
    return {
        "number": number,
        "source_of_case": source(asked),
        "reasons": f"经评估，{domain}领域的{harmed}受到侵害。",
        "organ.name": organ_name(asked) if _is_administrative(asked) else None,
    }


def no_filing(asked: Asked) -> Found:
    """The decision not to file."""
    return {
        "source_of_case": source(asked),
        "assessment": assessment(asked),
        "preliminary_inquiry": preliminary_inquiry(asked),
        "reasons": asked.text("reason"),
    }


def transfer(asked: Asked) -> Found:
    """The notice that goes with a clue to the procuratorate whose case it is."""
    return {
        "receiver.name": named_organisation(asked.text("to")),
        "reasons": asked.text("reason"),
    }


def source(asked: Asked) -> str:
    """Where the clue came from (Rules 24); never from whom."""
    return str(asked.clue.get_source_display())


def assessment(asked: Asked) -> str:
    """What was assessed of the clue (Rules 27)."""
    clue = asked.clue
    parts = (("真实性", clue.truth), ("可查性", clue.viability), ("公益受损情况", clue.harm))
    return lines(*(sentence(f"{name}：{text}") for name, text in parts if text))


def preliminary_inquiry(asked: Asked) -> str | None:
    """What the assessment noted of it. Where none was proposed, that there was none (Rules 27)."""
    clue = asked.clue
    proposed = clue.events.filter(action="assess_clue", data__verdict=Verdict.INQUIRE)
    return clue.assessment_note or (None if proposed.exists() else NO_INQUIRY)


def _cause(asked: Asked) -> str:
    return asked.known_case.cause if asked.known_case else asked.text("cause")


def _is_administrative(asked: Asked) -> bool:
    kind = asked.known_case.kind if asked.known_case else asked.text("kind")
    return kind == CaseKind.ADMINISTRATIVE
