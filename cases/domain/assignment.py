"""Who should get the next case or clue: points with reasons, by weights that are data. Pure Python.

The points suggest and decide nothing: the head assigns (Rules 6), so that the strength at hand
matches the work (Opinions 3(3)). Who is recused is not among those compared (Rules 19).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from pilit.law.texts import N_, Text

WHOLE: Final = 100
"""What the weights add up to."""


class Part(StrEnum):
    """What people are compared by."""

    OPEN = "open"
    LATE = "late"
    WEEK = "week"
    QUALIFICATION = "qualification"
    ORGAN = "organ"


PART_LABELS: Final[Mapping[Part, str]] = {
    Part.OPEN: N_("Room for more"),
    Part.LATE: N_("Nothing overdue"),
    Part.WEEK: N_("The week ahead"),
    Part.QUALIFICATION: N_("Qualification"),
    Part.ORGAN: N_("Knows the organ"),
}


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of each part, and where it has none or all of them."""

    parts: Mapping[Part, int]
    full: Mapping[Part, int]
    knows: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From a TOML file. Raises ``ValueError`` for weights that are not those of the parts or
        not 100 together, and where a measure of load is missing or nothing.
        """
        parts = {Part(name): int(points) for name, points in data["weights"].items()}
        if set(parts) != set(Part) or sum(parts.values()) != WHOLE:
            raise ValueError(f"the weights of assignment must be of all parts and sum to {WHOLE}")
        full = {Part(name): int(number) for name, number in data["full"].items()}
        knows = int(data["knows"]["organ"])
        if set(full) != {Part.OPEN, Part.LATE, Part.WEEK} or min(*full.values(), knows) < 1:
            raise ValueError("each measure of load needs a number from which it is full")
        return cls(parts, full, knows)


WEIGHTS: Final = Weights.of(
    tomllib.loads(Path(__file__).with_name("assignment.toml").read_text(encoding="utf-8"))
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a person beside the case or clue."""

    open: int = 0
    """Open cases they handle."""
    late: int = 0
    """Those of them in which something is overdue."""
    week: int = 0
    """Those in which something falls due within a week."""
    qualified_since: date | None = None
    """Since when they are qualified for its domain; ``None``: they are not."""
    has_organ: bool = True
    """Whether an organ is concerned at all."""
    of_organ: int = 0
    """Cases of that organ they have handled or handle."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of a part, out of how many, and why."""

    part: Part
    points: int
    most: int
    reason: Text

    @property
    def label(self) -> str:
        """What it is called."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a person, out of 100, and what they are made of."""

    parts: tuple[PartScore, ...]

    @property
    def points(self) -> int:
        """All of them."""
        return sum(part.points for part in self.parts)


_NUMBERED: Final[Mapping[Part, str]] = {
    Part.OPEN: N_("Open cases: %(number)s"),
    Part.LATE: N_("Something is overdue in %(number)s of them"),
    Part.WEEK: N_("Something falls due within a week in %(number)s of them"),
}


def score(traits: Traits, weights: Weights = WEIGHTS) -> Score:
    """How much speaks for giving it to this person."""
    load = {Part.OPEN: traits.open, Part.LATE: traits.late, Part.WEEK: traits.week}
    shares = {part: max(0.0, 1 - number / weights.full[part]) for part, number in load.items()}
    reasons = {part: Text(_NUMBERED[part], {"number": number}) for part, number in load.items()}
    shares[Part.QUALIFICATION] = 1.0 if traits.qualified_since else 0.0
    reasons[Part.QUALIFICATION] = _qualification(traits)
    shares[Part.ORGAN] = min(1.0, traits.of_organ / weights.knows) if traits.has_organ else 0.0
    reasons[Part.ORGAN] = _organ(traits)
    return Score(
        tuple(
            PartScore(part, round(weights.parts[part] * shares[part]), weights.parts[part], reason)
            for part, reason in sorted(reasons.items(), key=lambda each: list(Part).index(each[0]))
        )
    )


def _qualification(traits: Traits) -> Text:
    if traits.qualified_since is None:
        return Text(N_("Not entered as qualified for this domain"))
    return Text(N_("Qualified for this domain since %(day)s"), {"day": traits.qualified_since})


def _organ(traits: Traits) -> Text:
    if not traits.has_organ:
        return Text(N_("No organ is named"))
    if not traits.of_organ:
        return Text(N_("Has had no case of this organ"))
    return Text(N_("Cases of this organ so far: %(number)s"), {"number": traits.of_organ})
