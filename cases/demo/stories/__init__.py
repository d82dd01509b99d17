"""The arcs, by how far they go. Importing this package enters them all."""

from cases.demo.arcs import ARCS
from cases.demo.stories import (
    appealed,
    closed,
    clues,
    inquiring,
    performing,
    recommended,
    reviewing,
    trying,
)

__all__ = [
    "ARCS",
    "appealed",
    "closed",
    "clues",
    "inquiring",
    "performing",
    "recommended",
    "reviewing",
    "trying",
]
