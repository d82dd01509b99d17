"""Every change of a clue or case: one registry, one door.

Importing this package enters all actions into the registry.
"""

from cases.actions import (
    agreement,
    appeal,
    case,
    clue,
    clue_outcome,
    cost,
    drafts,
    enforcement,
    evidence,
    filing,
    inquiry,
    judgment,
    litigation,
    lookback,
    negotiation,
    objection,
    pleadings,
    recommendation,
    reply,
    review,
    support,
    trial,
    withdrawal,
)
from cases.actions.idempotency import Outcome
from cases.actions.perform import perform

__all__ = [
    "Outcome",
    "agreement",
    "appeal",
    "case",
    "clue",
    "clue_outcome",
    "cost",
    "drafts",
    "enforcement",
    "evidence",
    "filing",
    "inquiry",
    "judgment",
    "litigation",
    "lookback",
    "negotiation",
    "objection",
    "perform",
    "pleadings",
    "recommendation",
    "reply",
    "review",
    "support",
    "trial",
    "withdrawal",
]
