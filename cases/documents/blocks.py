"""What a legal document is made of. Pure data: every face of a document renders these blocks.

The canonical form is what is hashed: two documents have the same digest exactly where their blocks
are the same.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, ClassVar, Final

from cryptography.hazmat.primitives.hashes import SM3, Hash

CANONICAL_FORM: Final = 1
"""The version of the canonical form; a later form must not give digests of an earlier one."""


SHORT_CELL: Final = 8


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The body that issues the document, above its title (发文机关)."""

    text: str
    kind: ClassVar[str] = "letterhead"


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    kind: ClassVar[str] = "title"


@dataclass(frozen=True, slots=True)
class Number:
    """The number, the year in hexagonal brackets: ``京朝检行公建〔2026〕12号``."""

    text: str
    kind: ClassVar[str] = "number"


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom the document is addressed (主送), flush left."""

    text: str
    kind: ClassVar[str] = "addressee"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level (黑体) or the second (楷体)."""

    text: str
    level: int = 1
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item; ``number`` is as written, with its punctuation: ``1．`` or ``（一）``."""

    number: str
    text: str
    kind: ClassVar[str] = "item"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Without a header it is a form: the first cell of each row names what follows.

    ``widths`` are proportions, one for each column.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: ClassVar[str] = "table"

    @property
    def is_form(self) -> bool:
        """Whether the first cell of each row, and of each pair of cells, names the next."""
        return not self.header

    @property
    def centred(self) -> tuple[bool, ...]:
        """For each column whether it reads best centred: it names, or all it holds is short."""
        if self.is_form:
            return tuple(column % 2 == 0 for column in range(len(self.widths)))
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.widths)
        return tuple(all(len(cell) <= SHORT_CELL for cell in column) for column in columns)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that compare numbers: for each row its name, the number, and the number before.

    Numbers are as written, so that a chart says what the table beside it says.
    """

    caption: str
    rows: tuple[tuple[str, str, str], ...]
    kind: ClassVar[str] = "chart"

    @property
    def bars(self) -> tuple[tuple[int, int], ...]:
        """The length of both bars of each row, in thousandths of the longest of all."""
        numbers = [(counted(now), counted(before)) for _name, now, before in self.rows]
        most = max((number for pair in numbers for number in pair), default=Decimal(0))
        if not most:
            return tuple((0, 0) for _pair in numbers)
        return tuple((round(now * 1000 / most), round(was * 1000 / most)) for now, was in numbers)


def counted(text: str) -> Decimal:
    """The number a text writes, 0 for none. Raises `ValueError` where it writes no number from 0
    on.
    """
    try:
        number = Decimal(text.replace(",", "") or 0)
    except ArithmeticError:
        raise ValueError(f"{text!r} is no number") from None
    if not number.is_finite() or number < 0:
        raise ValueError(f"a bar cannot be {text!r} long")
    return number


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs or seals (署名), set to the right above the date."""

    text: str
    kind: ClassVar[str] = "signature"


@dataclass(frozen=True, slots=True)
class HandSignature:
    """A place to sign by hand; ``text`` says who signs."""

    text: str
    kind: ClassVar[str] = "hand_signature"


@dataclass(frozen=True, slots=True)
class Date:
    text: str
    kind: ClassVar[str] = "date"


@dataclass(frozen=True, slots=True)
class CopyList:
    """Who receives a copy (抄送), below everything else."""

    text: str
    kind: ClassVar[str] = "copy_list"


@dataclass(frozen=True, slots=True)
class Note:
    """A note or list of enclosures (附注、附件)."""

    text: str
    kind: ClassVar[str] = "note"


type Block = (
    Letterhead
    | Title
    | Number
    | Addressee
    | Heading
    | Paragraph
    | Item
    | Table
    | Chart
    | Signature
    | HandSignature
    | Date
    | CopyList
    | Note
)


BLOCKS: Final[tuple[type[Block], ...]] = (
    Letterhead,
    Title,
    Number,
    Addressee,
    Heading,
    Paragraph,
    Item,
    Table,
    Chart,
    Signature,
    HandSignature,
    Date,
    CopyList,
    Note,
)


#: What ends a document. The court it goes to may stand there too, after a paragraph (此致).
_SIGNING: Final = ("signature", "hand_signature", "date", "note", "copy_list")


@dataclass(frozen=True, slots=True)
class Document:
    """A document: which one it is, and its blocks in order."""

    code: str
    name: str
    blocks: tuple[Block, ...]

    @property
    def number(self) -> str:
        """Its number, empty where it has none."""
        return next((block.text for block in self.blocks if isinstance(block, Number)), "")

    @property
    def kept(self) -> list[bool]:
        """Whether each block must not be parted from the one after it by the end of a page: nobody
        signs on a page without text, and what announces a table stands above it.
        """
        kinds = [block.kind for block in self.blocks]
        around = zip(kinds, [*kinds[1:], ""], [*kinds[2:], "", ""], strict=False)
        return [
            below in _SIGNING
            or (kind == "paragraph" and below in ("addressee", "table"))
            or (below == "paragraph" and under == "addressee")
            for kind, below, under in around
        ]

    def canonical(self) -> str:
        """The one text that stands for exactly these blocks."""
        body = {
            "form": CANONICAL_FORM,
            "code": self.code,
            "name": self.name,
            "blocks": list(as_data(self.blocks)),
        }
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        """The SM3 digest of the canonical form, in hexadecimal."""
        hash_ = Hash(SM3())
        hash_.update(self.canonical().encode())
        return hash_.finalize().hex()

    @classmethod
    def restored(cls, canonical: str) -> "Document":
        """The document whose canonical form this is. Raises `ValueError` for any other text."""
        try:
            body = json.loads(canonical)
            if body["form"] != CANONICAL_FORM:
                raise ValueError(f"unknown canonical form {body['form']!r}")
            blocks = tuple(_restored(block) for block in body["blocks"])
            return cls(body["code"], body["name"], blocks)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("this is no canonical form of a document") from error


def as_data(blocks: Iterable[Block]) -> Iterable[dict[str, object]]:
    """Blocks as plain data, each with its kind."""
    return ({"kind": block.kind, **asdict(block)} for block in blocks)


_KINDS: Final = {kind.kind: kind for kind in BLOCKS}


def _restored(data: dict[str, object]) -> Block:
    fields = {name: _frozen(value) for name, value in data.items() if name != "kind"}
    return _KINDS[str(data["kind"])](**fields)


def _frozen(value: object) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
