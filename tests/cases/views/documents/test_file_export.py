"""Exports of case files: made once, by whichever worker lives, for their asker alone."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.files.storage import default_storage
from django.urls import reverse
from kombu.exceptions import OperationalError
from pypdf import PdfReader

from agencies.models import Notification, User
from cases.models import Case, FileExport, Recusal
from cases.services import file_export
from cases.services.case_binder import Binder
from cases.services.file_export import SILENCE, ask, delete_expired, make_waiting
from cases.tasks import delete_old_exports, make_exports
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, case_url

HOURS = dt.timedelta(hours=settings.EXPORTS_HOURS)
SECOND = dt.timedelta(seconds=1)
Status = FileExport.Status


class Killed(BaseException):
    """What a worker that is killed leaves: nothing more is done, nothing is tidied up."""


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: LazySettings) -> None:
    """Files go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """No worker is woken; that one would be is noted."""
    calls: list[bool] = []
    monkeypatch.setattr(make_exports, "apply_async", lambda **_more: calls.append(True))
    return calls


@pytest.fixture
def case(story: Story) -> Case:
    story.to_inquiring()
    assert story.case is not None
    return story.case


def asked(story: Story, kind: str = "pdf", name: str = "cy.handler") -> FileExport:
    assert story.case is not None
    return ask(story.case, User.objects.get(username=name), kind, story.clock)


def made(story: Story, kind: str = "pdf") -> FileExport:
    row = asked(story, kind)
    assert make_waiting(lambda: story.clock) == 1
    row.refresh_from_db()
    return row


def dies_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let the worker be killed after so many steps."""
    tell = file_export._tell

    def killing(row: FileExport, at: dt.datetime, **changes: int) -> None:
        tell(row, at, **changes)
        if changes["done"] == step:
            raise Killed

    monkeypatch.setattr(file_export, "_tell", killing)


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_made_kept_and_told(story: Story, case: Case, kind: str) -> None:
    row = made(story, kind)
    assert row.status == Status.READY
    assert row.done == row.total > 3
    assert row.size == default_storage.size(str(row.content.name))
    assert row.expires_at == story.clock + HOURS
    told = Notification.objects.get(kind="file_export")
    assert told.recipient.username == "cy.handler"
    assert told.url == reverse("cases:export", args=[row.pk])
    assert case.number not in told.text
    assert make_waiting(lambda: story.clock) == 0


def test_the_same_is_not_asked_for_twice(story: Story, case: Case) -> None:
    assert asked(story) == asked(story)
    assert asked(story) != asked(story, "zip")
    assert asked(story) != asked(story, name="cy.head")


@pytest.mark.parametrize("step", [0, 2])
def test_what_a_killed_worker_left_is_taken_up_again(
    story: Story, case: Case, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    row = asked(story)
    with monkeypatch.context() as patch:
        dies_at(patch, step)
        with pytest.raises(Killed):
            make_waiting(lambda: story.clock)
    row.refresh_from_db()
    assert (row.status, row.done) == (Status.RUNNING, step)
    assert make_waiting(lambda: story.clock + SILENCE) == 0
    assert make_waiting(lambda: story.clock + SILENCE + SECOND) == 1
    row.refresh_from_db()
    assert row.status == Status.READY
    assert row.attempts == 2
    assert Notification.objects.filter(kind="file_export").count() == 1


def test_a_worker_taken_for_dead_lets_go(
    story: Story, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = asked(story)
    table = Binder._table

    def slow(binder: Binder, leaves: Any) -> bytes:
        """While the first is in its last step, a second takes the work and finishes it."""
        monkeypatch.setattr(Binder, "_table", table)
        assert make_waiting(lambda: story.clock + SILENCE + SECOND) == 1
        return table(binder, leaves)

    monkeypatch.setattr(Binder, "_table", slow)
    assert make_waiting(lambda: story.clock) == 0
    row.refresh_from_db()
    assert row.status == Status.READY
    assert row.expires_at == story.clock + SILENCE + SECOND + HOURS
    assert Notification.objects.filter(kind="file_export").count() == 1
    with default_storage.open(str(row.content.name)) as content:
        assert len(PdfReader(content).pages) > 3


def test_given_up_after_some_attempts(story: Story, case: Case) -> None:
    row = asked(story)
    FileExport.objects.update(attempts=file_export.MOST_ATTEMPTS)
    assert make_waiting(lambda: story.clock) == 0
    row.refresh_from_db()
    assert row.status == Status.FAILED
    assert row.error
    assert make_waiting(lambda: story.clock) == 0


def test_deleted_when_its_hours_are_over(story: Story, case: Case) -> None:
    row = made(story)
    name = str(row.content.name)
    assert delete_expired(story.clock + HOURS - SECOND) == 0
    assert delete_expired(story.clock + HOURS) == 1
    assert delete_expired(story.clock + HOURS) == 0
    assert not default_storage.exists(name)
    row.refresh_from_db()
    assert row.status == Status.EXPIRED
    assert row.pages


def test_not_made_for_who_no_longer_sees_the_case(story: Story, case: Case) -> None:
    row = asked(story)
    recuse(story, "cy.handler")
    assert make_waiting(lambda: story.clock) == 0
    row.refresh_from_db()
    assert row.status == Status.FAILED
    assert not row.content


def recuse(story: Story, name: str) -> None:
    assert story.case is not None
    person = User.objects.get(username=name)
    Recusal.objects.create(case=story.case, person=person, decided_on=story.today, ground="近亲属")


class TestPages:
    """The pages of the export and who may open them."""

    @pytest.fixture
    def handler(self, story: Story, case: Case, browser: Callable[[str], Browser]) -> Browser:
        return browser("cy.handler").at(story.clock)

    def test_asked_for_watched_and_fetched(
        self,
        story: Story,
        case: Case,
        handler: Browser,
        woken: list[bool],
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            page = handler.send(reverse("cases:ask_export", args=[case.number]), {"kind": "pdf"})
        assert woken == [True]
        row = FileExport.objects.get()
        address = reverse("cases:export", args=[row.pk])
        assert page.url == address
        assert "Waiting for its turn" in page
        assert 'hx-trigger="every 2s"' in page
        FileExport.objects.update(status=Status.RUNNING, done=3, total=9)
        fragment = handler.client.get(address, headers={"HX-Request": "true"}).content.decode()
        assert "3 of 9 pieces are done" in fragment
        assert "<html" not in fragment
        FileExport.objects.update(status=Status.WAITING)
        make_waiting(lambda: story.clock)
        page = handler.open(address)
        assert "every 2s" not in page
        fetch = reverse("cases:export_file", args=[row.pk])
        assert fetch in page
        answer = handler.client.get(fetch)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
        assert answer["Cache-Control"] == "private, no-store"
        FileExport.objects.update(expires_at=story.clock)
        assert handler.open(fetch).status == 404
        assert "The time to fetch this file is over" in handler.open(address)

    def test_a_kind_that_is_none(self, case: Case, handler: Browser) -> None:
        page = handler.send(reverse("cases:ask_export", args=[case.number]), {"kind": "exe"})
        assert page.status in (400, 422)
        assert not FileExport.objects.exists()

    def test_no_broker_loses_nothing(
        self,
        story: Story,
        case: Case,
        handler: Browser,
        monkeypatch: pytest.MonkeyPatch,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        def refuses(**_more: Any) -> None:
            raise OperationalError

        monkeypatch.setattr(make_exports, "apply_async", refuses)
        with django_capture_on_commit_callbacks(execute=True):
            page = handler.send(reverse("cases:ask_export", args=[case.number]), {"kind": "zip"})
        assert page.status == 200
        make_exports()
        assert FileExport.objects.get().status == Status.READY
        delete_old_exports()

    @pytest.mark.parametrize(
        "name", ["cy.head", "cy.chief", "bj3.head", "tj.handler", "cy-water.officer", "npc.deputy"]
    )
    def test_nobody_elses(
        self, story: Story, case: Case, browser: Callable[[str], Browser], name: str
    ) -> None:
        row = made(story)
        other = browser(name).at(story.clock)
        for address in ("cases:export", "cases:export_file"):
            assert other.open(reverse(address, args=[row.pk])).status == 404

    def test_lost_at_once_by_the_recused(self, story: Story, case: Case, handler: Browser) -> None:
        row = made(story)
        address = reverse("cases:export_file", args=[row.pk])
        assert b"".join(handler.client.get(address).streaming_content)  # type: ignore[attr-defined]
        recuse(story, "cy.handler")
        assert handler.open(address).status == 404
        assert handler.open(reverse("cases:export", args=[row.pk])).status == 404

    def test_lost_at_once_by_who_moved_away(
        self, story: Story, case: Case, handler: Browser
    ) -> None:
        row = made(story)
        handler.user.appointments.update(
            starts_on=dt.date(2020, 1, 1), ends_on=story.clock.date() - dt.timedelta(days=1)
        )
        for address in ("cases:export", "cases:export_file"):
            assert handler.open(reverse(address, args=[row.pk])).status == 404

    @pytest.mark.parametrize("name", ["cy-water.officer", "tj.handler", "npc.deputy"])
    def test_the_file_is_for_those_inside(
        self, story: Story, browser: Callable[[str], Browser], name: str
    ) -> None:
        story.to_awaiting_reply()
        assert story.case is not None
        other = browser(name).at(story.clock)
        for address in ("cases:papers", "cases:print"):
            assert other.open(reverse(address, args=[story.case.number])).status == 404
        sent = other.send(reverse("cases:ask_export", args=[story.case.number]), {"kind": "pdf"})
        assert sent.status == 404
        assert not FileExport.objects.exists()

    def test_contents_and_print_view(self, story: Story, case: Case, handler: Browser) -> None:
        made(story)
        page = handler.open(reverse("cases:papers", args=[case.number]))
        assert "立案审批表" in page
        assert "Report at the end of the inquiry" in page
        printed = handler.open(reverse("cases:print", args=[case.number]))
        assert printed.html.index("Table of contents") < printed.html.index("企业私自凿井取水")
        assert "The whole file" in handler.open(case_url(case))

    def test_queries_do_not_grow(self, story: Story, case: Case, handler: Browser) -> None:
        address = reverse("cases:papers", args=[case.number])

        def visit(where: str) -> None:
            officers = ["cy.handler", "cy.assistant"]
            facts = {"measure": "other", "on": story.today, "officers": officers, "record": where}
            story.act(".handler", "record_measure", **facts)

        visit("走访")
        handler.queries(address)
        few = handler.queries(address)
        for no in range(4):
            visit(f"走访{no}")
        assert handler.queries(address) == few
