"""Inquiries another procuratorate is entrusted with (Rules 43)."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from agencies.models import Notification
from cases.models import CaseParty, Deadline, Entrustment, Reminder
from pilit.law.errors import DomainError
from tests.cases.conftest import Story

MATTER = "请询问运输司机王某，核实渣土去向。"


def refused(code: str, call: Callable[[], Any]) -> DomainError:
    """The refusal of a call, which must have this code."""
    with pytest.raises(DomainError) as refusal:
        call()
    assert refusal.value.code == code, refusal.value
    return refusal.value


def entrust(story: Story, to: str = "hd") -> Entrustment:
    """Entrust an inquiry, the letter received today."""
    story.act(".handler", "entrust_inquiry", to=to, matter=MATTER, received_on=story.today)
    return Entrustment.objects.get(case=story.case, to__code=to)


def period(row: Entrustment) -> Deadline:
    """The period for the answer, as it stands."""
    assert row.deadline_id is not None
    return Deadline.objects.get(pk=row.deadline_id)


def test_thirty_days_from_the_receipt_and_the_answer_meets_them(story: Story) -> None:
    row = entrust(story.to_inquiring())
    found = period(row)
    assert (found.code, found.responsible.code) == ("entrusted_inquiry", "hd")
    assert (found.due_on.isoformat() if found.due_on else "") == "2026-02-24"  # 18 Feb: holidays
    assert CaseParty.objects.get(case=story.case, role="entrusted").organisation.code == "hd"
    story.later(10)
    answered = story.act(
        "hd.handler", "answer_entrusted_inquiry", on=story.today, findings="渣土倾倒于废弃砖厂"
    )
    row.refresh_from_db()
    assert row.answered_by is not None
    assert (row.answered_on, row.answered_by.username) == (story.clock.date(), "hd.handler")
    assert period(row).status == "met"
    assert answered.event is not None
    assert answered.event.shard.code == "cy"
    told = Notification.objects.filter(kind="entrusted_inquiry_answered")
    assert [each.recipient.username for each in told] == ["cy.handler"]
    refused(
        "wrong_state",
        lambda: story.act("hd.head", "answer_entrusted_inquiry", on=story.today, findings="再答"),
    )


def test_the_entrusted_are_told_and_reminded_and_an_answer_may_be_late(story: Story) -> None:
    row = entrust(story.to_inquiring())
    told = Notification.objects.filter(kind="inquiry_entrusted")
    names = {each.recipient.username for each in told}
    assert names == {"hd.handler", "hd.handler2", "hd.head"}
    due_on = period(row).due_on
    assert due_on is not None
    story.at(f"{due_on}T08:01")
    call_command("sweep", at=story.clock.isoformat(), stdout=StringIO())
    assert reminded(row) == {
        *("hd.handler", "hd.handler2", "hd.head"),  # who must answer, and who leads them
        *("cy.handler", "cy.head"),  # who waits for it
    }
    story.later(2)
    call_command("sweep", at=story.clock.isoformat(), stdout=StringIO())
    assert period(row).status == "missed"
    story.act("hd.head", "answer_entrusted_inquiry", on=story.today, findings="迟复")
    assert (period(row).status, period(row).met_on) == ("missed", story.clock.date())


def reminded(row: Entrustment) -> set[str]:
    """Who was reminded of the answer."""
    rows = Reminder.objects.filter(deadline=row.deadline_id, status="sent")
    return set(rows.values_list("recipient__username", flat=True))


def test_two_procuratorates_at_once_have_a_clock_each(story: Story) -> None:
    first = entrust(story.to_inquiring())
    story.later(3)
    second = entrust(story, "he")
    story.later(1)
    story.act("he.handler", "answer_entrusted_inquiry", on=story.today, findings="已核实")
    assert (period(first).status, period(second).status) == ("running", "met")
    story.act("hd.handler", "answer_entrusted_inquiry", on=story.today, findings="已询问")
    assert period(first).status == "met"
    third = entrust_again(story)
    assert period(third).status == "running"


def entrust_again(story: Story) -> Entrustment:
    """A second letter to the first, after its answer."""
    story.act(".handler", "entrust_inquiry", to="hd", matter="补充", received_on=story.today)
    return Entrustment.objects.get(case=story.case, to__code="hd", answered_on=None)


@pytest.mark.parametrize(
    ("who", "data", "code", "field"),
    [
        (".handler", {"to": "cy"}, "invalid", "to"),
        (".handler", {"to": "hd-court"}, "invalid", "to"),
        (".handler", {"to": "nowhere"}, "invalid", "to"),
        (".handler", {"matter": ""}, "invalid", "matter"),
        (".handler", {"received_on": "2026-01-01"}, "date_out_of_order", "received_on"),
        (".handler", {"received_on": "2026-12-01"}, "date_in_future", "received_on"),
        (".head", {}, "not_permitted", ""),
        ("hd.handler", {}, "not_found", ""),
    ],
)
def test_letters_that_cannot_be(
    story: Story, who: str, data: dict[str, Any], code: str, field: str
) -> None:
    story.to_inquiring()
    facts = {"to": "hd", "matter": MATTER, "received_on": story.today} | data
    refusal = refused(code, lambda: story.act(who, "entrust_inquiry", **facts))
    assert set(refusal.errors) == ({field} if field else set())


@pytest.mark.parametrize(
    ("who", "data", "code", "field"),
    [
        ("hd.handler", {"on": "2026-01-01"}, "date_out_of_order", "on"),
        ("hd.handler", {"on": "2026-12-01"}, "date_in_future", "on"),
        ("hd.handler", {"findings": ""}, "invalid", "findings"),
        ("hd.chief", {}, "not_permitted", ""),
        ("cy.handler", {}, "not_permitted", ""),
        ("bj3.head", {}, "not_permitted", ""),
        ("tz.handler", {}, "not_found", ""),
    ],
)
def test_answers_that_cannot_be(
    story: Story, who: str, data: dict[str, Any], code: str, field: str
) -> None:
    entrust(story.to_inquiring())
    facts = {"on": story.today, "findings": "已核实"} | data
    refusal = refused(code, lambda: story.act(who, "answer_entrusted_inquiry", **facts))
    assert set(refusal.errors) == ({field} if field else set())


def test_no_second_letter_before_the_first_is_answered(story: Story) -> None:
    entrust(story.to_inquiring())
    facts = {"to": "hd", "matter": "又", "received_on": story.today}
    refusal = refused("wrong_state", lambda: story.act(".handler", "entrust_inquiry", **facts))
    assert set(refusal.errors) == {"to"}


def test_the_answer_goes_to_who_has_the_case_by_then(story: Story) -> None:
    row = entrust(story.to_inquiring())
    story.act("bj3.head", "take_up")
    assert period(row).responsible.code == "hd"
    story.act("hd.handler", "answer_entrusted_inquiry", on=story.today, findings="已核实")
    told = Notification.objects.filter(kind="entrusted_inquiry_answered")
    assert [each.recipient.username for each in told] == ["bj3.head"]
