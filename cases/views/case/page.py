"""The case file from inside."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.models import Case, FileExport
from cases.models.choices import ClosingGround
from cases.services.archive import Archived, archive_check, archived
from cases.services.documents import documents_in
from cases.views import timeline
from cases.views.access import case_for, is_inside, now, page
from cases.views.case.cards import QUESTIONS
from cases.views.case.file import case_file
from cases.views.case.money import money_of
from cases.views.case.raised import beginnings_in, raised_in
from cases.views.case.related import near, related_to
from cases.views.deadlines import dues_of
from cases.views.facets import facet_on_case
from cases.views.forms.offered import Offered, waiting_drafts
from cases.views.place import map_of
from cases.views.readings import record_reading
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import shown


@page
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case. That its file was opened is recorded, for each reader once an hour."""
    actor, at = actor_of(request), now()
    row = case_for(actor, number)
    record_reading(request, row, at)
    if not is_inside(actor, row):
        facet = facet_on_case(actor)
        if facet is None:
            raise NotFound
        return facet.case(request, row)
    today = beijing_date(at)
    prefetch_related_objects([row], QUESTIONS)
    dues = dues_of(row)
    pressing = [due.row.code for due in dues.open]
    events = timeline.events_of(row, actor)
    recent = events if request.GET.get("history") == "all" else events[: timeline.FIRST + 1]
    entries = timeline.entries(recent)
    offered = Offered.of(row, actor, at, pressing)
    context = {
        "case": row,
        "file": case_file(row, today, dues),
        "archive": (archive := archived(row)),
        "missing": missing_in_file(row, offered, archive),
        "export_kinds": FileExport.Kind.choices,
        "closing_ground": ClosingGround(row.closing_ground).label if row.closing_ground else "",
        "money": money_of(row),
        "related": related_to(row, actor),
        "near": near(row, actor),
        "raised": raised_in(row, actor),
        "begins": list(beginnings_in(row, actor, at)),
        "map": map_of(row),
        "dues": dues,
        "next": dues.next(today),
        "late": dues.late(today),
        "offered": offered,
        "drafts": waiting_drafts(row),
        "documents": documents_in(row, actor),
        "entries": entries
        if len(entries) <= timeline.FIRST or "history" in request.GET
        else entries[:-1],
        "has_older": len(entries) > timeline.FIRST and "history" not in request.GET,
        "today": today,
    }
    return respond(request, "cases/case.html", context)


def missing_in_file(row: Case, offered: Offered, archive: Archived | None) -> list[str] | None:
    """What the file lacks, once it is closed or may be; ``None`` before that, and where the archive
    tells it.
    """
    if archive is not None and archive.is_current:
        return None
    can_close = {"close_case", "complete_enforcement"} & {
        offer.name for offer in (*offered.first, *offered.more)
    }
    if row.is_open and not can_close:
        return None
    return [shown(text) for text in archive_check(row)]
