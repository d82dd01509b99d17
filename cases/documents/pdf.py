"""The PDF of a document (typst): GB/T 9704 layout, PDF/A-2a, seal, and a footer that proves it."""

import base64
import datetime as dt
import io
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import filetype
import segno
import typst

from cases.documents.blocks import Chart, Date, Document, Letterhead, Signature, Table, as_data
from cases.documents.fonts import faces

LAYOUT: Final = Path(__file__).parent / "layout.typ"
STANDARD: Final = "a-2a"
_UNSET: Final = re.compile(r'PDF/A\S* error: .*?(?:text|codepoint) `"(.*?)"`')
_SEALS: Final = ("image/png", "image/jpeg")


class NoSeal(ValueError):  # noqa: N818 (a name of its own, not one more error)
    """The seal is no PNG or JPEG picture."""


class NoGlyph(ValueError):  # noqa: N818 (a name of its own, not one more error)
    """No font has a character of the document; ``text`` is what cannot be set."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a decided document carries: its number, its digest, where that is verified, the seal."""

    number: str
    digest: str
    url: str = ""
    seal: bytes | None = None


def to_pdf(
    document: Document,
    made_at: dt.datetime,
    stamp: Stamp | None = None,
    *,
    machine_fonts: bool = True,
) -> bytes:
    """The document as a PDF file. The same arguments give the same bytes on the same machine.

    Raises :class:`NoGlyph` rather than print an empty box, and :class:`NoSeal`.
    """
    face = faces(machine=machine_fonts)
    data = {
        "title": document.name,
        "author": next((b.text for b in document.blocks if isinstance(b, Letterhead)), ""),
        "blocks": _grouped(document),
        "stamp": _stamp(stamp) if stamp else None,
        "fonts": {**face.roles, "title_is_text": face.title_is_text},
    }
    try:
        pdf = typst.Compiler(_layout(), font_paths=face.fonts).compile(
            format="pdf",
            sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=int(made_at.timestamp()),
        )
    except typst.TypstError as error:
        raise _fault(error) from error
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF file")
    return pdf


def _fault(error: typst.TypstError) -> Exception:
    """PDF/A forbids text without a glyph, and characters of private use: typst names the text."""
    found = _UNSET.search(error.message)
    if found is None:
        return error
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
    return NoGlyph(text)


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


def _grouped(document: Document) -> list[dict[str, Any]]:
    """The blocks as data. Signatures and the date after them are one, for the seal to lie on; what
    stands before them and the notes below is kept on their page.
    """
    result: list[dict[str, Any]] = []
    blocks = document.blocks
    for block, data, keep in zip(blocks, as_data(blocks), document.kept, strict=True):
        data["keep"] = keep and not isinstance(block, Table)
        if isinstance(block, Table):
            result.append({**data, "centred": block.centred})
        elif isinstance(block, Chart):
            result.append({**data, "bars": block.bars})
        elif not isinstance(block, Signature | Date):
            result.append(data)
        elif result and result[-1]["kind"] == "closing":
            result[-1]["lines"].append(block.text)
            result[-1]["keep"] = keep
        else:
            result.append({"kind": "closing", "lines": [block.text], "keep": keep})
    around = zip([None, *result[:-1]], result, [*result[1:], None], strict=True)
    for before, data, after in around:
        above, below = (before or {}).get("kind"), (after or {}).get("kind")
        table = data["kind"] == "table"
        data["joined"], data["joins"] = table and above == "table", table and below == "table"
        data["small"] = above == "table"
    return result


def _stamp(stamp: Stamp) -> dict[str, str | None]:
    return {
        "number": stamp.number,
        "digest": stamp.digest,
        "qr": _qr(stamp.url) if stamp.url else None,
        "alt": stamp.url,
        "seal": _picture(stamp.seal) if stamp.seal else None,
    }


def _qr(url: str) -> str:
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()


def _picture(seal: bytes) -> str:
    """The seal inside an SVG, which is text and so can stand in the data."""
    kind = filetype.guess_mime(seal)
    if kind not in _SEALS:
        raise NoSeal(kind)
    content = base64.b64encode(seal).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' viewBox="0 0 100 100"><image width="100" height="100"'
        f' xlink:href="data:{kind};base64,{content}"/></svg>'
    )
