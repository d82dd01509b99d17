"""The whole file bound: as one PDF with bookmarks, or as a ZIP of single files (Rules 106)."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from cases.documents.blocks import Document, Letterhead, Number, Paragraph, Table, Title
from cases.documents.facts import Facts, written
from cases.documents.pdf import NoGlyph
from cases.documents.registry import make
from cases.models import Case, LegalDocument, StoredFile
from cases.services.authenticity import authenticity_of
from cases.services.case_index import Contents, Entry
from cases.services.document_faces import pdf_of, public_address, set_anyway, unsigned_pdf_of
from cases.services.manifest import MANIFEST, MANIFEST_VERSION, described, receipt_of, safe
from cases.services.papers import PDF, Unreadable, as_pages, number_pages
from cases.services.waiting_files import opened

type Progress = Callable[[int, int], None]
type Face = Callable[[LegalDocument, str], bytes]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry with its pages, if it can be printed, and the first of them in the file."""

    entry: Entry
    pdf: bytes
    pages: int
    first: int


@dataclass
class Binder:
    """Binds the file of one case as it stands at ``made_at``."""

    case: Case
    contents: Contents
    made_at: dt.datetime
    progress: Progress
    #: Digest of each generated sheet to its pages, found on the way.
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """How many steps the work has: each entry, and the table of contents."""
        return len(self.contents.entries) + 1

    # -- one PDF

    def bind(self, out: IO[bytes]) -> None:
        """Write the file as one PDF, the table of contents before it, with bookmarks."""
        writer, leaves = PdfWriter(), []
        for leaf in self._leaves():
            writer.append(io.BytesIO(leaf.pdf), import_outline=False)
            leaves.append(replace(leaf, pdf=b""))
            self.progress(len(leaves), self.steps)
        number_pages(writer.pages)
        table = self._table(leaves)
        front = len(PdfReader(io.BytesIO(table)).pages)
        writer.merge(0, io.BytesIO(table), import_outline=False)
        self._mark(writer, leaves, front)
        writer.add_metadata({"/Title": f"{self.case.number} {self.case.title}"})
        writer.write(out)
        self.progress(self.steps, self.steps)

    def _leaves(self) -> Iterator[Leaf]:
        first = 1
        for entry in self.contents.entries:
            pdf = self._pdf_of(entry, unsigned_pdf_of)
            pages = len(PdfReader(io.BytesIO(pdf)).pages)
            self._note(entry, pages)
            yield Leaf(entry, pdf, pages, first)
            first += pages

    def _note(self, entry: Entry, pages: int) -> None:
        if entry.document is not None:
            self.pages[entry.document.digest()] = pages

    def _mark(self, writer: PdfWriter, leaves: list[Leaf], front: int) -> None:
        """Bookmarks for the parts and what is in them; page labels that agree with the table."""
        writer.add_outline_item(title=_("Table of contents"), page_number=0)
        part, parent, above = None, None, None
        for leaf in leaves:
            page = front + leaf.first - 1
            if leaf.entry.part is not part:
                part = leaf.entry.part
                parent = writer.add_outline_item(title=part.label, page_number=page, bold=True)
            title = " ".join(filter(None, (leaf.entry.title, leaf.entry.number)))
            if leaf.entry.attached:
                writer.add_outline_item(title=title, page_number=page, parent=above)
            else:
                above = writer.add_outline_item(title=title, page_number=page, parent=parent)
        writer.set_page_label(0, front - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
        if leaves:
            last = len(writer.pages) - 1
            writer.set_page_label(front, last, style=PageLabelStyle.DECIMAL, start=1)
        writer.page_mode = "/UseOutlines"

    def _table(self, leaves: list[Leaf]) -> bytes:
        rows = [replace(leaf.entry, pages=leaf.pages).row(leaf.first) for leaf in leaves]
        return self._set(self.table_of(rows, sum(leaf.pages for leaf in leaves)))

    def table_of(self, rows: list[Facts], pages: int) -> Document:
        """The table of contents as a document."""
        case = self.case
        facts: Facts = {
            "procuratorate": {"name": case.procuratorate.name},
            "case": {
                "title": case.title,
                "number": case.number,
                "filed_on": case.filed_on,
                "closed_on": case.closed_on,
            },
            "handler": {"name": case.handler.name if case.handler else None},
            "entries": rows,
            "entries_count": len(rows),
            "pages_count": pages,
            "archive": {"number": None},
            "missing": (),
            "date": timezone.localdate(self.made_at),
        }
        return make("file_contents", facts).document

    # -- a ZIP

    def pack(self, out: IO[bytes]) -> None:
        """Write the single files as a ZIP; its manifest tells name, size and digests of each."""
        listed: list[dict[str, Any]] = []
        rows: list[Facts] = []
        total = 0
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for no, entry in enumerate(self.contents.entries, 1):
                content, media_type, pages = self._content(entry)
                name = self._path(no, entry)
                archive.writestr(self._info(name), content)
                listed.append(
                    {
                        "no": no,
                        "part": entry.part.label,
                        "title": entry.title,
                        "number": entry.number,
                        "date": entry.on.isoformat() if entry.on else None,
                        "pages": pages,
                        **described(name, content, media_type),
                        **receipt_of(entry.file, content),
                    }
                )
                rows.append(replace(entry, pages=pages).row(None))
                total += pages or 0
                self.progress(no, self.steps)
            table = self._set(self.table_of(rows, total))
            name = f"000 {safe(_('Table of contents'))}.pdf"
            archive.writestr(self._info(name), table)
            manifest = {
                "version": MANIFEST_VERSION,
                "case": self.case.number,
                "title": self.case.title,
                "procuratorate": self.case.procuratorate.name,
                "made_at": self.made_at.isoformat(),
                "contents": described(name, table, PDF),
                "entries": listed,
            }
            text = json.dumps(manifest, ensure_ascii=False, indent=2)
            archive.writestr(self._info(MANIFEST), text)
        self.progress(self.steps, self.steps)

    def _content(self, entry: Entry) -> tuple[bytes, str, int | None]:
        if entry.file is None:
            pdf = self._pdf_of(entry, pdf_of)
            pages = len(PdfReader(io.BytesIO(pdf)).pages)
            self._note(entry, pages)
            return pdf, PDF, pages
        try:
            return _read(entry.file), entry.file.media_type, entry.pages
        except FileNotFoundError:
            return self._slip(entry.file), PDF, 1

    def _path(self, no: int, entry: Entry) -> str:
        name = PurePosixPath(f"{entry.title}.pdf" if entry.file is None else entry.file.name)
        return f"{safe(entry.part.label)}/{no:03} {safe(name.stem)}{name.suffix}"

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, timezone.localtime(self.made_at).timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info

    # -- pages

    def _pdf_of(self, entry: Entry, face: Face) -> bytes:
        if entry.legal is not None:
            return self._decided(entry.legal, face)
        if entry.document is not None:
            return self._set(entry.document)
        if entry.file is None:
            raise LookupError("an entry is a document or a file")
        try:
            return as_pages(_read(entry.file), entry.file.media_type)
        except (Unreadable, FileNotFoundError):
            return self._slip(entry.file)

    def _decided(self, row: LegalDocument, face: Face) -> bytes:
        """A decided document with its stamp, or a sheet that says that it was altered since."""
        if not authenticity_of(row).is_intact:
            head = (Letterhead(self.case.procuratorate.name), Title(row.name), Number(row.number))
            text = _("The stored text was changed after the document was decided. It is left out.")
            return self._set(Document("altered", row.name, (*head, Paragraph(text))))
        try:
            return face(row, public_address(row))
        except NoGlyph:
            return self._set(row.document)

    def _slip(self, file: StoredFile) -> bytes:
        """The sheet that stands where a file cannot be printed."""
        facts = (
            (_("Case"), self.case.number),
            (_("File"), file.name),
            (_("Kind of file"), file.media_type),
            (_("Size (bytes)"), f"{file.size:,}"),
            ("SHA-256", file.sha256),
            (_("Uploaded on"), written(timezone.localdate(file.uploaded_at))),
            (_("Note"), _("This file cannot be printed here. It is kept in the system.")),
        )
        head = (Letterhead(self.case.procuratorate.name), Title(_("Sheet for a file")))
        return self._set(Document("file_slip", file.name, (*head, Table((), facts, (4, 12)))))

    def _set(self, document: Document) -> bytes:
        return set_anyway(document, self.made_at)


def _read(file: StoredFile) -> bytes:
    with opened(file) as content:
        return content.read()
