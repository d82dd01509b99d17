"""From moments to Beijing dates. Nothing here reads the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def beijing_date(moment: dt.datetime) -> dt.date:
    """The date in Beijing at a moment. Raises ``ValueError`` for a moment without an offset."""
    if moment.tzinfo is None:
        raise ValueError("a moment without an offset has no date")
    return moment.astimezone(BEIJING).date()
