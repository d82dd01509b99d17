"""The arcs, by how far they go. Importing this package enters them all."""

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
    "appealed",
    "closed",
    "clues",
    "inquiring",
    "performing",
    "recommended",
    "reviewing",
    "trying",
]
