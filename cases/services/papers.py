"""Files as pages: how many a file has, and its pages clean of everything but what is printed."""

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final, cast

import typst
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, NumberObject

from cases.documents.fonts import faces

PDF: Final = "application/pdf"
#: Pictures that can be set on a page.
PICTURES: Final = ("image/jpeg", "image/png")
#: Pictures of one page each, whether they can be set or not.
ONE_PAGE: Final = (*PICTURES, "image/heic")
MOST_PAGES: Final = 20_000
#: What reading a damaged or malicious PDF may raise.
FAULTS: Final = (
    PyPdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    AssertionError,
    NotImplementedError,
)
_LAYOUT: Final = b"""
#set page(width: 210mm, height: 297mm, margin: 20mm)
#set image(width: 100%, height: 100%, fit: "contain")
#align(center + horizon, image("/picture", format: sys.inputs.format))
"""
_FORMATS: Final = {"image/jpeg": "jpg", "image/png": "png"}


_NUMBERS: Final = b"""
#set page(width: 40mm, height: 12mm, margin: 0mm)
#set text(size: 9pt)
#for n in range(int(sys.inputs.count)) {
  if n > 0 { pagebreak() }
  place(top + right, dx: -10mm, dy: 7mm, [#(n + 1)])
}
"""


class Unreadable(ValueError):  # noqa: N818 (a name of its own, not one more error)
    """The file cannot be set on pages."""


def count_pages(content: IO[bytes], media_type: str) -> int | None:
    """How many pages a file has; ``None`` where that cannot be known. Leaves it at its start."""
    if media_type in ONE_PAGE:
        return 1
    if media_type != PDF:
        return None
    content.seek(0)
    try:
        # The count the document gives: walking all its pages would keep the uploader waiting.
        pages = cast(DictionaryObject, PdfReader(content).root_object["/Pages"])
        count = int(cast(NumberObject, pages["/Count"]))
    except FAULTS:
        return None
    finally:
        content.seek(0)
    return count if 0 < count <= MOST_PAGES else None


def as_pages(content: bytes, media_type: str) -> bytes:
    """The file as a PDF of its own. Raises :class:`Unreadable`."""
    if media_type == PDF:
        return _clean(content)
    if media_type in PICTURES:
        return _picture(content, media_type)
    raise Unreadable(media_type)


def _clean(content: bytes) -> bytes:
    """The pages without what the document would do when it is opened."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(PDF)
        writer = PdfWriter()
        writer.append(reader, import_outline=False)
        if not writer.pages or len(writer.pages) > MOST_PAGES:
            raise Unreadable(PDF)
        for page in writer.pages:
            page.pop("/AA", None)
            page.pop("/Annots", None)
        out = io.BytesIO()
        writer.write(out)
    except FAULTS as fault:
        raise Unreadable(PDF) from fault
    return out.getvalue()


def _picture(content: bytes, media_type: str) -> bytes:
    """One page with the picture as large as it goes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "picture").write_bytes(content)
        try:
            page = typst.Compiler(_LAYOUT, root=folder).compile(
                format="pdf", sys_inputs={"format": _FORMATS[media_type]}
            )
        except typst.TypstError as error:
            raise Unreadable(media_type) from error
    if not isinstance(page, bytes):
        raise TypeError("typst gave no single PDF file")
    return page


def number_pages(pages: Sequence[PageObject]) -> None:
    """Print the number of each page in the file (页次) into its upper right corner."""
    if not pages:
        return
    compiler = typst.Compiler(_NUMBERS, font_paths=faces().fonts)
    stamps = compiler.compile(format="pdf", sys_inputs={"count": str(len(pages))})
    if not isinstance(stamps, bytes):
        raise TypeError("typst gave no single PDF file")
    for page, stamp in zip(pages, PdfReader(io.BytesIO(stamps)).pages, strict=True):
        if page.rotation:
            page.transfer_rotation_to_content()
        corner = Transformation().translate(
            float(page.cropbox.right) - float(stamp.mediabox.width),
            float(page.cropbox.top) - float(stamp.mediabox.height),
        )
        page.merge_transformed_page(stamp, corner)
