"""The plain text of a document: what all its faces say."""

from collections.abc import Iterator

from cases.documents.blocks import Block, Chart, Document, HandSignature, Item, Table


def plain_text(document: Document) -> str:
    """The document line by line; the cells of a table's row are parted by tabulators."""
    return "\n".join(line for block in document.blocks for line in lines(block)) + "\n"


def lines(block: Block) -> Iterator[str]:
    """The lines of one block."""
    match block:
        case Table():
            rows = (block.header, *block.rows) if block.header else block.rows
            yield from ("\t".join(row) for row in rows)
        case Chart():
            yield block.caption
            yield from ("\t".join(row) for row in block.rows)
        case Item():
            yield block.number + block.text
        case HandSignature():
            yield f"{block.text}："
        case _:
            yield block.text
