"""What the application's database role may do: everything with rows, except to rewrite history.

Migrations run as the owner of the tables (alias `owner`); pages, API and tasks run as another role
that owns nothing. On the append-only tables it can add and read, so that not even a fault in the
application changes or removes an event.
"""

from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from psycopg import sql

OWNER_ALIAS: Final = "owner"
# The owner's record of what it migrated.
OWNERS_OWN: Final = "django_migrations"


def owner_alias() -> str:
    """The connection that migrations run by: the owner's, where it is another one."""
    return OWNER_ALIAS if OWNER_ALIAS in connections.settings else DEFAULT_DB_ALIAS


def application_role_name() -> str | None:
    """The application's role, or None where it and the owner are one."""
    if OWNER_ALIAS not in connections.settings:
        return None
    role = str(connections["default"].settings_dict["USER"])
    return None if role == connections[OWNER_ALIAS].settings_dict["USER"] else role


def grant_as_declared() -> None:
    """Give the application's role what the settings declare, where it is a role apart."""
    role = application_role_name()
    if role is not None:
        grant(OWNER_ALIAS, role, settings.APPEND_ONLY_TABLES)


def grant(alias: str, role: str, append_only: Iterable[str]) -> None:
    """Give `role` its rights on every table of the schema, as they are to be after a migration.

    Append-only tables that do not exist yet are passed over. In one transaction: at no moment does
    the role hold a right that it must not have.
    """
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for statement in _statements(role, _existing(alias, append_only)):
            cursor.execute(statement)


def _existing(alias: str, tables: Iterable[str]) -> list[str]:
    with connections[alias].cursor() as cursor:
        known = set(connections[alias].introspection.table_names(cursor))
    return [table for table in tables if table in known]


def _statements(role: str, append_only: Iterable[str]) -> list[sql.Composed]:
    name = sql.Identifier(role)
    tables = [sql.Identifier(table) for table in append_only]
    return [
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
        sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC, {}").format(name),
        sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(name),
        sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(
            name
        ),
        sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name),
        *(
            sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(table, name)
            for table in tables
        ),
        sql.SQL("REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(
            sql.Identifier(OWNERS_OWN), name
        ),
    ]
