"""Charts in Word files: a table without lines whose bars are small pictures drawn to length."""

import base64
import io
from typing import Final

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu, Mm, Pt
from docx.table import _Cell, _Row

from cases.documents.blocks import Chart
from cases.documents.word_styles import STYLES, writing

#: One point of each colour, stretched to a bar: this period's dark, the one before light.
_NOW: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGOQ9+sBAAGJAPp/1++oAAAAAElFTkSuQmCC"
)
_BEFORE: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNYuf82AARYAkRvS0LTAAAAAElFTkSuQmCC"
)
_WIDTHS: Final = (Mm(40), Mm(52), Mm(32), Mm(32))
_LONGEST: Final = Mm(48)
_BARS: Final = 1
_RIGHT: Final = (0, 2, 3)
"""Columns whose text stands at the right: the name beside its bar, and the numbers."""


def add_chart(word: WordDocument, chart: Chart) -> None:
    """Add the caption and, for each row, its name, its two bars and its two numbers."""
    caption = word.add_paragraph(style=STYLES["cell_head"].name)
    caption.paragraph_format.keep_with_next = True
    writing(caption, chart.caption)
    table = word.add_table(rows=len(chart.rows), cols=len(_WIDTHS))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for row, texts, shares in zip(table.rows, chart.rows, chart.bars, strict=True):
        _fill(row, texts, shares, last=row._tr is table.rows[-1]._tr)


def _fill(row: _Row, texts: tuple[str, str, str], shares: tuple[int, int], *, last: bool) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    name, now, before = texts
    for column, (cell, text) in enumerate(zip(row.cells, (name, "", now, before), strict=True)):
        cell.width = _WIDTHS[column]
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph._p.style = STYLES["cell_small"].name
        # The rows stay on one page, as a picture would.
        paragraph.paragraph_format.keep_with_next = not last
        if column in _RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if column == _BARS:
            _draw(cell, shares)
        else:
            writing(paragraph, text)


def _draw(cell: _Cell, shares: tuple[int, int]) -> None:
    """Both bars, one below the other."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = 1.0
    for share, picture, height in zip(shares, (_NOW, _BEFORE), (Pt(7), Pt(4)), strict=True):
        if share:
            under = bool(paragraph.runs)
            run = paragraph.add_run()
            # The line is as high as the bar.
            run.font.size = Pt(1)
            if under:
                run.add_break()
            width = Emu(_LONGEST * share // 1000)
            run.add_picture(io.BytesIO(picture), width=width, height=height)
