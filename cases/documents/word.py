"""The Word file of a document (python-docx): GB/T 9704 layout in named styles."""

import io
from collections.abc import Sequence
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.shared import Emu, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from cases.documents.blocks import (
    Block,
    Chart,
    Document,
    HandSignature,
    Heading,
    Item,
    Letterhead,
    Note,
    Table,
)
from cases.documents.word_charts import add_chart
from cases.documents.word_styles import STYLES, prepare, writing

TEXT_WIDTH: Final = Mm(156)
SIGNING_LINE: Final = "　" * 12
_SMALL: Final = 4
"""A table of more columns is set smaller."""


def to_docx(document: Document) -> bytes:
    """The document as a Word file."""
    word = docx.Document()
    prepare(word, title=document.name, author=_issuer(document))
    for block, keep in zip(document.blocks, document.kept, strict=True):
        _add(word, block, keep=keep)
    _part_from_table_before(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _issuer(document: Document) -> str:
    return next((block.text for block in document.blocks if isinstance(block, Letterhead)), "")


def _add(word: WordDocument, block: Block, *, keep: bool) -> None:
    match block:
        case Table():
            _add_table(word, block)
            return
        case Chart():
            add_chart(word, block)
            return
        case Heading():
            paragraph = _paragraph(word, f"heading{block.level}", block.text)
        case Item():
            paragraph = _paragraph(word, "paragraph", block.number + block.text)
        case Note() if _after_table(word):
            paragraph = _paragraph(word, "note_small", block.text)
        case HandSignature():
            paragraph = _paragraph(word, block.kind, f"{block.text}：")
            writing(paragraph, SIGNING_LINE).underline = True
        case _:
            paragraph = _paragraph(word, block.kind, block.text)
    if keep:
        paragraph.paragraph_format.keep_with_next = True


def _paragraph(word: WordDocument, kind: str, text: str) -> WordParagraph:
    paragraph = word.add_paragraph(style=STYLES[kind].name)
    writing(paragraph, text)
    return paragraph


# -- tables


def _add_table(word: WordDocument, block: Table) -> None:
    _part_from_table_before(word)
    table = word.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    total = sum(block.widths)
    widths = [Emu(TEXT_WIDTH * width // total) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if block.header:
        _add_row(table, block.header, block, widths, head=True)
    for row in block.rows:
        _add_row(table, row, block, widths, head=False)


def _part_from_table_before(word: WordDocument) -> None:
    """Word makes one table of two that follow each other, and wants none at the end of the text: a
    line of hardly any height stands there.
    """
    if _after_table(word):
        between = word.add_paragraph()
        between.paragraph_format.line_spacing = Pt(1)


def _after_table(word: WordDocument) -> bool:
    # The last element of a body is its section.
    return isinstance(next(iter(word.element.body[-2:-1]), None), CT_Tbl)


def _add_row(
    table: WordTable, cells: Sequence[str], block: Table, widths: Sequence[Emu], *, head: bool
) -> None:
    # By the XML: python-docx walks the whole table for the cells of one row.
    row = table._tbl.add_tr()
    properties = row.get_or_add_trPr()
    if block.header:
        properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    style = ("cell_small" if len(widths) > _SMALL else "cell") + ("_head" if head else "")
    for text, width, centred in zip(cells, widths, block.centred, strict=True):
        cell = _Cell(row.add_tc(), table)
        cell.width = width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _fill(cell, text, STYLES[style].name, centred=head or centred)


def _fill(cell: _Cell, text: str, style: str, *, centred: bool) -> None:
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph._p.style = style
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        writing(paragraph, line)
