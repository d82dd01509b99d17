"""Telling a story of a matter as it was lived: each act at its moment, the clock in between."""

import datetime as dt
from typing import Any

from django.db.models import F, Min
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import Notification, User
from agencies.models.notification import NotificationQuerySet
from cases.actions import Outcome, perform
from cases.models import Case, Matter, OutboxMail
from cases.sweep import sweep

WEEK = dt.timedelta(days=7)


def do(who: str, action: str, on: Matter | None, data: dict[str, Any], at: dt.datetime) -> Outcome:
    """Take an action as a person of the demo directory."""
    actor = Actor.of(User.objects.get(username=who), timezone.localdate(at))
    return perform(action, on, actor, data, at)


def case_of(place: str) -> Case | None:
    """The oldest open case of a procuratorate, ``None`` where it has none."""
    return Case.objects.filter(procuratorate__code=place).open().order_by("id").first()


def sweep_until(row: Matter, at: dt.datetime) -> None:
    """Sweep its deadlines at every moment one was due, as the clock would have."""
    before: dt.datetime | None = None
    while True:
        first = row.deadlines.aggregate(first=Min("fires_at"))["first"]
        if first is None or first > at or first == before:
            return
        sweep(first, among=[row])
        before = first


def send_no_mail(row: Matter) -> None:
    """No mail leaves for what happened before the load."""
    OutboxMail.objects.filter(notification__in=_told_of(row)).delete()


def old_news(row: Matter, at: dt.datetime) -> None:
    """What was told of it more than a week before a moment has been read."""
    old = _told_of(row).unread().filter(created_at__lt=at - WEEK)
    old.update(read_at=F("created_at"))


def _told_of(row: Matter) -> NotificationQuerySet:
    return Notification.objects.filter(url_args__number=row.number)
