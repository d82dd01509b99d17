"""What beat wakes: the sweep's mark, and mails that go out at most once."""

import datetime as dt
import smtplib
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from celery import current_app
from django.conf import LazySettings, settings
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import transaction
from redis import RedisError

from agencies.models import Language, Notification, User
from cases import tasks
from cases.models import OutboxMail
from cases.services import outbox
from cases.services.outbox import deliver, notice, send_out
from cases.tasks import deliver_outbox, sweep_deadlines
from pilit.health import SWEEP
from pilit.law.texts import N_, Text
from tests.cases.conftest import Story, moment

AT = moment("2026-05-27T08:00")
MINUTE = dt.timedelta(minutes=1)

Faulty = Callable[[list[EmailMessage]], int]


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("cy-water.officer", "李明", email="officer@example.org")


@pytest.fixture
def waiting(story: Story) -> OutboxMail:
    """One mail that waits, on a clue."""
    story.to_registered()
    OutboxMail.objects.all().delete()
    officer = User.objects.get(username="cy-water.officer")
    return queue(officer, story)


def queue(person: User, story: Story, message: Text | None = None) -> OutboxMail:
    assert story.clue is not None
    text = message or Text(N_("The organ objects to the recommendation: %(number)s – %(title)s"))
    params = {"number": story.clue.number, "title": story.clue.title}
    told = notice(person, "test", Text(text.msgid, params | dict(text.params)), story.clue, AT)
    send_out([told], AT)
    return OutboxMail.objects.get(notification=told)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Faulty]:
    """A mail server whose ``send`` and ``open`` a test may make fail."""
    faults: dict[str, Faulty] = {}
    send, open_ = EmailBackend.send_messages, EmailBackend.open

    def sending(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        return faults["send"](messages) if "send" in faults else send(backend, messages) or 0

    def opening(backend: EmailBackend) -> bool | None:
        return bool(faults["open"]([])) if "open" in faults else open_(backend)

    monkeypatch.setattr(EmailBackend, "send_messages", sending)
    monkeypatch.setattr(EmailBackend, "open", opening)
    return faults


def raising(fault: Exception) -> Faulty:
    def fail(_messages: list[EmailMessage]) -> int:
        raise fault

    return fail


def test_beat_names_tasks_that_exist() -> None:
    current_app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in current_app.tasks


@pytest.mark.usefixtures("clean_cache")
def test_the_sweep_leaves_its_mark(story: Story) -> None:
    assert cache.get(SWEEP) is None
    sweep_deadlines.delay()
    assert isinstance(cache.get(SWEEP), dt.datetime)


@pytest.mark.django_db
def test_the_sweep_goes_on_where_no_cache_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(*_arguments: Any) -> None:
        raise RedisError("nobody there")

    monkeypatch.setattr(tasks, "leave_mark", silent)
    sweep_deadlines()


def test_the_sweep_task_sweeps(story: Story) -> None:
    story.at("2025-11-03").to_awaiting_reply()
    assert story.case is not None
    sweep_deadlines()
    assert story.case.deadlines.get(code="recommendation_reply").status == "missed"


@pytest.mark.usefixtures("server")
def test_a_mail_goes_out_once_in_its_readers_language(waiting: OutboxMail, story: Story) -> None:
    assert deliver(AT) == 1
    waiting.refresh_from_db()
    assert (waiting.status, waiting.sent_at) == ("sent", AT)
    assert deliver(AT + 60 * MINUTE) == 0
    [sent] = mail.outbox
    assert sent.to == ["cy-water.officer@" + waiting.recipient.email.split("@")[1]]
    assert story.clue is not None
    assert story.clue.number in sent.subject
    assert story.clue.title in sent.body
    assert sent.extra_headers["Message-ID"] == f"<outbox-{waiting.pk}@localhost>"


@pytest.mark.usefixtures("server")
def test_a_mail_links_to_its_subject_where_the_site_has_an_address(
    waiting: OutboxMail, story: Story, settings: LazySettings
) -> None:
    settings.PILIT_PUBLIC_URL = "https://pilit.example.cn"
    assert story.clue is not None
    bare = queue(User.objects.get(username="cy.handler"), story)
    Notification.objects.filter(pk=bare.notification_id).update(url_name="")
    assert deliver(AT) == 2
    with_subject, without = (sent.body.splitlines() for sent in mail.outbox)
    assert with_subject[2] == f"https://pilit.example.cn/clues/{quote(story.clue.number)}/"
    assert without[2] == "https://pilit.example.cn/"


@pytest.mark.usefixtures("server")
def test_a_mail_has_no_link_where_nobody_said_the_address(waiting: OutboxMail) -> None:
    deliver(AT)
    assert "/clues/" not in mail.outbox[0].body
    assert "://" not in mail.outbox[0].body


@pytest.mark.usefixtures("server")
def test_the_language_is_the_readers(waiting: OutboxMail) -> None:
    User.objects.filter(pk=waiting.recipient_id).update(language=Language.ENGLISH)
    deliver(AT)
    assert "do not reply" in mail.outbox[0].body


@pytest.mark.usefixtures("server")
def test_the_task_delivers(waiting: OutboxMail) -> None:
    deliver_outbox.delay()
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("server")
def test_what_is_not_due_yet_waits(waiting: OutboxMail) -> None:
    assert deliver(AT - MINUTE) == 0
    assert not mail.outbox


@pytest.mark.usefixtures("server")
def test_what_a_crash_left_claimed_is_never_sent_again(waiting: OutboxMail) -> None:
    OutboxMail.objects.update(status=OutboxMail.Status.CLAIMED)
    assert deliver(AT + dt.timedelta(days=30)) == 0
    assert not mail.outbox


def test_a_refused_mail_waits_longer_each_time_and_is_given_up(
    waiting: OutboxMail, server: dict[str, Faulty], caplog: pytest.LogCaptureFixture
) -> None:
    server["send"] = raising(smtplib.SMTPRecipientsRefused({"a@b": (450, b"busy")}))
    at, pauses = AT, []
    for _attempt in range(outbox.MOST_ATTEMPTS - 1):
        assert deliver(at) == 0
        waiting.refresh_from_db()
        assert waiting.status == "waiting"
        assert "busy" in waiting.error
        pauses.append(waiting.not_before - at)
        at = waiting.not_before
    assert pauses == sorted(pauses)
    assert pauses[0] == 5 * MINUTE
    assert sum(pauses, dt.timedelta()) > dt.timedelta(hours=8)
    deliver(at)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.attempts) == ("failed", outbox.MOST_ATTEMPTS)
    assert "given up" in caplog.text


def test_a_refused_mail_goes_out_later(waiting: OutboxMail, server: dict[str, Faulty]) -> None:
    server["send"] = raising(smtplib.SMTPDataError(451, b"try again"))
    deliver(AT)
    del server["send"]
    assert deliver(AT + MINUTE) == 0
    assert deliver(AT + 5 * MINUTE) == 1
    waiting.refresh_from_db()
    assert (waiting.status, waiting.error) == ("sent", "")


def test_no_server_costs_no_attempt(waiting: OutboxMail, server: dict[str, Faulty]) -> None:
    for fault in (ConnectionRefusedError(), smtplib.SMTPAuthenticationError(535, b"no")):
        server["open"] = raising(fault)
        assert deliver(AT) == 0
        waiting.refresh_from_db()
        assert (waiting.status, waiting.attempts, waiting.not_before) == ("waiting", 0, AT)


def test_what_may_have_arrived_is_not_sent_again(
    waiting: OutboxMail, server: dict[str, Faulty], story: Story
) -> None:
    other = queue(User.objects.get(username="cy.handler"), story)
    faults = [raising(smtplib.SMTPServerDisconnected("gone")), EmailBackend().send_messages]
    server["send"] = lambda messages: faults.pop(0)(messages) if faults else 1
    assert deliver(AT) == 1
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.status, other.status) == ("claimed", "sent")
    assert "outcome unknown" in waiting.error


def test_what_cannot_be_written_holds_up_no_other(
    waiting: OutboxMail, story: Story, server: dict[str, Faulty]
) -> None:
    Notification.objects.filter(pk=waiting.notification_id).update(title="%(nothing)s")
    other = queue(User.objects.get(username="cy.handler"), story)
    assert deliver(AT) == 1
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.status, other.status) == ("failed", "sent")


@pytest.mark.usefixtures("server")
def test_a_long_text_makes_a_short_subject(waiting: OutboxMail, story: Story) -> None:
    waiting.delete()
    queue(waiting.recipient, story, Text("%(long)s", {"long": "长\n" * 300}))
    deliver(AT)
    [sent] = mail.outbox
    assert len(sent.subject) <= outbox.SUBJECT_LENGTH
    assert "\n" not in sent.subject
    assert sent.body.startswith("长\n长")


@pytest.mark.django_db(transaction=True)
def test_claims_cannot_be_undone_by_a_transaction_around(officer: User) -> None:
    told = Notification.objects.create(recipient=officer, kind="test", title="x", created_at=AT)
    OutboxMail.objects.create(recipient=officer, notification=told, not_before=AT, created_at=AT)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        deliver(AT)
    assert not mail.outbox


def test_the_command_sweeps_as_of_a_moment(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    story.to_awaiting_reply()
    assert story.case is not None
    deadline = story.case.deadlines.get(code="recommendation_reply")
    call_command("sweep", "--at", f"{deadline.due_on}T23:59")
    deadline.refresh_from_db()
    assert deadline.status == "running"
    assert capsys.readouterr().out.count("\n") == 7
    with pytest.raises(CommandError, match="yesterday"):
        call_command("sweep", "--at", "yesterday")
    with pytest.raises(CommandError):
        call_command("sweep", "--at", "2026-02-30T08:00")
