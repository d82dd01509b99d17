"""The pages of decided documents, counted by a worker once they are frozen.

Not at the decision: that is one short transaction, setting a PDF takes a tenth of a second and may
fail, and what needs the count (table of contents, archive) comes later.
"""

import logging
from typing import Final

from cases.models import LegalDocument
from cases.services.document_faces import pages_of

ALTERED: Final = 1
"""Pages of a document whose text was altered in the store: a sheet says so in its place."""

log = logging.getLogger(__name__)


def count_waiting(most: int) -> int:
    """Count the pages of at most so many documents, those decided last first; returns how many.

    Two workers at once count the same, and the first to say so is heard.
    """
    rows = LegalDocument.objects.filter(pages__isnull=True).select_related("seal").order_by("-id")
    waiting = list(rows[:most])
    for row in waiting:
        counted = LegalDocument.objects.filter(pk=row.pk, pages__isnull=True)
        counted.update(pages=_counted(row))
    return len(waiting)


def _counted(row: LegalDocument) -> int:
    try:
        return pages_of(row)
    except ValueError:
        log.error("The text of document %s was altered in the store", row.pk)
        return ALTERED
