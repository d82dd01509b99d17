"""The rights of the application's role, tried out as that role."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.utils import CursorWrapper

from pilit.database.grants import grant
from pilit.embedded.home import APPLICATION, OWNER
from tests.pilit.commands import database_url, run_manage

LOG, DESK = "grants_log", "grants_desk"


@pytest.fixture
def tables(db: None) -> None:
    """A table that only grows and one that changes, with the rights of the application's role."""
    with connection.cursor() as cursor:
        for table in (LOG, DESK):
            cursor.execute(f"CREATE TABLE {table} (id serial PRIMARY KEY, what text)")
            cursor.execute(f"INSERT INTO {table} (what) VALUES ('first')")
    grant("default", APPLICATION, [LOG, "not_there_yet"])


@contextmanager
def as_application() -> Iterator[CursorWrapper]:
    """A cursor with the application's rights; what it does is undone."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        cursor.execute(f"SET ROLE {APPLICATION}")
        try:
            yield cursor
        finally:
            cursor.execute("ROLLBACK TO SAVEPOINT before")
            cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("tables")
def test_the_application_adds_to_and_reads_the_log() -> None:
    with as_application() as cursor:
        cursor.execute(f"INSERT INTO {LOG} (what) VALUES ('second')")
        cursor.execute(f"SELECT count(*) FROM {LOG}")
        assert cursor.fetchone() == (2,)


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {LOG} SET what = 'changed'",
        f"DELETE FROM {LOG}",
        f"TRUNCATE {LOG}",
        f"TRUNCATE {DESK}",
        f"ALTER TABLE {LOG} DISABLE TRIGGER USER",
        f"DROP TABLE {LOG}",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    ],
)
def test_the_application_cannot(statement: str) -> None:
    with as_application() as cursor, pytest.raises(DatabaseError, match=r"permission|must be own"):
        cursor.execute(statement)


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {DESK} SET what = 'changed'",
        f"DELETE FROM {DESK}",
        "SELECT count(*) FROM django_migrations",
    ],
)
def test_the_application_can(statement: str) -> None:
    with as_application() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1


@pytest.mark.django_db
@pytest.mark.parametrize("table", settings.APPEND_ONLY_TABLES)
def test_what_is_declared_to_only_grow_does(table: str) -> None:
    grant("default", APPLICATION, settings.APPEND_ONLY_TABLES)
    assert rights_on(table) == {"SELECT", "INSERT"}


@pytest.mark.django_db(transaction=True)
def test_migrate_runs_as_the_owner_and_grants() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APPLICATION}")
    done = manage("migrate", as_owner=OWNER, as_application=APPLICATION)
    assert done.returncode == 0, done.stderr
    assert rights_on("agencies_user") == {"SELECT", "INSERT", "UPDATE", "DELETE"}
    assert rights_on("cases_event") == {"SELECT", "INSERT"}
    assert rights_on("django_migrations") == {"SELECT"}


@pytest.mark.django_db(transaction=True)
def test_a_role_of_its_own_passes_the_check_and_an_owner_does_not() -> None:
    manage("migrate", as_owner=OWNER, as_application=APPLICATION)
    humble = manage("check", "--database=default", as_owner=OWNER, as_application=APPLICATION)
    assert humble.returncode == 0, humble.stderr
    proud = manage("check", "--database=default", as_owner=OWNER, as_application=OWNER)
    assert proud.returncode == 1
    assert "(pilit.E003)" in proud.stderr


def rights_on(table: str) -> set[str]:
    """What the application may do with a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = %s AND table_name = %s",
            [APPLICATION, table],
        )
        return {right for (right,) in cursor.fetchall()}


def manage(*arguments: str, as_owner: str, as_application: str) -> subprocess.CompletedProcess[str]:
    """Run a command with two roles on the database of this test."""
    return run_manage(
        *arguments,
        DATABASE_URL=database_url(as_application),
        DATABASE_OWNER_URL=database_url(as_owner),
    )
