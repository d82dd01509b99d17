"""Tables as workbooks for the programs of an office; no cell of one ever runs as a formula."""

import datetime as dt
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULAS: Final = "=+-@＝＋－﹣＠﹫"
"""What begins a formula in one program or another, full-width twins included."""

type Value = str | int | dt.date | None


def inert(text: str) -> str:
    """A text that no program takes for a formula: one that might be begins with an apostrophe.

    Blanks before it do not help a formula to hide, and a tab or a line's end at the beginning is
    one in itself.
    """
    kept = ILLEGAL_CHARACTERS_RE.sub("", text)
    first = kept.lstrip()[:1]
    if kept[:1] in ("\t", "\r", "\n") or (first and first in FORMULAS):
        return f"'{kept}"
    return kept


def workbook(heading: Sequence[str], rows: Iterable[Sequence[Value]], note: str = "") -> bytes:
    """One sheet with a heading; ``note`` stands under the rows, where there is something to say."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    sheet.append([inert(each) for each in heading])
    for row in rows:
        sheet.append([inert(value) if isinstance(value, str) else value for value in row])
    if note:
        sheet.append([inert(note)])
    written = BytesIO()
    book.save(written)
    return written.getvalue()
