"""Supervision by a superior: asked for, reported on, overdue (Rules 11)."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from agencies.models import Notification
from cases.models import Deadline, Reminder, Supervision
from pilit.law.errors import DomainError
from tests.cases.conftest import Story


def refused(code: str, call: Callable[[], Any]) -> DomainError:
    """The refusal of a call, which must have this code."""
    with pytest.raises(DomainError) as refusal:
        call()
    assert refusal.value.code == code, refusal.value
    return refusal.value


def reports(story: Story) -> list[Deadline]:
    """The periods for reports, in order."""
    rows = Deadline.objects.filter(case=story.case, code="supervision_report")
    return list(rows.order_by("id"))


def supervise(story: Story, who: str = "bj3.handler", days: int = 20) -> Supervision:
    """Supervise with a day for the report."""
    day = story.clock.date() + dt.timedelta(days=days)
    story.act(who, "supervise", reason="社会影响大", report_by=day.isoformat())
    return Supervision.objects.order_by("-id")[0]


def test_the_report_meets_the_period_the_superior_named(story: Story) -> None:
    row = supervise(story.to_inquiring())
    assert row.number == "京三分检督〔2026〕1号"
    (period,) = reports(story)
    assert (period.status, period.due_on, period.responsible.code) == (
        "running",
        row.report_by,
        "cy",
    )
    assert {"cy.handler", "cy.head", "cy.chief"} <= told("case_supervised")
    story.later(5)
    story.act(".handler", "report_on_supervision", on=story.today, report="已勘查现场")
    row.refresh_from_db()
    period.refresh_from_db()
    assert (row.reported_on, row.report) == (story.clock.date(), "已勘查现场")
    assert period.status == "met"
    assert "bj3.head" in told("supervision_reported")


def told(kind: str) -> set[str]:
    """Who was told of something."""
    rows = Notification.objects.filter(kind=kind)
    return set(rows.values_list("recipient__username", flat=True))


def test_a_report_overdue_is_reminded_of_and_made_good_late(story: Story) -> None:
    row = supervise(story.to_inquiring(), days=10)
    story.later(9)
    call_command("sweep", at=story.clock.isoformat(), stdout=StringIO())
    (period,) = reports(story)
    assert "cy.handler" in reminded(period)
    story.later(9)
    call_command("sweep", at=story.clock.isoformat(), stdout=StringIO())
    period.refresh_from_db()
    assert period.status == "missed"
    assert {"cy.handler", "cy.head", "cy.chief"} <= reminded(period)
    story.act(".handler", "report_on_supervision", on=story.today, report="迟报")
    period.refresh_from_db()
    row.refresh_from_db()
    assert (period.status, period.met_on) == ("missed", story.clock.date())
    assert row.reported_on == story.clock.date()


def reminded(period: Deadline) -> set[str]:
    """Who was reminded of a period."""
    rows = Reminder.objects.filter(deadline=period, status="sent")
    return set(rows.values_list("recipient__username", flat=True))


def test_two_superiors_each_get_their_report(story: Story) -> None:
    first = supervise(story.to_inquiring(), "bj3.head", 20)
    second = supervise(story, "bj.head", 20)
    story.later(1)
    day = {"on": story.today, "report": "进展"}
    refused("invalid", lambda: story.act(".handler", "report_on_supervision", **day))
    refused(
        "invalid",
        lambda: story.act(".handler", "report_on_supervision", **day, number="京检督〔2026〕99号"),
    )
    story.act(".handler", "report_on_supervision", **day, number=second.number)
    assert [row.status for row in reports(story)] == ["running", "met"]
    story.act(".handler", "report_on_supervision", **day)
    first.refresh_from_db()
    assert first.reported_on is not None
    refused("wrong_state", lambda: story.act(".handler", "report_on_supervision", **day))


def test_without_a_day_there_is_no_period(story: Story) -> None:
    story.to_inquiring().act("bj.handler", "supervise", reason="关注")
    assert reports(story) == []
    story.act(".handler", "report_on_supervision", on=story.today, report="已办")


@pytest.mark.parametrize(
    ("who", "data", "code", "field"),
    [
        ("bj3.handler", {}, "invalid", "reason"),
        (
            "bj3.handler",
            {"reason": "x", "report_by": "2026-01-01"},
            "date_out_of_order",
            "report_by",
        ),
        ("bj3.handler", {"reason": "x", "report_by": "soon"}, "invalid", "report_by"),
        ("bj3.chief", {"reason": "x"}, "not_permitted", ""),
        ("cy.head", {"reason": "x"}, "not_permitted", ""),
        ("bj1.head", {"reason": "x"}, "not_found", ""),
    ],
)
def test_who_may_not_supervise_and_how(
    story: Story, who: str, data: dict[str, Any], code: str, field: str
) -> None:
    refusal = refused(code, lambda: story.to_inquiring().act(who, "supervise", **data))
    assert set(refusal.errors) == ({field} if field else set())


def test_one_superior_supervises_once_at_a_time(story: Story) -> None:
    supervise(story.to_inquiring())
    refused("wrong_state", lambda: supervise(story))
    early = {"on": "2026-01-01", "report": "x"}
    refused("date_out_of_order", lambda: story.act(".handler", "report_on_supervision", **early))


def test_the_case_that_leaves_the_area_is_supervised_no_longer(story: Story) -> None:
    kept = supervise(story.to_inquiring(), "bj.head")
    lifted = supervise(story, "bj3.head")
    story.act("bj.head", "designate", to="hd")
    kept.refresh_from_db()
    lifted.refresh_from_db()
    assert (kept.lifted_on, lifted.lifted_on) == (None, story.clock.date())
    assert [row.status for row in reports(story)] == ["running", "cancelled"]
    assert reports(story)[0].responsible.code == "hd"
    story.act("bj.head", "designate", to="cy")
    supervise(story, "bj3.head")
    story.act("bj3.head", "take_up")
    assert [row.status for row in reports(story)] == ["running", "cancelled", "cancelled"]
