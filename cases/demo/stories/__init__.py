"""The arcs, by how far they go. Importing this package enters them all."""

from cases.demo.arcs import ARCS
from cases.demo.stories import (
    appealed,
    closed,
    clues,
    handed_on,
    handled,
    inquiring,
    negotiating,
    noticed,
    performing,
    recommended,
    reviewing,
    supporting,
    trying,
)

__all__ = [
    "ARCS",
    "appealed",
    "closed",
    "clues",
    "handed_on",
    "handled",
    "inquiring",
    "negotiating",
    "noticed",
    "performing",
    "recommended",
    "reviewing",
    "supporting",
    "trying",
]
