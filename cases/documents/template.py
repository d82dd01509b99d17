"""Reading text templates; ``docs/documents.md`` tells how one is written.

The reader knows nothing of facts: values are put into blocks that stand already (``compose``), so
no value is ever read as part of a template.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cases.documents.facts import lists, names
from cases.documents.nodes import (
    ChartNode,
    Chunk,
    Condition,
    Line,
    Loop,
    Node,
    Reference,
    Row,
    TableNode,
    Template,
    TemplateError,
    Text,
)
from cases.documents.template_head import read_head

#: The words that open a line, and the kind of block it becomes.
LINES: Final = {
    "机关": "letterhead",
    "标题": "title",
    "文号": "number",
    "主送": "addressee",
    "一级标题": "heading",
    "二级标题": "subheading",
    "项": "item",
    "款": "clause",
    "署名": "signature",
    "签名": "hand_signature",
    "日期": "date",
    "抄送": "copy_list",
    "附注": "note",
}
INDEX: Final = "序号"
"""Within a loop, the number of the row."""
CHINESE_INDEX: Final = "中文序号"
CHARTED: Final = ("name", "count", "before")
"""What a row must have to be drawn: what it is called, its number, the number before."""
NEW_LINE: Final = "换行"

_MARK: Final = re.compile(r"【([^【】]*)】\s*(.*)")
_REFERENCE: Final = re.compile(r"\{\{\s*([^{}?\s]+)\s*(\?)?\s*\}\}")
_CHUNK: Final = re.compile(r"\[\[(.*?)\]\]")
_LOOP: Final = re.compile(r"([a-z_]+)\s*=\s*([a-z_.]+)")
_WIDTHS: Final = re.compile(r"表\s+(\d+(?:[::]\d+)*)")
_CHART: Final = re.compile(r"([^=]+?)\s*=\s*([a-z_]+)")


@dataclass
class _Open:
    """A mark that waits for its 【完】."""

    mark: str
    rest: str
    line: int
    body: list[Node] = field(default_factory=list)
    otherwise: list[Node] | None = None

    def add(self, node: Node) -> None:
        (self.body if self.otherwise is None else self.otherwise).append(node)


def read_template(path: Path) -> Template:
    """Read one template file. Raises :class:`TemplateError`, which names file and line."""
    return _Reader(path, path.read_text(encoding="utf-8").splitlines()).read()


class _Reader:
    def __init__(self, path: Path, lines: Sequence[str]) -> None:
        self.path = path
        self.lines = lines
        self.at = 0
        self.stack = [_Open("", "", 0)]
        self.lists: dict[str, str] = {}

    def read(self) -> Template:
        head = read_head(self.path, self.lines)
        for at, line in enumerate(self.lines[head.end :], head.end + 1):
            self.at = at
            if line.strip() and not line.startswith("#"):
                self._line(line.strip())
        if len(self.stack) > 1:
            unclosed = self.stack[-1]
            raise TemplateError(self.path, unclosed.line, f"【{unclosed.mark}】 has no 【完】")
        return Template(
            code=self.path.stem,
            name=head.one("名称"),
            series=head.values.get("字号", ""),
            actions=tuple(head.values.get("制作", "").split()),
            basis=head.basis(),
            sections=tuple(head.sections),
            body=tuple(self.stack[0].body),
            path=self.path,
        )

    def fault(self, message: str) -> TemplateError:
        return TemplateError(self.path, self.at, message)

    # -- the body

    def _line(self, line: str) -> None:
        match = _MARK.fullmatch(line)
        mark, rest = match.groups() if match else ("", line)
        if mark in LINES:
            self.stack[-1].add(Line(LINES[mark], self._text(rest), self.at))
        elif not match:
            self.stack[-1].add(Line("paragraph", self._text(line), self.at))
        elif mark == "完":
            self._close()
        elif mark == "否则":
            if self.stack[-1].mark != "如有" or self.stack[-1].otherwise is not None:
                raise self.fault("【否则】 belongs into 【如有】, once")
            self.stack[-1].otherwise = []
        elif mark == "图":
            self.stack[-1].add(self._chart(rest))
        elif mark == "行":
            self.stack[-1].add(self._row(rest))
        else:
            self._open(mark, rest)

    def _open(self, mark: str, rest: str) -> None:
        word = mark.split()[0] if mark.strip() else ""
        if word not in ("如有", "循环", "表"):
            raise self.fault(f"there is no mark 【{mark}】")
        if word == "循环":
            variable, name = self._loop(rest)
            if name not in lists():
                raise self.fault(f"there is no list {name!r}; names.toml lists them")
            self.lists[variable] = name
        elif word == "如有":
            self._check(rest, listed=True)
        elif _WIDTHS.fullmatch(mark) is None:
            raise self.fault("a table tells the widths of its columns: 【表 1:4:2】")
        self.stack.append(_Open(word if word != "表" else mark, rest, self.at))

    def _close(self) -> None:
        if len(self.stack) == 1:
            raise self.fault("【完】 closes nothing")
        opened = self.stack.pop()
        body = tuple(opened.body)
        node: Node
        if opened.mark == "如有":
            node = Condition(opened.rest, body, tuple(opened.otherwise or ()), opened.line)
        elif opened.mark == "循环":
            node = Loop(*self._loop(opened.rest), body, opened.line)
            del self.lists[node.variable]
        else:
            node = self._table(opened, body)
        self.stack[-1].add(node)

    def _loop(self, rest: str) -> tuple[str, str]:
        match = _LOOP.fullmatch(rest)
        if match is None:
            raise self.fault("a loop is written: 【循环】item = items")
        return match[1], match[2]

    def _table(self, opened: _Open, body: tuple[Node, ...]) -> TableNode:
        widths = tuple(int(width) for width in re.findall(r"\d+", opened.mark))
        header = self._cells(opened.rest) if opened.rest else ()
        counts = {len(row.cells) for row in _rows(body)} | ({len(header)} if header else set())
        if counts - {len(widths)}:
            raise TemplateError(
                self.path, opened.line, f"the table has {len(widths)} widths, a row another number"
            )
        return TableNode(header, widths, body, opened.line)

    def _row(self, rest: str) -> Row:
        if not any(opened.mark.startswith("表") for opened in self.stack):
            raise self.fault("【行】 belongs into a 【表】")
        return Row(self._cells(rest), self.at)

    def _chart(self, rest: str) -> ChartNode:
        match = _CHART.fullmatch(rest)
        if match is None:
            raise self.fault("a chart is written: 【图】caption = items")
        name = match[2]
        if any(f"{name}[].{column}" not in names() for column in CHARTED):
            raise self.fault(f"{name!r} is no list whose rows have {', '.join(CHARTED)}")
        return ChartNode(self._text(match[1]), name, self.at)

    def _cells(self, rest: str) -> tuple[Text, ...]:
        return tuple(self._text(cell.strip()) for cell in re.split("[|｜]", rest))

    def _text(self, source: str) -> Text:
        parts: list[str | Reference | Chunk] = []
        end = 0
        for match in _CHUNK.finditer(source):
            parts += self._parts(source[end : match.start()])
            parts.append(Chunk(self._parts(match[1])))
            end = match.end()
        parts += self._parts(source[end:])
        return tuple(parts)

    def _parts(self, source: str) -> tuple[str | Reference, ...]:
        parts: list[str | Reference] = []
        end = 0
        for match in _REFERENCE.finditer(source):
            parts.append(source[end : match.start()])
            self._check(match[1])
            parts.append(Reference(match[1], optional=match[2] is not None))
            end = match.end()
        parts.append(source[end:])
        literal = "".join(part for part in parts if isinstance(part, str))
        if any(sign in literal for sign in ("{{", "}}", "[[", "]]")):
            raise self.fault("a name is written {{ name }}, a part that may be left out [[ … ]]")
        return tuple(part for part in parts if part)

    def _check(self, name: str, *, listed: bool = False) -> None:
        head, _, rest = name.partition(".")
        if name == NEW_LINE or (name in (INDEX, CHINESE_INDEX) and self.lists):
            return
        full = f"{self.lists[head]}[].{rest}" if head in self.lists else name
        if full not in names() and not (listed and full in lists()):
            raise self.fault(f"there is no fact {name!r}; names.toml lists them")


def _rows(body: Sequence[Node]) -> list[Row]:
    found: list[Row] = []
    for node in body:
        match node:
            case Row():
                found.append(node)
            case Condition():
                found += _rows(node.body) + _rows(node.otherwise)
            case Loop():
                found += _rows(node.body)
            case _:
                pass
    return found
