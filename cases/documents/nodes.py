"""What a template is once it is read: lines that become blocks, conditions and loops."""

from dataclasses import dataclass
from pathlib import Path


class TemplateError(ValueError):
    """A template, or the facts for it, are not as they must be; names the file and the line."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        super().__init__(f"{path.name}, line {line}: {fault}")
        self.path = path
        self.line = line
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Reference:
    """``{{ name }}``; ``optional`` (``{{ name? }}``): where it is missing, nothing is written."""

    name: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """``[[ … {{ name? }} … ]]``: written only where every name in it has a value."""

    parts: tuple[str | Reference, ...]


type Text = tuple[str | Reference | Chunk, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line that becomes one block; ``kind`` is that of the block."""

    kind: str
    text: Text
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Text, ...]
    line: int


@dataclass(frozen=True, slots=True)
class TableNode:
    header: tuple[Text, ...]
    widths: tuple[int, ...]
    body: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class ChartNode:
    """``【图】``: a bar for each row of a list that has names, numbers and numbers before."""

    caption: Text
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Condition:
    """``【如有】``: the body where the fact is there and not empty, else the other one."""

    name: str
    body: tuple["Node", ...]
    otherwise: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Loop:
    """``【循环】``: the body once for each row of a list."""

    variable: str
    name: str
    body: tuple["Node", ...]
    line: int


type Node = Line | Row | TableNode | ChartNode | Condition | Loop


@dataclass(frozen=True, slots=True)
class Section:
    """A part the handler writes or corrects: a fact, what it is called, whether it must be there.

    ``default`` is house wording a draft starts with, and what stands where the facts say nothing of
    it. What is written ``by_review`` (the opinions of head and chief) is not there yet when the
    draft is sent up. What comes ``by_system`` (the rows of a table of contents, what an organ
    wrote in its own form) nobody writes over.
    """

    name: str
    label: str
    required: bool
    default: str = ""
    by_review: bool = False
    by_system: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A text template, read once."""

    code: str
    name: str
    series: str
    actions: tuple[str, ...]
    basis: tuple[str, ...]
    sections: tuple[Section, ...]
    body: tuple[Node, ...]
    path: Path

    @property
    def required(self) -> tuple[Section, ...]:
        """The contents it must have."""
        return tuple(section for section in self.sections if section.required)

    @property
    def written(self) -> tuple[Section, ...]:
        """The contents the handler writes or corrects."""
        return tuple(each for each in self.sections if not (each.by_review or each.by_system))
