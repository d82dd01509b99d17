"""Files that were uploaded and put into no case are deleted, and no other."""

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings, settings
from django.contrib.auth.hashers import make_password
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from agencies.directory import write_directory
from agencies.models import User
from cases.models import Draft, FormDraft, StoredFile
from cases.services.files import delete_unused
from cases.tasks import delete_unused_files
from cases.views.file import receive
from pilit.law.errors import Invalid
from tests.cases.conftest import PASSWORD, Story, actor_of

DAY = dt.timedelta(days=1)
KEPT = dt.timedelta(days=settings.UPLOADS_UNUSED_DAYS)
MINUTE = dt.timedelta(minutes=1)
EVIDENCE = {"kind": "documentary", "title": "台账", "source": "水务局"}


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: LazySettings) -> None:
    """Uploads go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


def upload(story: Story, name: str = "cy.handler") -> StoredFile:
    """A file received now."""
    content = SimpleUploadedFile("笔录.txt", "内容".encode(), "text/plain")
    return receive(content, actor_of(name, story.clock), story.clock)


def is_kept(row: StoredFile) -> bool:
    """Whether the row and its content are there; never one without the other."""
    there = StoredFile.objects.filter(pk=row.pk).exists()
    assert default_storage.exists(str(row.waiting.name)) == there
    return there


def test_after_so_many_days_and_not_before(story: Story) -> None:
    row = upload(story)
    assert delete_unused(story.clock + KEPT) == 0
    assert is_kept(row)
    assert delete_unused(story.clock + KEPT + MINUTE) == 1
    assert not is_kept(row)
    assert delete_unused(story.clock + KEPT + MINUTE) == 0


def test_what_a_case_has_taken_stays(story: Story) -> None:
    story.to_inquiring()
    used, unused = upload(story), upload(story)
    story.act(".handler", "add_evidence", obtained_on=story.today, files=[used.pk], **EVIDENCE)
    assert delete_unused(story.clock + 10 * KEPT) == 1
    assert is_kept(used)
    assert not is_kept(unused)


def test_a_form_typed_into_since_keeps_its_files(story: Story) -> None:
    story.to_inquiring()
    row, other = upload(story, "cy-water.officer"), upload(story)
    typed = FormDraft.objects.create(
        person=User.objects.get(username="cy-water.leader"),
        action="submit_reply:confirm",
        case=story.case,
        data={"values": {"files": [str(row.pk)]}, "by": 1},
        saved_at=story.clock + DAY,
    )
    assert delete_unused(story.clock + KEPT + MINUTE) == 1
    assert not is_kept(other)
    assert is_kept(row)
    assert delete_unused(typed.saved_at + KEPT + MINUTE) == 1
    assert not is_kept(row)


def test_a_draft_that_waits_keeps_its_files(story: Story) -> None:
    story.to_inquiring()
    row = upload(story)
    draft = story.act(".handler", "close_case", ground="no_failure").draft
    assert draft is not None
    Draft.objects.filter(pk=draft.pk).update(data={"files": [str(uuid4()), str(row.pk)]})
    assert delete_unused(story.clock + 10 * KEPT) == 0
    Draft.objects.filter(pk=draft.pk).update(status=Draft.Status.WITHDRAWN)
    assert delete_unused(story.clock + 10 * KEPT) == 1


def test_where_the_store_refuses_nothing_is_lost(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = upload(story)

    def refuse(_name: str) -> None:
        raise PermissionError("read only")

    with monkeypatch.context() as patch:
        patch.setattr(default_storage, "delete", refuse)
        with pytest.raises(PermissionError):
            delete_unused(story.clock + KEPT + MINUTE)
    assert is_kept(row)
    assert delete_unused(story.clock + KEPT + MINUTE) == 1


def test_the_task_deletes(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    row = upload(story)
    monkeypatch.setattr(timezone, "now", lambda: story.clock + KEPT + MINUTE)
    delete_unused_files.delay()
    assert not is_kept(row)


@pytest.fixture
def committed(transactional_db: None) -> Story:
    """A case that other connections see, with the directory."""
    write_directory(make_password(PASSWORD))
    return Story().to_inquiring()


def elsewhere(act: Callable[[], Any]) -> threading.Thread:
    """Do something on a connection of its own, and wait a little for it."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=0.5)
    return thread


def test_a_file_that_is_just_being_taken_stays(committed: Story) -> None:
    row = upload(committed)
    late = committed.clock + KEPT + MINUTE
    deleted: list[int] = []
    with transaction.atomic():
        facts = {**EVIDENCE, "obtained_on": committed.today, "files": [row.pk]}
        committed.act(".handler", "add_evidence", **facts)
        elsewhere(lambda: deleted.append(delete_unused(late))).join()
    assert deleted == [0]
    assert is_kept(row)
    assert delete_unused(late) == 0


def test_a_file_that_is_just_being_deleted_is_not_taken(committed: Story) -> None:
    row = upload(committed)
    refused: list[list[str]] = []

    def take() -> None:
        facts = {**EVIDENCE, "obtained_on": committed.today, "files": [row.pk]}
        try:
            committed.act(".handler", "add_evidence", **facts)
        except Invalid as refusal:
            refused.append(list(refusal.errors))

    with transaction.atomic():
        assert delete_unused(committed.clock + KEPT + MINUTE) == 1
        thread = elsewhere(take)
        assert thread.is_alive(), "it waits for the row"
    thread.join()
    assert refused == [["files"]]
    assert committed.case is not None
    assert not committed.case.evidence.exists()
    assert not is_kept(row)
