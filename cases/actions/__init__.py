"""Every change of a clue or case: one registry, one door.

Importing this package enters all actions into the registry.
"""

from cases.actions import (
    case,
    clue,
    drafts,
    enforcement,
    inquiry,
    litigation,
    lookback,
    recommendation,
    trial,
)
from cases.actions.perform import Outcome, perform

__all__ = [
    "Outcome",
    "case",
    "clue",
    "drafts",
    "enforcement",
    "inquiry",
    "litigation",
    "lookback",
    "perform",
    "recommendation",
    "trial",
]
