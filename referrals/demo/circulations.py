"""The circulation statements of the demo, drawn up from its referrals: one agreed by both sides,
one that waits for the commission.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from referrals.demo.telling import do, send_no_mail, sweep_until
from referrals.domain.circulation import Quarter
from referrals.models import Circulation

HOUR = dt.timedelta(hours=1)


def tell(at: dt.datetime) -> None:
    """Tell them as they stand at a moment, where there are none yet: all, or nothing."""
    if Circulation.objects.exists():
        return
    last = Quarter.of(timezone.localdate(at)).before
    with transaction.atomic():
        agreed = _drawn_up(last.before, at - 3 * HOUR)
        for who, action, after in (
            ("cy.head", "confirm_circulation", 1),
            ("cy-disc.leader", "agree_circulation", 2),
        ):
            do(who, action, agreed, {}, at - (3 - after) * HOUR)
        waits = _drawn_up(last, at - HOUR)
        do("cy.head", "confirm_circulation", waits, {}, at - HOUR / 2)
        for row in (agreed, waits):
            sweep_until(row, at)
            send_no_mail(row)


def _drawn_up(quarter: Quarter, at: dt.datetime) -> Circulation:
    row = do("cy.handler", "draw_up_circulation", None, {"quarter": str(quarter)}, at).made
    if not isinstance(row, Circulation):
        raise TypeError("a circulation statement was to be drawn up")
    return row
