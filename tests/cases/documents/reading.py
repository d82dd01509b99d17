"""Reading documents back from their files, and the golden texts."""

import io
import re
import sys
from collections.abc import Iterator

import docx
from docx.table import Table as WordTable
from pypdf import PdfReader

from cases.documents.blocks import Document, Table
from cases.documents.registry import make, templates
from cases.documents.text import plain_text
from tests.cases.documents.samples import DATA, sample


def composed(code: str) -> Document:
    """The document of this code, made from its sample facts."""
    return make(code, sample(code)).document


def squeezed(text: str) -> str:
    """Text without blanks: lines break elsewhere in every face."""
    return re.sub(r"\s+", "", text)


def docx_text(content: bytes) -> str:
    """What a Word file says, in its order."""
    return "\n".join(_word_lines(content))


def _word_lines(content: bytes) -> Iterator[str]:
    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, WordTable):
            for row in part.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield part.text


def pdf_pages(content: bytes) -> list[str]:
    """What each page of a PDF says."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def pdf_text(content: bytes, document: Document) -> str:
    """What a PDF says, squeezed, without page numbers and the headers that tables repeat."""
    headers = [
        squeezed("".join(block.header))
        for block in document.blocks
        if isinstance(block, Table) and block.header
    ]
    pages: list[str] = []
    for number, page in enumerate(pdf_pages(content), 1):
        text = squeezed(page).removesuffix(f"—{number}—")
        repeated = next((h for h in headers if number > 1 and text.startswith(h)), "")
        # A header at the top of a page is repeated only where the table began before.
        pages.append(text.removeprefix(repeated if repeated in "".join(pages) else ""))
    return "".join(pages)


if __name__ == "__main__":
    # `python -m tests.cases.documents.reading` writes the golden texts anew.
    for code in templates():
        (DATA / f"{code}.txt").write_text(plain_text(composed(code)), encoding="utf-8")
    sys.stdout.write(f"{len(templates())} texts written to {DATA}\n")
