"""A year's rest days, entered once they are arranged, move what depends on them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import translation

from agencies.actor import Actor
from agencies.models import Notification, User
from cases.admin import DaysField
from cases.models import Deadline, Event, RestDayArrangement
from cases.services import arrangements
from cases.services.arrangements import Recomputed, catch_up, enter_arrangement
from cases.services.calendars import current_calendar
from cases.verification import verify
from pilit.law.calendar import YearArrangement
from pilit.law.errors import Invalid, NotPermitted
from tests.cases.conftest import Story, actor_of, moment

REPLY = "recommendation_reply"
AT = moment("2026-12-20T10:00")
SPRING_FESTIVAL = [dt.date(2027, 2, day) for day in range(5, 13)]
WORKED = [dt.date(2027, 1, 31), dt.date(2027, 2, 14)]
SOURCE = "国办发明电〔2026〕1号"

Captured = Callable[..., Any]


@pytest.fixture
def administrator(directory: None) -> Actor:
    return actor_of("admin", AT)


@pytest.fixture
def provisional(story: Story) -> Deadline:
    """A reply period that ends on Friday, 5 February 2027, as far as is known."""
    story.at("2026-11-10").to_awaiting_reply()
    assert story.case is not None
    deadline = story.case.deadlines.get(code=REPLY)
    assert deadline.due_on == dt.date(2027, 2, 5)
    assert deadline.provisional
    return deadline


def enter(actor: Actor) -> Recomputed:
    return enter_arrangement(2027, SPRING_FESTIVAL, WORKED, SOURCE, actor, AT)


def test_it_moves_what_is_provisional_and_tells_the_history(
    provisional: Deadline, administrator: Actor
) -> None:
    version = provisional.calendar_version
    done = enter(administrator)
    provisional.refresh_from_db()
    assert provisional.due_on == dt.date(2027, 2, 13) + dt.timedelta(days=1)  # worked
    assert not provisional.provisional
    assert done.changed == 1
    event = Event.objects.get(action="deadline_recomputed")
    assert event.case_id == provisional.case_id
    assert event.actor == administrator.user
    assert event.data == {
        "code": REPLY,
        "before": "2027-02-05",
        "after": "2027-02-14",
        "provisional": False,
        "calendar": provisional.calendar_version,
    }
    assert provisional.calendar_version != version
    assert event.effects["deadlines"][0]["change"] == "recomputed"
    assert all(verdict.broken is None for verdict in verify())


def test_lists_and_alarms_move_with_it(provisional: Deadline, administrator: Actor) -> None:
    Deadline.objects.exclude(pk=provisional.pk).delete()
    enter(administrator)
    provisional.refresh_from_db()
    assert provisional.case is not None
    assert provisional.case.next_due_on == provisional.due_on == dt.date(2027, 2, 14)
    assert provisional.fires_at == moment("2027-01-30T08:00")


def test_those_who_must_act_are_told(provisional: Deadline, administrator: Actor) -> None:
    enter(administrator)
    told = Notification.objects.filter(kind="deadline_moved")
    assert {row.recipient.username for row in told} == {"cy-water.officer", "cy.handler"}
    with translation.override("en"):
        assert "is 14 Feb 2027 instead of 5 Feb 2027" in told[0].text


def test_what_does_not_change_has_no_event(story: Story, administrator: Actor) -> None:
    story.at("2026-06-01").to_awaiting_reply()
    before = list(Deadline.objects.values_list("pk", "due_on", "fires_at"))
    assert enter(administrator).changed == 0
    assert list(Deadline.objects.values_list("pk", "due_on", "fires_at")) == before
    assert not Event.objects.filter(action="deadline_recomputed").exists()


def test_a_period_that_only_becomes_certain_is_told_too(
    provisional: Deadline, administrator: Actor
) -> None:
    enter_arrangement(2027, [dt.date(2027, 1, 1)], [], SOURCE, administrator, AT)
    provisional.refresh_from_db()
    assert (provisional.due_on, provisional.provisional) == (dt.date(2027, 2, 5), False)
    event = Event.objects.get(action="deadline_recomputed")
    assert event.data["before"] == event.data["after"] == "2027-02-05"
    assert not Notification.objects.filter(kind="deadline_moved").exists()


def test_what_follows_moves_with_it(story: Story, administrator: Actor) -> None:
    """The review period starts where the reply period ends (Rules 47)."""
    story.at("2026-11-10").to_awaiting_reply().later(10)
    story.reply()
    assert story.case is not None
    review = story.case.deadlines.get(code="review_for_suit_administrative")
    assert (review.start_on, review.due_on) == (dt.date(2027, 2, 5), dt.date(2027, 3, 5))
    # The reply is in, so its own period stands; a correction of its end would move the review.
    Deadline.objects.filter(code=REPLY).update(status="running", met_on=None)
    enter(administrator)
    review.refresh_from_db()
    assert (review.start_on, review.due_on) == (dt.date(2027, 2, 14), dt.date(2027, 3, 15))
    codes = Event.objects.filter(action="deadline_recomputed").values_list("data__code", flat=True)
    assert sorted(codes) == [REPLY, "review_for_suit_administrative"]


def test_an_arrangement_may_reach_back_into_december(story: Story, administrator: Actor) -> None:
    story.at("2026-10-06").to_awaiting_reply()
    assert story.case is not None
    deadline = story.case.deadlines.get(code=REPLY)
    assert deadline.due_on == dt.date(2026, 12, 31)
    enter_arrangement(2027, [dt.date(2026, 12, 31)], [], SOURCE, administrator, AT)
    deadline.refresh_from_db()
    assert deadline.due_on == dt.date(2027, 1, 4)


def test_a_correction_replaces_it(provisional: Deadline, administrator: Actor) -> None:
    enter(administrator)
    enter_arrangement(2027, [], [], SOURCE, administrator, AT)
    provisional.refresh_from_db()
    assert provisional.due_on == dt.date(2027, 2, 5)
    assert RestDayArrangement.objects.count() == 1


def test_done_again_it_changes_nothing(provisional: Deadline, administrator: Actor) -> None:
    assert enter(administrator).changed == 1
    assert enter(administrator).changed == 0


def test_what_an_interrupted_entry_left_is_caught_up(
    provisional: Deadline, administrator: Actor
) -> None:
    arrangements.save_arrangement(2027, SPRING_FESTIVAL, WORKED, SOURCE, administrator, AT)
    assert catch_up(AT) == Recomputed(1, 1)
    assert catch_up(AT) == Recomputed()
    provisional.refresh_from_db()
    assert provisional.due_on == dt.date(2027, 2, 14)
    assert Event.objects.get(action="deadline_recomputed").actor is None


def test_many_in_batches(
    stories: Callable[..., Story], administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("hd", "xc", "dc"):
        stories(place, "env").at("2026-11-10").to_awaiting_reply()
    monkeypatch.setattr(arrangements, "BATCH", 2)
    assert enter(administrator).changed == 3


def test_what_contradicts_itself_is_refused(administrator: Actor) -> None:
    day = dt.date(2027, 2, 7)
    with pytest.raises(Invalid):
        enter_arrangement(2027, [day], [day], SOURCE, administrator, AT)
    with pytest.raises(Invalid):
        enter_arrangement(2027, [dt.date(2026, 11, 30)], [], SOURCE, administrator, AT)
    with pytest.raises(NotPermitted):
        enter(Actor.system())
    assert not RestDayArrangement.objects.exists()


def test_what_is_entered_comes_before_the_library(administrator: Actor) -> None:
    day = dt.date(2026, 8, 3)
    assert not current_calendar().is_rest_day(day)
    enter_arrangement(2026, [day], [], SOURCE, administrator, AT)
    assert current_calendar().is_rest_day(day)
    assert isinstance(current_calendar().arrangements[2026], YearArrangement)


@pytest.fixture
def admin_client(client: Client, directory: None) -> Client:
    client.force_login(User.objects.get(username="admin"))
    return client


FORM = {
    "year": "2027",
    "rest_days": "2027-02-05..2027-02-12\r\n2027-01-01\r\n",
    "working_days": "2027-02-14\n2027-01-31",
    "source": SOURCE,
}


def test_it_is_entered_in_the_administration(
    provisional: Deadline,
    admin_client: Client,
    django_capture_on_commit_callbacks: Captured,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(reverse("admin:cases_restdayarrangement_add"), FORM)
    assert answer.status_code == 302
    saved = RestDayArrangement.objects.get()
    assert saved.rest_days == [dt.date(2027, 1, 1), *SPRING_FESTIVAL]
    assert saved.working_days == WORKED
    assert saved.entered_by.username == "admin"
    provisional.refresh_from_db()
    assert provisional.due_on == dt.date(2027, 2, 14)
    assert LogEntry.objects.get().object_id == str(saved.pk)
    page = admin_client.get(reverse("admin:cases_restdayarrangement_change", args=[saved.pk]))
    assert b"2027-02-05..2027-02-12" in page.content
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(
            reverse("admin:cases_restdayarrangement_change", args=[saved.pk]),
            {**FORM, "rest_days": "2027-01-01"},
        )
    assert answer.status_code == 302
    provisional.refresh_from_db()
    assert provisional.due_on == dt.date(2027, 2, 5)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rest_days", "2027-02-30"),
        ("rest_days", "2027-02-12..2027-02-05"),
        ("rest_days", "2027-01-01..2027-12-31"),
        ("rest_days", "2027-01-01..2027-01-02..2027-01-03"),
        ("rest_days", "2025-02-05"),
        ("rest_days", ""),
        ("working_days", "2027-02-06"),
        ("year", "next"),
    ],
)
def test_a_wrong_entry_says_so_at_its_field(admin_client: Client, field: str, value: str) -> None:
    page = reverse("admin:cases_restdayarrangement_add")
    answer = admin_client.post(page, {**FORM, field: value})
    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    assert not RestDayArrangement.objects.exists()


def test_days_are_shown_as_they_are_typed() -> None:
    field = DaysField()
    text = "2027-01-01\n2027-02-05..2027-02-12"
    days = field.clean(text)
    assert len(days) == 9
    assert field.prepare_value(days) == text


@pytest.mark.parametrize("model", ["deadline", "event", "outboxmail"])
def test_the_rest_is_looked_at_only_and_names_no_case(
    story: Story, admin_client: Client, model: str
) -> None:
    story.to_awaiting_reply()
    assert story.case is not None
    listed = admin_client.get(reverse(f"admin:cases_{model}_changelist"))
    assert listed.status_code == 200
    first = listed.context["cl"].result_list[0]
    shown = admin_client.get(reverse(f"admin:cases_{model}_change", args=[first.pk]))
    assert shown.status_code == 200
    for page in (listed, shown):
        assert story.case.number not in page.content.decode()
        assert story.case.title not in page.content.decode()
    assert admin_client.get(reverse(f"admin:cases_{model}_add")).status_code == 403
    delete = admin_client.post(
        reverse(f"admin:cases_{model}_delete", args=[first.pk]), {"post": "yes"}
    )
    assert delete.status_code == 403
    change = admin_client.post(reverse(f"admin:cases_{model}_change", args=[first.pk]), {})
    assert change.status_code == 403


def test_a_house_period_is_one_of_the_rule_book(admin_client: Client) -> None:
    page = admin_client.get(reverse("admin:cases_houseperiod_add"))
    codes = [value for value, _label in page.context["adminform"].form.fields["code"].choices]
    assert "clue_assessment" in codes
    assert REPLY not in codes
