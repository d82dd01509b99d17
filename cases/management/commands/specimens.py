"""``manage.py specimens``: one of every legal document there is, to look at and to print."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from cases.documents.blocks import Document
from cases.documents.html import to_html
from cases.documents.pdf import to_pdf
from cases.documents.registry import make, templates
from cases.documents.word import to_docx
from cases.models import FigureReport, LegalDocument, ServiceRecord
from cases.services.document_faces import public_address, unsigned_pdf_of
from cases.services.serving import facts_of

PROOF: Final = "proof_of_service"
LOOKS: Final = "document.css"
_PAGE: Final = """<!doctype html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="{looks}"></head>
<body>{face}</body>
</html>
"""


class Specimen(NamedTuple):
    """One document and its PDF."""

    document: Document
    pdf: bytes


class Command(BaseCommand):
    """Writes page, Word file and PDF of each into a folder; names the documents no case has."""

    help = (
        "Write one document of every kind as page, Word file and PDF into a folder: the longest "
        "there is of each. Only where DEBUG is on, for what stands in them is not anonymous."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, help="The folder to write to; made if need be.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them, and say what is missing."""
        if not settings.DEBUG:
            raise CommandError(_("Specimens are written only where DEBUG is on."))
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(str(finders.find(LOOKS)), folder / LOOKS)
        written = set()
        for code, specimen in specimens():
            write(folder, code, specimen)
            written.add(code)
        self.stdout.write(
            _("%(count)s documents in %(folder)s") % {"count": len(written), "folder": folder}
        )
        missing = [made.name for code, made in templates().items() if code not in written]
        if missing:
            self.stdout.write(_("No case has: %(names)s") % {"names": "、".join(missing)})


def specimens() -> Iterator[tuple[str, Specimen]]:
    """The longest document of each kind there is, by its code."""
    for code in templates():
        found = _proof() if code == PROOF else _decided(code) or _reported(code)
        if found is not None:
            yield code, found


def write(folder: Path, code: str, specimen: Specimen) -> None:
    """Write the three faces of a document."""
    document = specimen.document
    face = to_html(document)
    page = _PAGE.format(title=escape(document.name), looks=LOOKS, face=face)
    (folder / f"{code}.html").write_text(page, encoding="utf-8")
    (folder / f"{code}.docx").write_bytes(to_docx(document))
    (folder / f"{code}.pdf").write_bytes(specimen.pdf)


def _decided(code: str) -> Specimen | None:
    rows = LegalDocument.objects.filter(code=code).select_related("seal")
    row = rows.order_by(Length("text").desc()).first()
    return Specimen(row.document, unsigned_pdf_of(row, public_address(row))) if row else None


def _reported(code: str) -> Specimen | None:
    """A report of figures, as it was frozen."""
    rows = FigureReport.objects.filter(code=code, frozen_at__isnull=False)
    row = rows.order_by(Length("text").desc()).first()
    if row is None or row.frozen_at is None:
        return None
    document = Document.restored(row.text)
    return Specimen(document, to_pdf(document, row.frozen_at))


def _proof() -> Specimen | None:
    """A proof of service is made whenever it is asked for."""
    rows = ServiceRecord.objects.select_related(
        "case__procuratorate", "addressee", "recorded_by", "received_by", "legal"
    )
    row = rows.filter(method="announced").order_by("-id").first() or rows.order_by("-id").first()
    if row is None:
        return None
    document = make(PROOF, facts_of(row, with_officer=True)).document
    return Specimen(document, to_pdf(document, timezone.now()))
