"""Earlier versions of a draft, each with what the next one changed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from cases.actions.base import Action
from cases.models import Draft
from cases.services.document_sections import Written
from cases.views.documents.draft_lines import Line, line_of
from cases.views.forms.form import describe
from cases.views.forms.options import options_for
from cases.views.forms.sections import shown

type Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, as it was, struck or added."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field or section that reads otherwise than before."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was replaced, when, and what the next one changed."""

    no: int
    until: dt.datetime
    changes: tuple[Change, ...]


def versions(draft: Draft, action: Action) -> list[Version]:
    """The versions of a draft before the present one, the newest first."""
    earlier = list(draft.versions.all())
    if not earlier:
        return []
    texts = [_texts(action, row.data, row.sections) for row in earlier]
    texts.append(_texts(action, draft.data, draft.sections))
    found = [
        Version(row.no, row.until, tuple(_changes(texts[at], texts[at + 1])))
        for at, row in enumerate(earlier)
    ]
    return found[::-1]


def _texts(action: Action, data: Mapping[str, Any], sections: Written) -> dict[str, str]:
    """Every field and section that says something, by what it is called."""
    form = describe(action.Data, data, options_for(action), kind=action.case_kind)
    found = dict(_flat((line_of(control) for control in form.controls), ""))
    for sheet in shown(action, data, sections, {}, {}):
        for passage in sheet.passages:
            if passage.text and not passage.written_in:
                found[f"{sheet.template.name} · {passage.section.label}"] = passage.text
    return found


def _flat(lines: Iterable[Line], above: str) -> Iterator[tuple[str, str]]:
    for line in lines:
        label = f"{above}{line.label}"
        text = line.text or "\n".join(file.name for file in line.files)
        if text:
            yield label, text
        yield from _flat(line.parts, f"{label} · ")


def _changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for label in dict.fromkeys((*before, *after)):
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            yield Change(label, tuple(_pieces(old, new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", old[a:b])
            continue
        if old[a:b]:
            yield Piece("gone", old[a:b])
        if new[c:d]:
            yield Piece("new", new[c:d])
