"""One joint meeting: who was there, what was decided, who reported; its minutes."""

import uuid
from typing import Any, Final

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.models import Event, StoredFile
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of, next_due
from cases.views.file import attachment
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from referrals.domain.joint_meeting import MeetingState
from referrals.models import JointMeeting
from referrals.views.mechanism import is_inside, own_places
from referrals.views.papers import paper_page, paper_pdf, paper_word

MINUTES: Final = "joint_meeting_minutes"


def meeting_for(actor: Actor, number: str) -> JointMeeting:
    """The meeting of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = JointMeeting.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate", "of_mechanism__procuratorate").first()
    if row is None:
        raise NotFound
    return row


@page
@require_safe
def joint_meeting(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting: where it stands, attendance, tasks with what was reported on them."""
    actor, at = actor_of(request), now()
    row = meeting_for(actor, number)
    today, own, offered = beijing_date(at), own_places(actor), Offered.of(row, actor, at)
    inside, dues = is_inside(actor, row.of_mechanism), dues_of(row)
    mine = dues.open if inside else [due for due in dues.open if due.row.responsible_id in own]
    context: dict[str, Any] = {
        "meeting": row,
        "offered": offered,
        "may": {offer.name for offer in (*offered.first, *offered.more)},
        "attendances": row.attendances.select_related("organisation"),
        "tasks": row.tasks.select_related("owner").prefetch_related("reports__files"),
        "has_minutes": row.state == MeetingState.MINUTED,
        "next": next_due(mine, today),
        "own": own,
        "inside": inside,
        "today": today,
    }
    if inside:
        events = Event.objects.filter(matter=row).order_by("-id")
        context |= {"dues": dues, "entries": timeline.entries(events[: timeline.FIRST])}
    return respond(request, "referrals/joint_meeting.html", context)


@page
@require_safe
def joint_meeting_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file of a report on a task."""
    return attachment(file_of(actor_of(request), number, pk))


def file_of(actor: Actor, number: str, pk: uuid.UUID) -> StoredFile:
    """That file. Raises :class:`NotFound` where the actor may not see the meeting."""
    found = meeting_for(actor, number).files.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


@page
@require_safe
def minutes(request: HttpRequest, number: str) -> HttpResponse:
    """The minutes as a page that prints."""
    row = meeting_for(actor_of(request), number)
    return paper_page(request, row, MINUTES, "referrals:minutes")


@page
@require_safe
def minutes_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Them as a PDF file."""
    row = meeting_for(actor_of(request), number)
    return paper_pdf(request, row, MINUTES, "referrals:minutes")


@page
@require_safe
def minutes_word(request: HttpRequest, number: str) -> HttpResponse:
    """Them as a Word file."""
    row = meeting_for(actor_of(request), number)
    return paper_word(request, row, MINUTES, "referrals:minutes")
