"""What a joint mechanism was seen to do, for many at once; and what falls away with a member."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from agencies.models import Organisation
from referrals.domain.life import Doings, Verdict, information_due_on, late_among, verdict_on
from referrals.domain.mechanism import DocumentState, MechanismState
from referrals.models import (
    CosignedDocument,
    DocumentReview,
    InformationItem,
    InformationReceipt,
    JointMeeting,
    JointTask,
    JointTraining,
    Mechanism,
    StaffExchange,
    TaskReport,
)
from referrals.querysets.mechanism import MEMBER_KINDS

if TYPE_CHECKING:
    from cases.actions.base import Action


def candidates(own: Organisation | None) -> list[tuple[str, ...]]:
    """Who may be a member, those of the own region first, under their own heading."""
    rows = Organisation.objects.active().of_kind(*MEMBER_KINDS).order_by("region", "id")
    here, elsewhere = _("Own region"), _("Elsewhere")
    near = own.region if own is not None else ""
    found = [(row.code, row.name, here if row.region == near else elsewhere) for row in rows]
    return sorted(found, key=lambda row: row[2] != here)


def drop_tasks(
    action: "Action", mechanism: Mechanism, reason: str, owner: Organisation | None = None
) -> None:
    """Nothing is expected any more of tasks not done yet: of one owner, or of all."""
    tasks = _open_tasks().filter(meeting__of_mechanism=mechanism)
    if owner is not None:
        tasks = tasks.filter(owner=owner)
    touched: dict[int, JointMeeting] = {}
    for task in tasks.select_related("meeting__procuratorate", "deadline"):
        meeting = touched.setdefault(task.meeting_id, task.meeting)
        if task.deadline is not None:
            action.ledger_of(meeting).cancel_entry(task.deadline, reason)
        task.dropped_on = action.today
        task.save(update_fields=["dropped_on"])
    for meeting in touched.values():
        action.ledger_of(meeting).refresh_target()
        meeting.save(update_fields=["next_due_on"])


def stop_information(
    mechanism: Mechanism, on: dt.date, reason: str, of: Organisation | None = None
) -> None:
    """Information is no longer expected: from and to one organisation, or any."""
    rows = mechanism.information.filter(stopped_on__isnull=True)
    if of is not None:
        rows = rows.filter(Q(sender=of) | Q(receiver=of))
    rows.update(stopped_on=on, stop_reason=reason)


def verdicts(rows: Sequence[Mechanism], today: dt.date) -> Mapping[int, Verdict]:
    """Whether each of some mechanisms lives on a Beijing date, by a fixed number of queries."""
    keys = [row.pk for row in rows]
    met, done = _days(_MEETINGS, keys), _days(_DOINGS, keys)
    tasks = _counted(_open_tasks().filter(due_on__lt=today), "meeting__of_mechanism", keys)
    in_force = CosignedDocument.objects.filter(state=DocumentState.IN_FORCE)
    reviews = _counted(in_force.filter(review_by__lt=today), "mechanism", keys)
    expected = _expected(keys)
    return {
        row.pk: verdict_on(
            Doings(
                established_on=row.established_on,
                meets_every=row.meets_every,
                met_on=met.get(row.pk),
                done_on=done.get(row.pk),
                tasks_late=tasks.get(row.pk, 0),
                reviews_late=reviews.get(row.pk, 0),
                information_late=late_among(expected.get(row.pk, ()), today),
                has_ended=row.state == MechanismState.ENDED,
            ),
            today,
        )
        for row in rows
    }


def with_last(
    rows: models.QuerySet[InformationItem],
) -> list[tuple[InformationItem, dt.date | None, dt.date]]:
    """Items of information with the day on which each last came, and that by which it is to come
    next; in one query.
    """
    return [
        (item, item.came_on, information_due_on(item.agreed_on, item.came_on, item.every))
        for item in rows.annotate(came_on=Max("receipts__on"))
    ]


type Done = tuple[tuple[type[models.Model], str, str], ...]

_MEETINGS: Final[Done] = ((JointMeeting, "of_mechanism", "held_on"),)
_DOINGS: Final[Done] = (
    *_MEETINGS,
    (TaskReport, "task__meeting__of_mechanism", "on"),
    (CosignedDocument, "mechanism", "signed_on"),
    (DocumentReview, "document__mechanism", "on"),
    (InformationReceipt, "item__mechanism", "on"),
    (JointTraining, "mechanism", "ends_on"),
    (StaffExchange, "mechanism", "starts_on"),
    (StaffExchange, "mechanism", "ended_on"),
)
"""What counts as something done in a mechanism: of which model, the way to it, the day."""


def _days(done: Done, keys: list[int]) -> dict[int, dt.date]:
    """The last day of anything of that by mechanism, in one query."""
    parts = [
        model._default_manager.filter(**{f"{path}__in": keys, f"{day}__isnull": False})
        .order_by()
        .values_list(path)
        .annotate(last=Max(day))
        for model, path, day in done
    ]
    found: dict[int, dt.date] = {}
    for key, day in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
        found[key] = max(day, found.get(key, day))
    return found


def _open_tasks() -> models.QuerySet[JointTask]:
    return JointTask.objects.filter(done_on__isnull=True, dropped_on__isnull=True)


def _counted(rows: models.QuerySet[Any], path: str, keys: list[int]) -> dict[int, int]:
    found = rows.filter(**{f"{path}__in": keys}).order_by().values_list(path)
    return dict(found.annotate(n=Count("pk")))


def _expected(keys: list[int]) -> dict[int, list[dt.date]]:
    """The days by which information is to come next, by mechanism."""
    rows = InformationItem.objects.filter(mechanism__in=keys, stopped_on__isnull=True)
    found: dict[int, list[dt.date]] = {}
    for item, _came_on, due_on in with_last(rows):
        found.setdefault(item.mechanism_id, []).append(due_on)
    return found
