"""Public notices that run: exactly what was published, for everybody to read (Rules 91)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery

from cases.domain.clocks import NOTICE
from cases.models import Deadline, DeadlineStatus, PublicNotice
from pilit.web.paging import Ordering, page_of

ORDERINGS: Final[Mapping[str, Ordering]] = {"newest": Ordering(descending=True)}
_PUBLISHED: Final = (
    "id", "number", "medium", "published_on", "facts", "contact", "case__procuratorate__name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Published:
    """One notice as the medium printed it, and its last day. Nothing else of the case is here."""

    number: str
    procuratorate: str
    medium: str
    published_on: dt.date
    ends_on: dt.date
    facts: str
    contact: str


def running_notices(today: dt.date, cursor: str = "") -> tuple[list[Published], str]:
    """The notices whose period runs on a Beijing date, newest first, and the cursor of the rest.

    Raises :class:`~pilit.law.errors.Invalid` for a cursor that is none.
    """
    page = page_of(_running(today), ORDERINGS, "newest", cursor)
    return [_published(row) for row in page.rows], page.next_cursor


def _running(today: dt.date) -> QuerySet[Any]:
    period = Deadline.objects.filter(
        case=OuterRef("case"), code=NOTICE, status=DeadlineStatus.RUNNING, due_on__gte=today
    )
    return (
        PublicNotice.objects.annotate(ends_on=Subquery(period.values("due_on")[:1]))
        .filter(ends_on__isnull=False, published_on__lte=today)
        .select_related("case__procuratorate")
        .only(*_PUBLISHED)
    )


def _published(row: Any) -> Published:
    return Published(
        number=row.number,
        procuratorate=row.case.procuratorate.name,
        medium=row.medium,
        published_on=row.published_on,
        ends_on=row.ends_on,
        facts=row.facts,
        contact=row.contact,
    )
