"""The table of contents of a case file (案卷目录): all that is in it, in order (Rules 106).

For those who see the case from inside. The number of queries does not grow with the file.
"""

from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Final, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from cases.documents.facts import Facts
from cases.models import Case, FileExport, LegalDocument, Reply
from cases.services.case_index import after, before, opening
from cases.services.case_index.entries import Entry, Folder
from cases.services.case_index.papers import Papers, Part

__all__ = ["Contents", "Entry", "Part", "contents"]

ARCHIVED: Final = "file_contents"
"""The table itself, as it was frozen when the file was archived; it is no entry of its own."""


class Group(NamedTuple):
    """A part of the table as it is shown."""

    label: str
    rows: list[tuple[int, Entry]]


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries in order."""

    entries: list[Entry]

    @property
    def parts(self) -> list[tuple[Part, list[Entry]]]:
        """The entries by the parts of the file; parts without any are left out."""
        return [(part, list(rows)) for part, rows in groupby(self.entries, lambda row: row.part)]

    @property
    def numbered(self) -> list[Group]:
        """The parts with their entries, each with its number in the whole table."""
        found, no = [], 0
        for part, rows in self.parts:
            found.append(Group(part.label, list(enumerate(rows, no + 1))))
            no += len(rows)
        return found

    @property
    def pages(self) -> int | None:
        """Pages of all; ``None`` where those of some are not known yet."""
        counts = [entry.pages for entry in self.entries]
        return None if None in counts else sum(filter(None, counts))

    def rows(self) -> list[Facts]:
        """The entries as the table of contents prints them, each with its first page where the
        pages of all are known.
        """
        if self.pages is None:
            return [entry.row(None) for entry in self.entries]
        counts = [entry.pages or 0 for entry in self.entries]
        first = accumulate([1, *counts[:-1]])
        return [entry.row(page) for entry, page in zip(self.entries, first, strict=True)]


def contents(case: Case) -> Contents:
    """Everything in the file of a case, in Chinese as its documents are.

    Sheets that no export has set yet have no page count, nor has a document for the first minutes.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return Contents(_counted(case, _entries(case)))


def _entries(case: Case) -> list[Entry]:
    services = list(
        case.services.select_related(
            "case__procuratorate", "addressee", "recorded_by", "received_by"
        ).prefetch_related("present", "files")
    )
    conclusions = list(case.conclusions.select_related("author"))
    replies = list(
        Reply.objects.filter(recommendation__case=case)
        .select_related("recommendation__organ", "recommendation__case__procuratorate")
        .select_related("submitted_by")
        .prefetch_related("items", "files", "scans", "recommendation__items")
        .order_by("id")
    )
    papers = Papers(
        LegalDocument.objects.filter(Q(case=case) | Q(clue=case.clue_id))
        .exclude(code=ARCHIVED)
        .select_related("seal", "issued_by")
        .order_by("id")
    )

    def folder(part: Part) -> Folder:
        return Folder(case, part, papers)

    entries = [
        *opening.filing(folder(Part.FILING), services),
        *opening.inquiry(folder(Part.INQUIRY), conclusions),
        *before.before_suit(folder(Part.BEFORE_SUIT), services),
        *before.replies(folder(Part.REPLIES), replies, services),
        *before.review(folder(Part.REVIEW), conclusions, services),
        *after.suit(folder(Part.SUIT)),
        *after.enforcement(folder(Part.ENFORCEMENT)),
        *after.closing(folder(Part.CLOSING), services),
        *after.management(folder(Part.MANAGEMENT)),
    ]
    shown: set[object] = {entry.file.pk for entry in entries if entry.file is not None}
    return [*entries, *after.other(folder(Part.OTHER), shown)]


def _counted(case: Case, entries: list[Entry]) -> list[Entry]:
    """The entries with the page counts that the last export found, where no others are known."""
    last = (
        FileExport.objects.filter(case=case)
        .exclude(pages={})
        .order_by("-asked_at")
        .values_list("pages", flat=True)
        .first()
    )
    known: dict[str, int] = last or {}
    return [
        replace(entry, pages=known.get(entry.document.digest()))
        if entry.document is not None and entry.pages is None and known
        else entry
        for entry in entries
    ]
