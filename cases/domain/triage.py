"""How urgently a clue asks to be read: points with reasons, by weights that are data. Pure Python.

The points order what is read first. They decide nothing: a person assesses whether the report is
true, whether it can be cleared up and what harm there is (Rules 27).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Self

from pilit.law.texts import N_, Text

WHOLE: Final = 100
"""What the weights add up to."""


class Part(StrEnum):
    """What a clue is scored by."""

    HARM = "harm"
    CERTAINTY = "certainty"
    RECORD = "record"
    RECURRENCE = "recurrence"
    ATTENTION = "attention"


PART_LABELS: Final[Mapping[Part, str]] = {
    Part.HARM: N_("Harm named"),
    Part.CERTAINTY: N_("Certainty"),
    Part.RECORD: N_("Record of the organ"),
    Part.RECURRENCE: N_("Recurrence"),
    Part.ATTENTION: N_("Public attention"),
}
NOTHING: Final[Mapping[Part, str]] = {
    Part.HARM: N_("No word of the list of harms is in the report or its assessment."),
    Part.CERTAINTY: N_("Nothing yet says that it can be cleared up."),
    Part.RECORD: N_("No organ is named, or none of its failures is known."),
    Part.RECURRENCE: N_("No other clue of the place, or of the organ in this domain."),
    Part.ATTENTION: N_("Neither media nor others have spoken of it."),
}
"""What is said of a part that has no points."""

#: The reason a sign gives; ``words`` and ``number`` are filled in.
REASONS: Final[Mapping[Part, Mapping[str, str]]] = {
    Part.HARM: {
        "life": N_("Danger to life, health or those who need protection: %(words)s"),
        "wide": N_("Many people or a large area: %(words)s"),
        "lasting": N_("It lasts or cannot be undone: %(words)s"),
    },
    Part.CERTAINTY: {
        "named_informant": N_("The informant can be asked"),
        "photos": N_("There are photos or files"),
        "organ": N_("The organ concerned is known"),
        "point": N_("The point on the map is known"),
        "penalty_decision": N_("There is a penalty decision"),
        "assessed": N_("The assessment proposes to file or to inquire"),
    },
    Part.RECORD: {
        "late_replies": N_("Replies the organ did not give in time: %(number)s"),
        "not_rectified": N_("Look-backs that found the organ's rectification wanting: %(number)s"),
    },
    Part.RECURRENCE: {
        "same_place": N_("Other clues of the same address: %(number)s"),
        "same_organ": N_("Other clues of the organ in this domain: %(number)s"),
    },
    Part.ATTENTION: {
        "media": N_("It came from media and public opinion"),
        "forwarded": N_("An organ, deputy or member forwarded it"),
        "merged": N_("Others reported the same harm, clues merged: %(number)s"),
    },
}


@dataclass(frozen=True, slots=True)
class HarmWords:
    """Words that name one sort of harm, and the share of the part they give together."""

    share: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The points of each part, and what share of them each sign gives."""

    parts: Mapping[Part, int]
    harm: Mapping[str, HarmWords]
    signs: Mapping[Part, Mapping[str, float]]
    years: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From a TOML file. Raises ``ValueError`` for weights that are not those of the parts or
        not 100 together, and for a sign that gives no reason.
        """
        parts = {Part(name): int(points) for name, points in data["weights"].items()}
        if set(parts) != set(Part) or sum(parts.values()) != WHOLE:
            raise ValueError(f"the weights of triage must be of all parts and add up to {WHOLE}")
        for part in Part:
            if set(data[part]) != set(REASONS[part]):
                raise ValueError(f"the signs of {part} must be those that have a reason")
        harm = {
            name: HarmWords(float(row["share"]), tuple(row["words"]))
            for name, row in data[Part.HARM].items()
        }
        signs: Mapping[Part, Mapping[str, float]] = {
            part: dict(data[part]) for part in Part if part is not Part.HARM
        }
        return cls(parts, harm, signs, int(data["past"]["years"]))


WEIGHTS: Final = Weights.of(
    tomllib.loads(Path(__file__).with_name("triage.toml").read_text(encoding="utf-8"))
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a clue: the words of its report and assessment, and how often each sign
    holds; what is not named holds not at all.
    """

    text: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PartScore:
    """The points of a part, out of how many, and why."""

    part: Part
    points: int
    most: int
    reasons: tuple[Text, ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return PART_LABELS[self.part]


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a clue, out of 100, and what they are made of."""

    parts: tuple[PartScore, ...]

    @property
    def points(self) -> int:
        """All of them."""
        return sum(part.points for part in self.parts)

    @property
    def first_reasons(self) -> list[Text]:
        """The first reason of each part that has points, the weightiest part first."""
        told = [part for part in self.parts if part.points]
        return [part.reasons[0] for part in sorted(told, key=lambda part: -part.points)]


def score(signs: Signs, weights: Weights = WEIGHTS) -> Score:
    """How urgently a clue asks to be read."""
    return Score(tuple(_part(part, signs, weights) for part in Part))


def _part(part: Part, signs: Signs, weights: Weights) -> PartScore:
    found = list(_found(part, signs, weights))
    most = weights.parts[part]
    share = min(1.0, sum(share for share, _reason in found))
    reasons = tuple(reason for _share, reason in found) or (Text(NOTHING[part]),)
    return PartScore(part, round(most * share), most, reasons)


def _found(part: Part, signs: Signs, weights: Weights) -> Iterator[tuple[float, Text]]:
    if part is Part.HARM:
        yield from _harm(signs.text, weights.harm)
        return
    for name, share in weights.signs[part].items():
        number = signs.counts.get(name, 0)
        if number:
            yield share * number, Text(REASONS[part][name], {"number": number})


def _harm(text: str, harms: Mapping[str, HarmWords]) -> Iterator[tuple[float, Text]]:
    for name, harm in harms.items():
        words = tuple(_longest(word for word in harm.words if word in text))
        if words:
            yield harm.share, Text(REASONS[Part.HARM][name], {"words": words})


def _longest(words: Iterable[str]) -> list[str]:
    """Without those that another of them contains."""
    found = list(words)
    return [word for word in found if not any(word in other for other in found if other != word)]
