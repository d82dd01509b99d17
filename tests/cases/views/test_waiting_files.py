"""What is uploaded lies encrypted until it is in a case, and is read all the same."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import StoredFile
from cases.services.waiting_files import KEPT_FOR, delete_encrypted, opened
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
WORDS = "笔录正文".encode()


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: LazySettings) -> None:
    """Uploads go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


def received(story: Story) -> StoredFile:
    """A file the handler has uploaded."""
    upload = SimpleUploadedFile("笔录.txt", WORDS, "text/plain")
    return receive(upload, actor_of("cy.handler", story.clock), story.clock)


@pytest.mark.parametrize("written", [True, False])
def test_it_is_read_before_and_after_it_is_attached(
    browser: Any, written: bool, django_capture_on_commit_callbacks: Any
) -> None:
    story = Story().to_inquiring()
    row = received(story)
    lies = Path(row.waiting.path)
    assert WORDS not in lies.read_bytes()
    person: Browser = browser("cy.handler").at(story.clock)
    url = reverse("cases:file", args=[row.pk])

    def fetched() -> bytes:
        answer: Any = person.client.get(url)
        return b"".join(answer.streaming_content)

    assert fetched() == WORDS
    facts = {"kind": "documentary", "title": "笔录", "source": "自行调取"}
    with django_capture_on_commit_callbacks(execute=written):
        story.act(".handler", "add_evidence", obtained_on=story.today, files=[row.pk], **facts)
    row.refresh_from_db()
    assert bool(row.content) is written
    assert fetched() == WORDS
    # A dump made before it was written anew finds what it knows.
    assert delete_encrypted(story.clock + KEPT_FOR) == 0
    assert lies.exists()
    assert delete_encrypted(story.later(3).clock) == 1
    row.refresh_from_db()
    assert Path(row.content.path).read_bytes() == fetched() == WORDS
    assert not lies.exists()


@pytest.mark.usefixtures("directory")
def test_what_was_changed_in_the_store_is_not_read() -> None:
    row = received(Story())
    path = Path(row.waiting.path)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(InvalidTag):
        opened(row)
