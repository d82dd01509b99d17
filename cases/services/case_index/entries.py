"""The entries of the table of contents, and the sheet of a record."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.documents.blocks import Block, Document, Letterhead, Number, Table, Title
from cases.documents.facts import Facts, is_empty, written
from cases.models import Case, LegalDocument, StoredFile
from cases.services.case_index.papers import Papers, Part
from pilit.web.texts import listed

#: The code of the sheets that stand for a record where no document of its own was made.
SHEET: Final = "record_sheet"
_WIDTHS: Final = (4, 12)

type FactValue = str | dt.date | Decimal | int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: a document or sheet, or a file that was handed in."""

    part: Part
    title: str
    on: dt.date | None
    number: str = ""
    document: Document | None = None
    #: The decided document, where the entry is one.
    legal: LegalDocument | None = None
    file: StoredFile | None = None
    pages: int | None = None
    #: Belongs to the entry before it.
    attached: bool = False

    def row(self, page: int | None) -> Facts:
        """The entry as the table of contents prints it; ``page`` is its first in the file."""
        return {
            "title": self.title,
            "number": self.number,
            "date": self.on,
            "pages": self.pages,
            "page": page,
        }


@dataclass(frozen=True, slots=True)
class Folder:
    """One part of one case's file; makes its entries."""

    case: Case
    part: Part
    papers: Papers

    def record(
        self,
        title: str,
        on: dt.date | None,
        *facts: tuple[str, FactValue],
        number: str = "",
        files: Iterable[StoredFile] = (),
        legal: LegalDocument | None = None,
    ) -> Iterable[Entry]:
        """A record with its files: the document that was decided, else a sheet with its facts."""
        legal = legal or self.papers.numbered(number)
        if legal is not None:
            yield self.decided(legal)
        else:
            sheet = self._sheet(title, on, facts, number)
            yield Entry(self.part, title, on, number, document=sheet)
        yield from self.files(files, attached=True)

    def decided(self, row: LegalDocument) -> Entry:
        """A document as it was decided."""
        try:
            document = row.document
        except ValueError:
            # Altered in the store: whoever opens or prints it is told.
            document = None
        return Entry(
            self.part,
            row.name,
            local_day(row.made_at),
            row.number,
            document,
            row,
            pages=row.pages,
        )

    def written(self, title: str, on: dt.date, document: Document) -> Entry:
        """A document made anew from the facts."""
        return Entry(self.part, title, on, document.number, document)

    def rest(self) -> Iterable[Entry]:
        """The documents of this part that stand for no record."""
        return map(self.decided, self.papers.rest(self.part))

    def files(self, files: Iterable[StoredFile], *, attached: bool = False) -> Iterable[Entry]:
        """Files that were handed in."""
        for file in files:
            day = file.attached_at or file.uploaded_at
            yield Entry(
                self.part,
                file.name,
                local_day(day),
                file=file,
                pages=file.pages,
                attached=attached,
            )

    def _sheet(
        self,
        title: str,
        on: dt.date | None,
        facts: Iterable[tuple[str, FactValue]],
        number: str,
    ) -> Document:
        rows = [(_("Case"), f"{self.case.number}\n{self.case.title}"), (_("Day"), written(on))]
        rows += [(label, written(value)) for label, value in facts]
        table = Table((), tuple(row for row in rows if not is_empty(row[1])), _WIDTHS)
        head: list[Block] = [Letterhead(self.case.procuratorate.name), Title(title)]
        if number:
            head.append(Number(number))
        return Document(SHEET, title, (*head, table))


def local_day(moment: dt.datetime) -> dt.date:
    """The Beijing date of a moment."""
    return timezone.localdate(moment)


def people(rows: Iterable[object]) -> str:
    """Names one after another."""
    return listed(getattr(row, "name", row) for row in rows)


def lines(rows: Iterable[str]) -> str:
    """One text per line."""
    return "\n".join(filter(None, rows))
