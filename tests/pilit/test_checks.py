"""The system checks: each refuses what it is there for, and nothing else."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from pilit import checks
from pilit.embedded.home import OWNER
from tests.pilit.commands import database_url, run_manage


@pytest.mark.parametrize("key", ["", "short", "A" * 43, "!" * 44, "A" * 44, "Ä" * 44])
def test_a_field_key_that_will_not_do(key: str) -> None:
    with override_settings(PILIT_FIELD_KEY=key):
        assert [message.id for message in checks.field_key(None)] == ["pilit.E001"]


@pytest.mark.parametrize("key", ["A" * 43 + "=", "-_" * 21 + "A="])
def test_a_field_key_that_will_do(key: str) -> None:
    with override_settings(PILIT_FIELD_KEY=key):
        assert checks.field_key(None) == []


@pytest.mark.django_db
def test_this_database_finds_chinese() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert checks.chinese_trigrams(None, databases=["default"]) == []


@pytest.fixture
def c_locale(transactional_db: None) -> Iterator[str]:
    """The address of a database whose letters are ASCII only."""
    name = f"{connection.settings_dict['NAME']}_c"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted} TEMPLATE template0 LC_CTYPE 'C' LC_COLLATE 'C'")
    address = database_url(OWNER, name)
    with psycopg.connect(address) as other:
        other.execute("CREATE EXTENSION pg_trgm")
    yield address
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {quoted}")


def test_a_database_that_takes_no_chinese_for_letters_is_refused(c_locale: str) -> None:
    done = run_manage("check", "--database=default", DATABASE_URL=c_locale)
    assert done.returncode == 1
    assert "(pilit.E002)" in done.stderr
    assert "its LC_CTYPE is 'C'" in done.stderr


def test_one_role_is_nobodys_business() -> None:
    assert "owner" not in settings.DATABASES
    assert checks.application_role(None, databases=["default"]) == []
