"""Workers killed in the middle of folding or reconciling: every rollup is the fresh count."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from cases.models import Case, FigureDelta, Reconciliation
from cases.statistics.rollups import fold, reconcile
from cases.statistics.tally import count_all
from pilit.embedded.home import OWNER
from tests.cases.conftest import Story, moment
from tests.cases.statistics.test_rollups import _kept as kept
from tests.pilit.commands import database_url

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[3]
WAITING = """
SELECT count(*) FROM pg_locks
 WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
AT_WORK = """
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
#: Changes that cancel each other out: work for many statements, and the counts stay as they are.
NOISE = """
INSERT INTO cases_figuredelta (procuratorate_id, month, figure, kind, domain, count, amount)
SELECT procuratorate_id, month - make_interval(months => n / 40), figure, kind, domain, sign, sign
  FROM cases_figuredelta, generate_series(1, %s) AS n, (VALUES (1), (-1)) AS signs (sign)
"""


class Worker:
    """A process that waits to be told, and is killed."""

    def __init__(self, task: str) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "pilit.settings.test",
            "PILIT_TEST_DATABASE_URL": database_url(OWNER),
            "PILIT_TEST_REDIS_URL": settings.CACHES["default"]["LOCATION"],
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.folder", task],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self) -> None:
        """Wait until it is ready, and tell it to begin."""
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        assert self.process.stdout.readline() == "ready\n"
        self.process.stdin.write("begin\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None and not stream.closed:
                stream.close()


@pytest.fixture
def workers(story: Story) -> Iterator[dict[str, Worker]]:
    """Three of them, started at once, and figures of a case for them to work on."""
    started = {name: Worker(name.split()[0]) for name in ("fold", "fold again", "reconcile")}
    story.to_inquiring()
    with connection.cursor() as cursor:
        cursor.execute(NOISE, [500])
    yield started
    for worker in started.values():
        worker.kill()


def wait_until(statement: str, number: int) -> None:
    """Wait until the server counts so many."""
    for _ in range(400):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            if cursor.fetchone()[0] == number:
                return
        time.sleep(0.01)
    raise AssertionError(f"the server never came to {number}: {statement}")


def kill_while_it_waits(worker: Worker, table: str) -> None:
    """Let it run into a lock on the table it writes to, and kill it there."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        worker.begin()
        wait_until(WAITING, 1)
        worker.kill()


def test_killed_workers_leave_every_rollup_the_fresh_count(workers: dict[str, Worker]) -> None:
    fresh, written = count_all(), FigureDelta.objects.count()
    assert kept() == fresh
    kill_while_it_waits(workers["fold"], "cases_figurerollup")
    workers["fold again"].begin()
    while FigureDelta.objects.count() > written - 200:
        time.sleep(0.002)
    workers["fold again"].kill()
    left = FigureDelta.objects.count()
    assert 0 < left < written, "the kill came too late to prove anything"
    assert kept() == fresh
    Case.objects.update(domain="food_drug")
    fresh = count_all()
    assert kept() != fresh, "there is a difference for reconciling to put right"
    kill_while_it_waits(workers["reconcile"], "cases_figuredelta")
    wait_until(AT_WORK, 0)
    assert not Reconciliation.objects.exists(), "what was not finished was not begun"
    assert kept() != fresh
    fold()
    assert reconcile(moment("2026-03-01")).differences == 2
    fold()
    assert not FigureDelta.objects.exists()
    assert kept() == fresh == count_all()
