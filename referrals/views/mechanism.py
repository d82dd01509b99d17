"""One joint mechanism as its side sees it: whether it lives, and all that is done in it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.models import Event, StoredFile
from cases.querysets import subtree_q
from cases.views import timeline
from cases.views.access import now, page
from cases.views.deadlines import dues_of
from cases.views.file import attachment
from cases.views.forms.action import answer
from cases.views.forms.offered import Offered
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from referrals.domain.life import LIVES, RULE, Verdict, is_late
from referrals.models import InformationItem, JointTask, Mechanism
from referrals.querysets.mechanism import joined_by
from referrals.querysets.referral import DECIDING_POSTS
from referrals.services.mechanism import verdicts, with_last


@dataclass(frozen=True, slots=True)
class Living:
    """A verdict as it is shown."""

    verdict: Verdict

    @property
    def label(self) -> str:
        """It in words, a message id."""
        return LIVES[self.verdict.life]

    @property
    def rule(self) -> str:
        """By what rule it is found, a message id."""
        return RULE


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Information shared: when it last came, when it is to come next."""

    item: InformationItem
    came_on: dt.date | None
    due_on: dt.date
    late: bool
    sends: bool
    """Whether the reader's organisation gives it."""
    receives: bool


def mechanism_for(actor: Actor, number: str) -> Mechanism:
    """The mechanism of that number, if the actor may see it. Raises :class:`NotFound`."""
    rows = Mechanism.objects.visible_to(actor).filter(number=number)
    row = rows.select_related("procuratorate").first()
    if row is None:
        raise NotFound
    return row


def is_inside(actor: Actor, row: Mechanism) -> bool:
    """Whether the actor sits in the procuratorate that runs it, or above."""
    scope = subtree_q(actor)
    return scope is not None and Mechanism.objects.filter(scope, pk=row.pk).exists()


def own_places(actor: Actor) -> frozenset[int]:
    """The organisations for which the actor acts in mechanisms, by id."""
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    inside = {seat.organisation_id for seat in seats if seat.post in DECIDING_POSTS}
    return joined_by(actor) | inside


@page
@require_http_methods(["GET", "POST"])
def establish(request: HttpRequest) -> HttpResponse:
    """Establish a mechanism."""
    return answer(request, None, "establish_mechanism")


@page
@require_safe
def mechanism(request: HttpRequest, number: str) -> HttpResponse:
    """One mechanism: whether it lives, and all that is done in it."""
    actor, at = actor_of(request), now()
    row = mechanism_for(actor, number)
    today, own, offered = beijing_date(at), own_places(actor), Offered.of(row, actor, at)
    tasks = JointTask.objects.filter(meeting__of_mechanism=row).select_related("meeting", "owner")
    inside = is_inside(actor, row)
    context: dict[str, Any] = {
        "mechanism": row,
        "living": Living(verdicts([row], today)[row.pk]),
        "offered": offered,
        "may": {offer.name for offer in (*offered.first, *offered.more)},
        "members": row.memberships.select_related("organisation").order_by("left_on", "id"),
        "documents": row.cosigned.select_related("replaced_by")
        .prefetch_related("signatories", "files", "reviews")
        .order_by("-state", "review_by"),
        "meetings": row.meetings.annotate(
            tasks_in_all=Count("tasks"), tasks_done=Count("tasks", Q(tasks__done_on__isnull=False))
        ).order_by("-meets_at"),
        "tasks": tasks.filter(done_on__isnull=True, dropped_on__isnull=True).order_by("due_on"),
        "items": item_lines(row, actor, own, today),
        "trainings": row.trainings.order_by("-starts_on"),
        "exchanges": row.exchanges.select_related("home", "host").order_by("-starts_on"),
        "own": own,
        "inside": inside,
        "today": today,
    }
    if inside:
        events = Event.objects.filter(matter=row).order_by("-id")
        dues = dues_of(row)
        context |= {
            "dues": dues,
            "next": dues.next(today),
            "entries": timeline.entries(events[: timeline.FIRST]),
        }
    else:
        context["own_next"] = own_next(context["tasks"], context["items"], own)
    return respond(request, "referrals/mechanism.html", context)


@dataclass(frozen=True, slots=True)
class OwnDue:
    """What the reader's organisation owes next: a task, or information."""

    due_on: dt.date
    task: JointTask | None = None
    item: InformationItem | None = None


def own_next(
    tasks: Iterable[JointTask], items: Iterable[ItemLine], own: frozenset[int]
) -> OwnDue | None:
    """What a member owes next, ``None`` where that is nothing."""
    owed = [OwnDue(task.due_on, task=task) for task in tasks if task.owner_id in own]
    owed += [
        OwnDue(line.due_on, item=line.item)
        for line in items
        if line.sends and line.item.stopped_on is None
    ]
    return min(owed, key=lambda each: each.due_on, default=None)


def item_lines(row: Mechanism, actor: Actor, own: frozenset[int], today: dt.date) -> list[ItemLine]:
    """The information of a mechanism that the actor may see, the latest first."""
    items = InformationItem.objects.shown_to(actor).filter(mechanism=row)
    rows = items.select_related("sender", "receiver").prefetch_related("receipts__files")
    lines = [
        ItemLine(
            item=each,
            came_on=came_on,
            due_on=due_on,
            late=each.stopped_on is None and is_late(due_on, today),
            sends=each.sender_id in own,
            receives=each.receiver_id in own,
        )
        for each, came_on, due_on in with_last(rows)
    ]
    return sorted(lines, key=lambda line: (line.item.stopped_on is not None, line.due_on))


@page
@require_safe
def mechanism_file(request: HttpRequest, number: str, pk: uuid.UUID) -> FileResponse:
    """A file of a co-signed document, or of information shared with the reader's organisation."""
    found = file_of(actor_of(request), number, pk)
    return attachment(found)


def file_of(actor: Actor, number: str, pk: uuid.UUID) -> StoredFile:
    """That file. Raises :class:`NotFound` where the actor may not see what it belongs to."""
    row = mechanism_for(actor, number)
    items = InformationItem.objects.shown_to(actor).filter(mechanism=row)
    of_documents = row.cosigned.values("files")
    of_items = items.values("receipts__files")
    found = row.files.filter(Q(pk__in=of_documents) | Q(pk__in=of_items), pk=pk).first()
    if found is None:
        raise NotFound
    return found
