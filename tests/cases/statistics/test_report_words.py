"""The sentences of the special report where there is nothing to compare with."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import pytest

from agencies.models import Level, Organisation
from cases.statistics.counted import Counted
from cases.statistics.periods import Period
from cases.statistics.report_words import comparison, overview


def counted(rate: str | None) -> Counted:
    """Nothing but a rate."""
    share = None if rate is None else Decimal(rate)
    numbers: Any = SimpleNamespace(
        count=lambda _code: 0,
        yuan=lambda _code: Decimal(0),
        by_kind={},
        reply_rate=share,
        in_time_rate=share,
        rectified_rate=share,
    )
    return cast(Counted, numbers)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ("96.6", "90.0", "整改到位率由90.0%到96.6%，缴入"),
        ("96.6", None, "整改到位率为96.6%（上年同期没有可比的数据），缴入"),
        (None, "90.0", "）。缴入"),
        (None, None, "）。缴入"),
    ],
)
def test_a_rate_is_compared_where_there_are_two(
    now: str | None, before: str | None, said: str
) -> None:
    text = comparison(counted(now), counted(before))
    assert said in text
    assert "—" not in text


@pytest.mark.parametrize(
    ("level", "who"),
    [(Level.DISTRICT, "，本院共登记"), (Level.MUNICIPAL, "，本院及下级人民检察院共登记")],
)
def test_a_district_has_nobody_below(level: Level, who: str) -> None:
    period = Period(dt.date(2026, 1, 1), dt.date(2026, 10, 1))
    place = Organisation(level=level, name="某院")
    assert who in overview(place, period, counted("100.0"))


def test_no_rate_is_told_of_nothing() -> None:
    period = Period(dt.date(2026, 1, 1), dt.date(2026, 10, 1))
    text = overview(Organisation(level=Level.DISTRICT), period, counted(None))
    assert "率" not in text
    assert "办结案件0件。缴入" in text
