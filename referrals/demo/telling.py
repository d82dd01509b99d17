"""Telling a story of a matter as it was lived: each act at its moment, the clock in between."""

import datetime as dt
from typing import Any

from django.db.models import Min
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import Notification, User
from cases.actions import Outcome, perform
from cases.models import Case, Matter, OutboxMail
from cases.sweep import sweep


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
    told = Notification.objects.filter(url_args__number=row.number)
    OutboxMail.objects.filter(notification__in=told).delete()
