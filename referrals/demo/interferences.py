"""Records of attempts to intervene for the demo, invented: one that waits to be signed for, one
that was read, supplemented and its recorder named; none of a real person.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from referrals.demo.telling import case_of, do, send_no_mail
from referrals.models import Interference

HOUR = dt.timedelta(hours=1)


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Interference.objects.exists():
        return
    with transaction.atomic():
        _waits(at - dt.timedelta(days=2))
        _was_read(at - dt.timedelta(days=40))


def _recorded(by: str, at: dt.datetime, **told: str) -> Interference | None:
    case = case_of(by.partition(".")[0])
    if case is None:
        return None
    data = {"case": case.number, "happened_on": timezone.localdate(at).isoformat(), **told}
    row = do(by, "record_interference", None, data, at).made
    if not isinstance(row, Interference):
        raise TypeError("an attempt to intervene was to be recorded")
    return row


def _waits(at: dt.datetime) -> None:
    row = _recorded(
        "hd.handler",
        at,
        who="某街道办事处负责人",
        post="某街道办事处副主任",
        how="打电话要求暂缓向行政机关送达检察建议，称“先等一等，区里在协调”。",
        evidence="通话记录已截图。",
    )
    if row is not None:
        send_no_mail(row)


def _was_read(at: dt.datetime) -> None:
    row = _recorded(
        "cy.handler",
        at,
        who="某局科室负责人",
        post="某局执法科科长",
        how="通过他人转告，希望对整改期限“灵活掌握”，并打听是否准备起诉。",
    )
    if row is None:
        return
    day = {"on": timezone.localdate(at + dt.timedelta(days=1)).isoformat()}
    steps: tuple[tuple[int, str, str, dict[str, str]], ...] = (
        (25, "cy-disc.officer", "receive_interference", day),
        (26, "cy-disc.officer", "open_interference", {}),
        (30, "cy.handler", "supplement_interference", {"how": "次日又有人就同一事项来电。"}),
        (50, "cy.chief", "open_interference", {}),
        (51, "cy-disc.officer", "ask_for_recorder", {"reason": "核实情况"}),
        (52, "cy.chief", "approve_recorder", {}),
        (53, "cy-disc.officer", "open_recorder", {}),
    )
    for hours, who, action, data in steps:
        do(who, action, row, data, at + hours * HOUR)
    send_no_mail(row)
