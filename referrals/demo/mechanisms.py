"""Joint mechanisms of the demo (``mechanisms.toml``), told as they were lived."""

import datetime as dt
import re
import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from cases.models import Matter
from referrals.demo.telling import do, send_no_mail, sweep_until
from referrals.models import Mechanism

FRIDAY: Final = 4
_DAY: Final = re.compile(r"([+-]\d+)d(?: (\d\d:\d\d))?")


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Mechanism.objects.exists():
        return
    path = Path(__file__).with_suffix(".toml")
    stories = tomllib.loads(path.read_text(encoding="utf-8"))["told"]
    with transaction.atomic():
        for story in sorted(stories, key=lambda story: int(story["acts"][0]["at"])):
            _tell(story["acts"], at)


def told_with_them(at: dt.datetime) -> None:
    """Joint meetings are told with their mechanisms."""
    del at


def _tell(acts: list[dict[str, Any]], at: dt.datetime) -> None:
    named: dict[str, Matter] = {}
    for order, act in enumerate(acts):
        # Acts of one day follow one another.
        moment = _workday(at + dt.timedelta(days=act["at"])) + dt.timedelta(minutes=order)
        for row in named.values():
            sweep_until(row, moment)
            row.refresh_from_db()
        data = _dated(act["data"], at)
        made = do(act["who"], act["do"], named.get(act.get("on", "")), data, moment).made
        if made is not None and "as" in act:
            if not isinstance(made, Matter):
                raise TypeError(f"{act['do']} made no matter")
            named[act["as"]] = made
    for row in named.values():
        sweep_until(row, at)
        send_no_mail(row)


def _workday(moment: dt.datetime) -> dt.datetime:
    """That moment, or the same time on the Friday before where it lies on a weekend."""
    beyond = timezone.localtime(moment).weekday() - FRIDAY
    return moment - dt.timedelta(days=max(beyond, 0))


def _dated(value: Any, at: dt.datetime) -> Any:
    """A value with the days it counts from the load written as dates and moments."""
    if isinstance(value, dict):
        return {name: _dated(each, at) for name, each in value.items()}
    if isinstance(value, list):
        return [_dated(each, at) for each in value]
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return value
    day = timezone.localdate(_workday(at + dt.timedelta(days=int(found[1]))))
    return f"{day.isoformat()}T{found[2]}" if found[2] else day.isoformat()
