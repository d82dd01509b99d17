"""System checks: what would fail late and quietly is refused early and in words."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections

from pilit.database.grants import OWNER_ALIAS

PROBE = "环境污染"


def field_key(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """pilit.E001: the key of encrypted fields is 32 bytes in URL-safe base64."""
    try:
        key = base64.b64decode(settings.PILIT_FIELD_KEY, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) == 32:
        return []
    return [
        Error(
            "PILIT_FIELD_KEY is not 32 bytes in URL-safe base64.",
            hint="python -c 'import base64, os; "
            "print(base64.urlsafe_b64encode(os.urandom(32)).decode())' makes one.",
            id="pilit.E001",
        )
    ]


def chinese_trigrams(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """pilit.E002: the database takes Chinese characters for letters; else no search finds them."""
    return [
        Error(
            f"The database {connections[alias].settings_dict['NAME']!r} has no trigrams for "
            f"Chinese: its LC_CTYPE is {character_type(alias)!r}.",
            hint="Create the database with LC_CTYPE 'C.UTF-8' or 'zh_CN.UTF-8' of the provider "
            "libc (docs/operations.md).",
            id="pilit.E002",
        )
        for alias in databases or []
        if not finds_chinese(alias)
    ]


def application_role(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """pilit.E003: the application's own role is neither a superuser nor the owner of its tables."""
    if "default" not in (databases or []) or OWNER_ALIAS not in connections.settings:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolreplication OR EXISTS ("
            " SELECT FROM pg_tables"
            " WHERE schemaname = current_schema() AND tableowner = current_user)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        row = cursor.fetchone()
    if row is not None and not row[0]:
        return []
    return [
        Error(
            "The role in DATABASE_URL is a superuser or owns tables: it could change events.",
            hint="Let DATABASE_OWNER_URL name the owner and DATABASE_URL a role of its own "
            "(docs/operations.md).",
            id="pilit.E003",
        )
    ]


def finds_chinese(alias: str) -> bool:
    """Whether the database finds Chinese text. True as long as pg_trgm is not installed."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() == (0,):
            return True
        cursor.execute("SELECT cardinality(show_trgm(%s)) > 0", [PROBE])
        return bool(cursor.fetchone() == (True,))


def character_type(alias: str) -> str:
    """LC_CTYPE of the database."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT datctype FROM pg_database WHERE datname = current_database()")
        row = cursor.fetchone()
    return str(row[0]) if row else ""
