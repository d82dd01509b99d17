"""Workers that are killed while they make an export: the file is whole in the end, or there is
none.
"""

import datetime as dt
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from pypdf import PdfReader

from agencies.models import Notification, User
from cases.models import FileExport
from cases.services.case_index import contents
from cases.services.file_export import MOST_ATTEMPTS, SILENCE, ask
from pilit.embedded.home import OWNER
from tests.cases.conftest import Story
from tests.pilit.commands import database_url

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
LATER = SILENCE + dt.timedelta(seconds=1)
Status = FileExport.Status


class Worker:
    """A worker in a process of its own."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def start(self, at: dt.datetime, steps: int) -> None:
        """Start as of a moment, and wait until it has done so many steps or is done."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "pilit.settings.test",
            "PILIT_TEST_DATABASE_URL": database_url(OWNER),
            "PILIT_TEST_REDIS_URL": settings.CACHES["default"]["LOCATION"],
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.exporter", at.isoformat()],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "begins\n"
        for _ in range(steps):
            self.process.stdout.readline()

    def kill(self) -> None:
        """SIGKILL."""
        if self.process is None:
            return
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        self.process = None

    def finish(self) -> None:
        """Wait until it has done."""
        assert self.process is not None
        self.process.communicate(timeout=120)
        assert self.process.returncode == 0
        self.process = None


@pytest.fixture
def worker() -> Iterator[Worker]:
    started = Worker()
    yield started
    started.kill()


def row_of(kind: str, story: Story) -> FileExport:
    """An export somebody asked for."""
    story.to_awaiting_reply()
    assert story.case is not None
    return ask(story.case, User.objects.get(username="cy.handler"), kind, story.clock)


def check_whole(row: FileExport, story: Story) -> None:
    """The file is there, once, from its first byte to its last, with everything in it."""
    assert story.case is not None
    entries = len(contents(story.case).entries)
    name = str(row.content.name)
    with default_storage.open(name) as stored:
        content = stored.read()
    assert len(content) == row.size
    if row.kind == FileExport.Kind.PDF:
        reader = PdfReader(io.BytesIO(content))
        assert len(reader.pages) >= entries
        assert reader.outline
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            assert packed.testzip() is None
            manifest = json.loads(packed.read("manifest.json"))
            assert len(manifest["entries"]) == entries
            for each in manifest["entries"]:
                digest = hashlib.sha256(packed.read(each["name"])).hexdigest()
                assert digest == each["sha256"]
    _folders, files = default_storage.listdir("exports")
    assert name.rpartition("/")[2] in files
    assert Notification.objects.filter(kind="file_export").count() == 1


def check_none(row: FileExport) -> None:
    """No file, not half of one."""
    assert not row.content
    assert not default_storage.exists(f"exports/{row.pk.hex}.bin")


@pytest.mark.parametrize("kind", FileExport.Kind.values)
def test_killed_in_the_middle_it_is_made_again(directory: None, worker: Worker, kind: str) -> None:
    story = Story()
    row, at = row_of(kind, story), story.clock
    for steps in (4, 8):
        worker.start(at, steps)
        worker.kill()
        row.refresh_from_db()
        assert row.status == Status.RUNNING
        check_none(row)
        at += LATER
    worker.start(at, 0)
    worker.finish()
    row.refresh_from_db()
    assert (row.status, row.attempts) == (Status.READY, 3)
    check_whole(row, story)


def test_killed_at_its_very_end_it_is_whole_or_made_again(directory: None, worker: Worker) -> None:
    story = Story()
    row = row_of("pdf", story)
    assert story.case is not None
    # Before and after every entry, the table of contents, and what frames them.
    last = len(contents(story.case).entries) + 5
    worker.start(story.clock, last)
    worker.kill()
    row.refresh_from_db()
    if row.status != Status.READY:
        assert row.status == Status.RUNNING
        worker.start(story.clock + LATER, 0)
        worker.finish()
        row.refresh_from_db()
    assert row.status == Status.READY
    check_whole(row, story)


def test_killed_each_time_it_is_given_up_and_the_asker_told(
    directory: None, worker: Worker
) -> None:
    story = Story()
    row, at = row_of("zip", story), story.clock
    for _ in range(MOST_ATTEMPTS):
        worker.start(at, 4)
        worker.kill()
        at += LATER
    worker.start(at, 0)
    worker.finish()
    row.refresh_from_db()
    assert row.status == Status.FAILED
    check_none(row)
    assert Notification.objects.filter(kind="file_export").count() == 1
