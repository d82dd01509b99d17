"""Who is reminded of what, and in which words."""

import pytest
from django.utils import translation

from agencies.models import Appointment, Notification, Post, User
from cases.models import OutboxMail, Recusal
from cases.sweep import sweep
from tests.cases.builders_sweep import await_reply, deadline_of, due_at, reminded
from tests.cases.conftest import Story


@pytest.fixture
def awaiting(story: Story) -> Story:
    return await_reply(story)


def test_escalation_reaches_the_next_higher_procuratorate(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    for offset in range(-15, 17):
        sweep(due_at(deadline, offset))
    assert reminded(deadline, "d3") == {"cy-water.officer", "cy-water.leader", "cy.handler"}
    assert reminded(deadline, "d0") == reminded(deadline, "d3") | {"cy.head"}
    assert reminded(deadline, "w1") == reminded(deadline, "d0") | {"cy.chief"}
    assert reminded(deadline, "w2") == reminded(deadline, "w1") | {"bj3.head"}
    assert not deadline.reminders.filter(status="superseded").exists()


def test_a_duty_of_the_procuratorate_is_its_handlers(story: Story) -> None:
    story.to_inquiring()
    deadline = deadline_of(story, "filing_decision_service")
    sweep(due_at(deadline, 1))
    assert reminded(deadline, "o1") == {"cy.handler", "cy.head"}


def test_a_duty_of_the_court_is_its_clerks(story: Story) -> None:
    story.to_suit_filed()
    deadline = deadline_of(story, "docketing")
    sweep(due_at(deadline, -1))
    assert reminded(deadline, "d1") == {"cy-court.clerk", "cy-court.judge", "cy.handler"}


def test_a_recused_person_is_not_reminded_and_the_head_is_instead(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    handler = User.objects.get(username="cy.handler")
    assert awaiting.case is not None
    Recusal.objects.create(
        case=awaiting.case, person=handler, decided_on=deadline.start_on, ground="近亲属"
    )
    sweep(due_at(deadline, -15))
    assert reminded(deadline, "d15") == {"cy-water.officer", "cy.head"}


def test_who_has_left_is_not_reminded(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    for name in ("cy.handler", "cy-water.officer"):
        Appointment.objects.filter(person__username=name).update(ends_on=deadline.start_on)
    sweep(due_at(deadline, -15))
    assert reminded(deadline, "d15") == {"cy-water.leader", "cy.head"}


def test_a_new_officer_is_told_from_the_next_rung_on(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    sweep(due_at(deadline, -15))
    newcomer = User.objects.create_user("cy-water.second", "新人")
    Appointment.objects.create(
        person=newcomer,
        organisation=deadline.responsible,
        post=Post.OFFICER,
        starts_on=deadline.start_on,
    )
    sweep(due_at(deadline, -14))
    assert "cy-water.second" not in reminded(deadline, "d15")
    sweep(due_at(deadline, -7))
    assert "cy-water.second" in reminded(deadline, "d7")


def test_notification_and_mail_for_each_reminder_sent(awaiting: Story) -> None:
    Notification.objects.all().delete()
    deadline = deadline_of(awaiting)
    sweep(due_at(deadline, 1))
    sent = set(reminded(deadline, "o1"))
    notifications = Notification.objects.filter(kind="reminder")
    assert set(notifications.values_list("recipient__username", flat=True)) == sent
    assert notifications.count() == len(sent)
    assert OutboxMail.objects.filter(notification__in=notifications).count() == len(sent)
    assert {row.url_name for row in notifications} == {"cases:case"}


def test_the_words_of_a_reminder(awaiting: Story) -> None:
    deadline = deadline_of(awaiting)
    assert awaiting.case is not None
    sweep(due_at(deadline, -13))
    number = awaiting.case.number
    with translation.override("en"):
        handler = Notification.objects.get(kind="reminder", recipient__username="cy.handler")
        assert handler.text.startswith(f"{number}: Reply to the recommendation – 13 days left")
        officer = Notification.objects.get(kind="reminder", recipient__username="cy-water.officer")
        assert handler.text in officer.text
        assert "replies in writing" in officer.text
        assert "reviews whether to sue (Interp. 21, Rules 47)" in officer.text
