"""A dozen referrals for the demo, in all directions, told through the one door."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import Notification, User
from cases.actions import Outcome, perform
from cases.models import Case, Matter, OutboxMail
from cases.sweep import sweep
from referrals.models import Referral

FILE: Final = Path(__file__).with_suffix(".toml")
#: The actions that name the day on which they were done.
DATED: Final = frozenset(
    {"receive_referral", "accept_referral", "report_progress", "report_result"}
)
PAUSE: Final = 10
"""Minutes between two things done on one day."""


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Referral.objects.exists():
        return
    with transaction.atomic():
        stories = tomllib.loads(FILE.read_text(encoding="utf-8"))["referral"]
        for story in sorted(stories, key=lambda story: -int(story["ago"])):
            _tell(story, at)


def _tell(story: dict[str, Any], at: dt.datetime) -> None:
    begun = at - dt.timedelta(days=story["ago"])
    data = dict(story["send"])
    if code := story.get("case"):
        case = Case.objects.filter(procuratorate__code=code).open().order_by("id").first()
        if case is None:
            return
        data["case"] = case.number
    row = _do(story["by"], "send_referral", None, data, begun).made
    if not isinstance(row, Referral):
        raise TypeError("a referral was to be sent")
    for place, (after, who, action, given) in enumerate(story["steps"]):
        moment = begun + dt.timedelta(days=after, minutes=PAUSE * place)
        _sweep_until(row, moment)
        day = {"on": timezone.localdate(moment).isoformat()} if action in DATED else {}
        _do(who, action, row, {**day, **given}, moment)
    _sweep_until(row, at)
    told = Notification.objects.filter(url_args__number=row.number)
    # No mail leaves for what happened before the load.
    OutboxMail.objects.filter(notification__in=told).delete()


def _do(who: str, action: str, on: Matter | None, data: dict[str, Any], at: dt.datetime) -> Outcome:
    actor = Actor.of(User.objects.get(username=who), timezone.localdate(at))
    return perform(action, on, actor, data, at)


def _sweep_until(row: Referral, at: dt.datetime) -> None:
    """Sweep its deadlines at every moment one was due, as the clock would have."""
    before: dt.datetime | None = None
    while True:
        first = row.deadlines.aggregate(first=Min("fires_at"))["first"]
        if first is None or first > at or first == before:
            return
        sweep(first, among=[row])
        before = first
