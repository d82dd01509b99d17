"""The steps of a story, and what stands in their data until they are performed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One action: at a moment, by a user name, on what the story calls ``clue`` or ``case``.

    ``makes`` is the name the story gives to what the action brings into being; ``sections`` is what
    is written into its documents, by template and section.
    """

    at: dt.datetime
    who: str
    action: str
    data: Mapping[str, Any]
    on: str = ""
    makes: str = ""
    sections: Mapping[str, Mapping[str, str]] | None = None


class Known(StrEnum):
    """What is known only while the story is performed."""

    DRAFT = "draft"  # the key of the draft that waits
    LOOK_BACK = "look_back"  # the key of the last look-back


@dataclass(frozen=True, slots=True)
class NumberOf:
    """The number of something the story made."""

    name: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the file lacks by then, with a reason for each by the first word of its code."""

    reasons: Mapping[str, str]
    other: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is uploaded with the step; its name says what it is."""

    name: str
