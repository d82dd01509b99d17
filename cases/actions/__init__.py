"""Every change of a clue or case: one registry, one door.

Importing this package enters all actions into the registry.
"""

from cases.actions import (
    appeal,
    case,
    clue,
    clue_outcome,
    drafts,
    enforcement,
    evidence,
    filing,
    inquiry,
    judgment,
    litigation,
    lookback,
    objection,
    pleadings,
    recommendation,
    reply,
    review,
    trial,
    withdrawal,
)
from cases.actions.idempotency import Outcome
from cases.actions.perform import perform

__all__ = [
    "Outcome",
    "appeal",
    "case",
    "clue",
    "clue_outcome",
    "drafts",
    "enforcement",
    "evidence",
    "filing",
    "inquiry",
    "judgment",
    "litigation",
    "lookback",
    "objection",
    "perform",
    "pleadings",
    "recommendation",
    "reply",
    "review",
    "trial",
    "withdrawal",
]
