"""The servers of a test run: one embedded PostgreSQL and Valkey for all its processes."""

import os
import shutil
import uuid
from collections.abc import Iterator
from copy import deepcopy

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation
from psycopg import sql
from pytest_django import Settings

from pilit.embedded.lease import Lease, acquire

_leases: list[Lease] = []


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start or share the servers, before anything asks the database."""
    if "PILIT_TEST_DATABASE_URL" not in os.environ or "PILIT_TEST_REDIS_URL" not in os.environ:
        lease = acquire(settings.TEST_HOME, durable=False)
        _leases.append(lease)
        if "PYTEST_XDIST_WORKER" not in os.environ:
            _drop_left_over(lease.addresses.owner)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Give the servers back; the last run stops them."""
    while _leases:
        _leases.pop().release()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def _drop_left_over(owner: str) -> None:
    """Drop the databases of runs that were killed; a run's name is its process's number."""
    with psycopg.connect(owner, autocommit=True) as connection:
        rows = connection.execute(
            r"SELECT datname FROM pg_database WHERE datname ~ '^test_pilit_\d+'"
        ).fetchall()
        for (name,) in rows:
            process = name.removeprefix("test_pilit_").split("_")[0]
            if not psutil.pid_exists(int(process)):
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )


@pytest.fixture(scope="session", autouse=True)
def _tables_can_be_emptied() -> Iterator[None]:
    """Let a test that commits be cleared up after: append-only tables refuse to be emptied."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_without_triggers(operations: DatabaseOperations, statements: list[str]) -> None:
        if not statements:
            return
        present = operations.connection.introspection.table_names()
        tables = [
            f"ALTER TABLE {operations.quote_name(table)} {{}} TRIGGER USER;"
            for table in settings.APPEND_ONLY_TABLES
            if table in present
        ]
        disable = [table.format("DISABLE") for table in tables]
        enable = [table.format("ENABLE") for table in tables]
        flush(operations, [*disable, *statements, *enable])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", flush_without_triggers)
        yield


@pytest.fixture(autouse=True)
def _first_language() -> Iterator[None]:
    """Every test begins in Chinese, whatever language the one before it ended in."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def clean_cache(settings: Settings) -> None:
    """A cache in which nothing stands yet.

    By a prefix of its own and not by clearing: Redis clears what other test processes keep, too.
    """
    caches = deepcopy(settings.CACHES)
    caches["default"]["KEY_PREFIX"] += f":{uuid.uuid4()}"
    settings.CACHES = caches
