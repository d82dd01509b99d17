"""What stands in several parts of the file: proofs of service and reports."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.documents.registry import make, template
from cases.models import Conclusion, ServiceRecord
from cases.services.case_index.entries import Entry, Folder
from cases.services.serving import TEMPLATES, facts_of

Served = ServiceRecord.Document


def served(folder: Folder, services: list[ServiceRecord], *documents: Served) -> Iterable[Entry]:
    """The proofs of service of some documents."""
    for row in services:
        if row.document in documents:
            code = TEMPLATES.get(Served(row.document))
            name = template(code).name if code else row.get_document_display()
            proof = make("proof_of_service", facts_of(row)).document
            yield folder.written(f"{proof.name}：{name}", row.served_on, proof)
            yield from folder.files(row.files.all(), attached=True)


def reports(
    folder: Folder, conclusions: list[Conclusion], stage: Conclusion.Stage
) -> Iterable[Entry]:
    of_inquiry = stage == Conclusion.Stage.INQUIRY
    title = (
        _("Report at the end of the inquiry")
        if of_inquiry
        else _("Report at the end of the review")
    )
    rows = [row for row in conclusions if row.stage == stage]
    code = "inquiry_report" if of_inquiry else "review_report"
    for row, legal in folder.papers.pair(rows, code):
        yield from folder.record(
            title,
            row.on,
            (_("Findings"), row.findings),
            (_("Author"), row.author.name),
            legal=legal,
        )
