"""The head of a text template: what stands before the line of dashes (``docs/documents.md``)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cases.documents.facts import lists, names
from cases.documents.nodes import Section, TemplateError
from pilit.law.citations import is_known

END: Final = "---"
_SECTION: Final = re.compile(r"([a-z_.]+)\s*=\s*([^=]+?)(?:\s*=\s*(.+))?")
_SECTIONS: Final = ("必备", "选填", "审签", "系统")
_KEYS: Final = ("名称", "字号", "制作", "依据", *_SECTIONS)


@dataclass
class Head:
    """What a template says of itself: its values by key, its sections, the line its body begins
    after.
    """

    path: Path
    values: dict[str, str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    end: int = 0

    def basis(self) -> tuple[str, ...]:
        """The articles the document rests on."""
        return tuple(cited.strip() for cited in self.values.get("依据", "").split(",") if cited)

    def one(self, key: str) -> str:
        """A value there must be. Raises :class:`TemplateError` where there is none."""
        if key not in self.values:
            raise TemplateError(self.path, self.end, f"the head has no {key}")
        return self.values[key]


def read_head(path: Path, lines: Sequence[str]) -> Head:
    """Read the head of a template. Raises :class:`TemplateError`, which names file and line."""
    head = Head(path)
    for at, line in enumerate(lines, 1):
        if line.strip() == END:
            head.end = at
            unknown = [cited for cited in head.basis() if not is_known(cited)]
            if unknown:
                said = f"{unknown[0]!r} is no citation pilit.law.citations knows"
                raise TemplateError(path, at, said)
            return head
        if not line.strip() or line.startswith("#"):
            continue
        key, colon, value = line.replace("：", ":", 1).partition(":")
        if not colon or key.strip() not in _KEYS:
            said = f"the head knows {'、'.join(_KEYS)}, not {key.strip()!r}"
            raise TemplateError(path, at, said)
        if key.strip() in _SECTIONS:
            head.sections.append(_section(path, at, key.strip(), value.strip()))
        else:
            head.values[key.strip()] = value.strip()
    raise TemplateError(path, len(lines), f"the head is not closed by a line of {END}")


def _section(path: Path, at: int, key: str, value: str) -> Section:
    match = _SECTION.fullmatch(value)
    if match is None:
        raise TemplateError(path, at, "a section is written: name = what it is called")
    name, label, default = match.groups()
    if name not in names() and name not in lists():
        raise TemplateError(path, at, f"there is no fact {name!r}; names.toml lists them")
    return Section(
        name,
        label,
        required=key != "选填",
        default=default or "",
        by_review=key == "审签",
        by_system=key == "系统",
    )
