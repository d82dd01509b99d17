"""What is in force, and the day on which it was performed as reported."""

import datetime as dt
from typing import Any

import pytest

from cases.services.titles import Title, title_of
from cases.sweep import sweep
from cases.views.case.money import money_of
from tests.cases.civil_story import Civil
from tests.cases.conftest import moment

pytestmark = pytest.mark.usefixtures("directory")
COURT = "bj3-court"


def in_force(story: Civil) -> Title:
    assert story.case is not None
    found = title_of(story.case)
    assert found is not None
    return found


def report(story: Civil, *items: dict[str, Any]) -> None:
    story.act(f"{COURT}.clerk", "report_performance", items=list(items))


def mediated() -> Civil:
    """A mediation in force on 10 June 2026."""
    story = Civil().on_trial().at("2026-06-10")
    agreed = {"agreement": "支付修复费用", "amount": "860000.00", "published_on": "2026-05-08"}
    story.act(f"{COURT}.judge", "mediate", on=story.today, **agreed)
    return story


def test_a_mediation_is_performed_on_the_day_first_reported() -> None:
    story = mediated().at("2026-07-20")
    report(story, {"done": False, "on": "2026-07-01"})
    assert in_force(story).performed_on is None
    report(story, {"done": True, "on": "2026-07-10"})
    report(story, {"done": True, "on": "2026-07-15"})
    assert in_force(story).performed_on == dt.date(2026, 7, 10)
    assert story.case is not None
    assert money_of(story.case).performed_on == dt.date(2026, 7, 10)


def test_a_judgment_is_performed_once_every_order_is() -> None:
    orders = [{"text": "支付修复费用", "amount": "860000.00"}, {"text": "公开赔礼道歉"}]
    story = Civil().judged(orders=orders)
    sweep(moment("2026-06-17T08:00"))
    story.at("2026-07-20")
    report(story, {"order": 2, "done": True, "on": "2026-07-12"})
    assert in_force(story).performed_on is None
    report(story, {"order": 1, "done": True, "on": "2026-07-03"})
    assert in_force(story).performed_on == dt.date(2026, 7, 12)
