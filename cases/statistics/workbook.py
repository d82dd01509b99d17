"""Figures as a workbook of several sheets; no cell runs as a formula."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from pilit.web.workbook import inert

_WIDE: Final = "\u2e80"
"""From here on characters are two columns wide."""
_WIDEST: Final = 60
_NAME_LENGTH: Final = 31
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

type Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the heading of its columns, and the rows."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Sheets as an XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name.translate(_NOT_IN_NAMES)[:_NAME_LENGTH])
        widths = [0] * len(sheet.heading)
        for row in (sheet.heading, *sheet.rows):
            page.append([inert(value) if isinstance(value, str) else value for value in row])
            widths = [max(width, _width(value)) for width, value in zip(widths, row, strict=True)]
        for number, width in enumerate(widths, 1):
            page.column_dimensions[get_column_letter(number)].width = min(width + 2, _WIDEST)
        for cell in page[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.freeze_panes = "A2"
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def _width(value: Value) -> int:
    """Columns a value takes; a Chinese character takes two."""
    return sum(2 if sign >= _WIDE else 1 for sign in str(value))
