"""The page face of a document: a fragment in which every text is escaped."""

from collections.abc import Iterator
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cases.documents.blocks import Chart, Document, Table
from cases.documents.text import lines

TEMPLATE: Final = "cases/documents/preview.html"


def to_html(document: Document) -> SafeString:
    """The document as a fragment of a page; its looks are in ``static/document.css``."""
    context = {"document": document, "parts": list(_parts(document))}
    return render_to_string(TEMPLATE, context)


def _parts(document: Document) -> Iterator[dict[str, Any]]:
    for block in document.blocks:
        if isinstance(block, Table):
            total = sum(block.widths)
            widths = [round(100 * width / total) for width in block.widths]
            yield {"kind": block.kind, "block": block, "widths": widths}
        elif isinstance(block, Chart):
            bars = list(zip(block.rows, block.bars, strict=True))
            yield {"kind": block.kind, "block": block, "bars": bars}
        else:
            yield {"kind": block.kind, "block": block, "text": "".join(lines(block))}
