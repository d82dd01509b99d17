"""A template and the facts of a case become a document.

Values are put into blocks that stand already: what a value contains is text, whatever it looks
like.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cases.documents.blocks import (
    Addressee,
    Block,
    Chart,
    CopyList,
    Date,
    Document,
    HandSignature,
    Heading,
    Item,
    Letterhead,
    Note,
    Number,
    Paragraph,
    Signature,
    Table,
    Title,
    counted,
)
from cases.documents.facts import Facts, UnknownName, Value, is_empty, look_up, overlaid, written
from cases.documents.nodes import (
    ChartNode,
    Chunk,
    Condition,
    Line,
    Loop,
    Node,
    Reference,
    Row,
    Section,
    TableNode,
    Template,
    TemplateError,
    Text,
)
from cases.documents.template import CHARTED, CHINESE_INDEX, INDEX, NEW_LINE
from pilit.law.citations import numeral

_ONE_LINE: Final[Mapping[str, type[Letterhead | Title | Number | Addressee | Signature | Date]]] = {
    "letterhead": Letterhead,
    "title": Title,
    "number": Number,
    "addressee": Addressee,
    "signature": Signature,
    "date": Date,
}
_MANY_LINES: Final[Mapping[str, type[Paragraph | Note | CopyList]]] = {
    "paragraph": Paragraph,
    "note": Note,
    "copy_list": CopyList,
}


#: Lines whose text may be all the handler's: it ends like a sentence.
_PROSE: Final = ("paragraph", "item", "clause")
#: Quotation marks within quotation marks (GB/T 15834).
_INNER_QUOTES: Final = str.maketrans("“”", "‘’")
_ENDS: Final = re.compile("[。！？；：，、…—.!?;:,][”’）》]?$")


@dataclass(frozen=True, slots=True)
class Composition:
    """A document as far as the facts go, and the required contents they do not give."""

    document: Document
    missing: tuple[Section, ...]

    @property
    def missing_before_review(self) -> tuple[Section, ...]:
        """What the drafter must still write before the draft can be sent up."""
        return tuple(section for section in self.missing if not section.by_review)


def compose(template: Template, facts: Facts) -> Composition:
    """Make the document. Required contents that are missing are listed and marked in the text.

    Raises :class:`TemplateError`, with file and line, where the facts lack a name the template
    needs and that is no section of it.
    """
    unsaid = {
        section.name: section.default
        for section in template.sections
        if section.default and not _has(facts, section.name)
    }
    facts = overlaid(facts, unsaid)
    missing = tuple(
        section
        for section in template.required
        if not _has(facts, section.name) or is_empty(look_up(facts, section.name))
    )
    writer = _Writer(template, facts, {section.name: section for section in missing})
    blocks = tuple(writer.blocks(template.body))
    return Composition(Document(template.code, template.name, blocks), missing)


def placeholder(section: Section) -> str:
    """What stands in a draft where required contents are missing; reviewers find an empty place."""
    return "" if section.by_review else f"〔待填：{section.label}〕"


def _sentence(text: str) -> str:
    return text if not text or _ENDS.search(text) else f"{text}。"


def _has(facts: Facts, name: str) -> bool:
    try:
        look_up(facts, name)
    except UnknownName:
        return False
    return True


@dataclass
class _Writer:
    template: Template
    facts: Facts
    missing: Mapping[str, Section]
    #: The last number given to an item and to a clause; a heading and a loop begin anew.
    counts: dict[str, int] = field(default_factory=dict)

    def blocks(self, nodes: Iterable[Node]) -> Iterator[Block]:
        for node in nodes:
            match node:
                case Line():
                    yield from self._line(node)
                case Condition():
                    yield from self.blocks(self._branch(node))
                case Loop():
                    yield from self._loop(node)
                case TableNode():
                    yield from self._table(node)
                case ChartNode():
                    yield from self._chart(node)
                case Row():
                    raise TemplateError(self.template.path, node.line, "a row outside a table")

    # -- lines

    def _line(self, node: Line) -> Iterator[Block]:
        text = self._text(node.text, node.line)
        if len(node.text) == 1 and isinstance(node.text[0], Reference) and node.kind in _PROSE:
            text = "\n".join(_sentence(line) for line in text.split("\n"))
        if node.kind in _ONE_LINE:
            text = " ".join(text.split("\n"))
            # Two organs that work as one have two names in the directory, with a space between:
            # below a document each stands on its own line.
            lines = text.split() if node.kind == "signature" else [text]
            yield from map(_ONE_LINE[node.kind], filter(None, lines))
        elif node.kind in _MANY_LINES:
            for line in filter(None, text.split("\n")):
                yield _MANY_LINES[node.kind](line)
        elif node.kind in ("heading", "subheading"):
            self.counts.clear()
            yield Heading(" ".join(text.split("\n")), 1 if node.kind == "heading" else 2)
        elif node.kind == "hand_signature":
            yield HandSignature(text)
        else:
            yield from self._item(node.kind, text)

    def _item(self, kind: str, text: str) -> Iterator[Block]:
        first, *further = filter(None, text.split("\n")) if text else ("",)
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        yield Item(f"{count}．" if kind == "item" else f"（{numeral(count)}）", first)
        yield from map(Paragraph, further)

    # -- conditions, loops, tables

    def _branch(self, node: Condition) -> tuple[Node, ...]:
        there = node.name in self.missing or (
            _has(self.facts, node.name) and bool(not is_empty(look_up(self.facts, node.name)))
        )
        return node.body if there else node.otherwise

    def _loop(self, node: Loop) -> Iterator[Block]:
        if node.name in self.missing:
            yield Paragraph(placeholder(self.missing[node.name]))
            return
        self.counts.clear()
        for row in self._rows_of(node):
            yield from row.blocks(node.body)

    def _rows_of(self, node: Loop) -> Iterator["_Writer"]:
        value: Value = self._value(Reference(node.name, optional=False), node.line)
        if value is None:
            return
        if not isinstance(value, list | tuple):
            raise TemplateError(self.template.path, node.line, f"{node.name} is no list")
        for index, row in enumerate(value, 1):
            facts: Facts = {
                **self.facts,
                INDEX: index,
                CHINESE_INDEX: numeral(index),
                node.variable: row,
            }
            yield _Writer(self.template, facts, self.missing, self.counts)

    def _table(self, node: TableNode) -> Iterator[Table]:
        header = tuple(self._text(cell, node.line) for cell in node.header)
        rows = tuple(self._table_rows(node.body, len(node.widths)))
        if header or rows:
            yield Table(header, rows, node.widths)

    def _chart(self, node: ChartNode) -> Iterator[Chart]:
        """The chart, where there is anything to draw."""
        if node.name in self.missing:
            return
        loop = Loop("row", node.name, (), node.line)
        rows = []
        for row in self._rows_of(loop):
            name, now, before = (
                row._written(Reference(f"row.{column}", optional=True), node.line)
                for column in CHARTED
            )
            try:
                drawn = counted(now) or counted(before)
            except ValueError as error:
                raise TemplateError(self.template.path, node.line, str(error)) from error
            if drawn:
                rows.append((name, now, before))
        if rows:
            yield Chart(self._text(node.caption, node.line), tuple(rows))

    def _table_rows(self, nodes: Iterable[Node], columns: int) -> Iterator[tuple[str, ...]]:
        for node in nodes:
            match node:
                case Row():
                    yield tuple(self._text(cell, node.line) for cell in node.cells)
                case Condition():
                    yield from self._table_rows(self._branch(node), columns)
                case Loop() if node.name in self.missing:
                    # In the second cell: the first is narrow and holds the number of the row.
                    cells = [""] * columns
                    cells[min(1, columns - 1)] = placeholder(self.missing[node.name])
                    yield tuple(cells)
                case Loop():
                    for row in self._rows_of(node):
                        yield from row._table_rows(node.body, columns)
                case _:
                    raise TemplateError(
                        self.template.path, node.line, "a table holds 【行】, 【如有】 and 【循环】"
                    )

    # -- values

    def _text(self, text: Text, line: int) -> str:
        result = ""
        for part in text:
            more = self._part(part, line)
            if result.endswith("“"):
                more = more.translate(_INNER_QUOTES)
            # A value that ends its own sentence needs no second full stop.
            result += more[1:] if result.endswith("。") and more.startswith("。") else more
        return result.strip("\n")

    def _part(self, part: str | Reference | Chunk, line: int) -> str:
        match part:
            case str():
                return part
            case Reference():
                return self._written(part, line)
            case Chunk():
                inner = [(piece, self._part(piece, line)) for piece in part.parts]
                empty = any(isinstance(piece, Reference) and not text for piece, text in inner)
                return "" if empty else "".join(text for _, text in inner)

    def _written(self, reference: Reference, line: int) -> str:
        if reference.name == NEW_LINE:
            return "\n"
        value = self._value(reference, line)
        if reference.name in self.missing:
            return placeholder(self.missing[reference.name])
        try:
            return written(value)
        except TypeError as error:
            raise TemplateError(self.template.path, line, f"{reference.name}: {error}") from error

    def _value(self, reference: Reference, line: int) -> Value:
        try:
            return look_up(self.facts, reference.name)
        except UnknownName:
            if reference.optional or reference.name in self.missing:
                return None
            raise TemplateError(
                self.template.path, line, f"the facts say nothing of {reference.name!r}"
            ) from None
