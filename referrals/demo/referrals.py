"""A dozen referrals for the demo, in all directions, told through the one door."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from referrals.demo.telling import case_of, do, send_no_mail, sweep_until
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
        case = case_of(code)
        if case is None:
            return
        data["case"] = case.number
    row = do(story["by"], "send_referral", None, data, begun).made
    if not isinstance(row, Referral):
        raise TypeError("a referral was to be sent")
    for place, (after, who, action, given) in enumerate(story["steps"]):
        moment = begun + dt.timedelta(days=after, minutes=PAUSE * place)
        sweep_until(row, moment)
        day = {"on": timezone.localdate(moment).isoformat()} if action in DATED else {}
        do(who, action, row, {**day, **given}, moment)
    sweep_until(row, at)
    send_no_mail(row)
