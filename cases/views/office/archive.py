"""Archive (归档): closed cases, each with what its file lacks, if anything (Rules 106)."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.domain.vocabulary import CaseState
from cases.models import Archive, Case
from cases.services.archive import missing_in
from cases.views.access import now, page
from cases.views.office.hours_seen import POSTS
from pilit.law.errors import NotFound
from pilit.law.texts import Text
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of

ORDERINGS: Final = {"newest": Ordering("closed_on", descending=True)}


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed case, what its file lacks, and when it was last archived."""

    case: Case
    missing: list[Text]
    archived_on: dt.date | None


@page
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """The closed cases of the procuratorates one leads or registers for, the latest first."""
    actor = actor_of(request)
    if actor.holds(*POSTS) is None:
        raise NotFound
    rows = Case.objects.internal_to(actor).filter(
        state=CaseState.CLOSED, procuratorate__in=actor.places(*POSTS)
    )
    listed = rows.select_related("procuratorate", "respondent", "handler")
    found = page_of(listed, ORDERINGS, "newest", request.GET.get("cursor", ""))
    missing = missing_in(found.rows)
    archives = Archive.objects.visible_to(actor).filter(case__in=found.rows).order_by("id")
    archived = dict(archives.values_list("case", "on"))
    context = {
        "page": found,
        "rows": [
            Closed(row, [piece.text for piece in missing[row.pk]], archived.get(row.pk))
            for row in found.rows
        ],
        "count": capped_count(rows),
        "today": beijing_date(now()),
    }
    return respond(request, "cases/archive.html", context)
