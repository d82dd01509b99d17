"""Figures as an XLSX workbook in which no cell runs: what looks like a formula is text."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a spreadsheet may take for the beginning of a formula, with the full-width twins.
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "﹣", "−", "＠")
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


def harmless(value: Value) -> Value:
    """A value no spreadsheet runs: an apostrophe goes before text that begins like a formula."""
    if isinstance(value, str) and value.lstrip(" \u3000\ufeff").startswith(_STARTS):
        return f"'{value}"
    return value


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """Sheets as an XLSX file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name.translate(_NOT_IN_NAMES)[:_NAME_LENGTH])
        widths = [0] * len(sheet.heading)
        for row in (sheet.heading, *sheet.rows):
            page.append([harmless(value) for value in row])
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
