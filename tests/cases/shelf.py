"""Rows kept from one test to the next of the same process.

Most tests begin with the same directory and the same few histories. Each is lived once, through
``perform`` like any other, and the rows it left are kept; a later test that would live it again in
a database that holds the same otherwise gets the rows back. Living one takes a second, the rows a
few milliseconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, cast

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from psycopg import Cursor, sql

FRAMEWORK = {"django_migrations", "django_content_type", "auth_permission"}

type Counts = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class Kept:
    """The rows a piece of history left in tables that were empty before, by table."""

    rows: dict[str, bytes]


_shelf: dict[object, Kept] = {}
_endings: dict[object, dict[str, Any]] = {}


@cache
def _tables() -> dict[str, list[str]]:
    """The columns of each table that can be written; a generated one cannot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)"
            " FROM information_schema.columns"
            " WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name"
        )
        present = dict(cursor.fetchall())
    models = connection.introspection.django_table_names(include_views=False)
    return {name: present[name] for name in sorted(set(models) - FRAMEWORK) if name in present}


def _counts() -> Counts:
    """How many rows each table has, and the last key; tables without any are left out.

    The key tells a directory that was written anew, under new keys, from the one before.
    """
    keys = {model._meta.db_table: model._meta.pk.column for model in apps.get_models()}
    each = " UNION ALL ".join(
        f'SELECT \'{name}\', count(*), max("{keys.get(name, "id")}"::text) FROM "{name}"'
        for name in _tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return {name: (number, last) for name, number, last in cursor.fetchall() if number}


def _raw(cursor: Any) -> Cursor[Any]:
    """The driver's own cursor, which knows COPY."""
    raw: Cursor[Any] = cursor.cursor
    return raw


def _copy(name: str, direction: str) -> sql.Composed:
    columns = sql.SQL(", ").join(map(sql.Identifier, _tables()[name]))
    return sql.SQL("COPY {} ({}) {}").format(sql.Identifier(name), columns, sql.SQL(direction))


def _take_down(key: object, before: Counts) -> None:
    """Keep what stands in the tables that were empty, unless another table changed as well."""
    after = _counts()
    if any(after.get(name) != stood for name, stood in before.items()):
        return
    rows = {}
    with connection.cursor() as cursor:
        for name in after.keys() - before.keys():
            with _raw(cursor).copy(_copy(name, "TO STDOUT")) as copy:
                rows[name] = b"".join(bytes(piece) for piece in copy)
    _shelf[key] = Kept(rows)


def _put_back(kept: Kept) -> None:
    # References are looked at when the transaction ends: the order of the tables does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for name, rows in kept.rows.items():
            with _raw(cursor).copy(_copy(name, "FROM STDIN")) as copy:
                copy.write(rows)


def kept_rows(name: str, live: Callable[[], object]) -> None:
    """Do ``live``, or put back the rows it left where all else is as it was then."""
    before = _counts()
    key = (name, tuple(sorted(before.items())))
    if key in _shelf:
        _put_back(_shelf[key])
    else:
        live()
        _take_down(key, before)


def kept[Stage: Callable[..., Any]](stage: Stage) -> Stage:
    """A stage of a story that is lived once; later stories end where the first one did."""

    @wraps(stage)
    def live_or_put_back(story: Any, *args: Any, **kwargs: Any) -> Any:
        before = _counts()
        key = (
            type(story),
            stage.__name__,
            repr((args, kwargs, sorted(vars(story).items()))),
            tuple(sorted(before.items())),
        )
        if key in _shelf:
            _put_back(_shelf[key])
            for name, value in _endings[key].items():
                setattr(story, name, value() if callable(value) else value)
            return story
        told = stage(story, *args, **kwargs)
        _take_down(key, before)
        _endings[key] = {name: _again(value) for name, value in vars(story).items()}
        return told

    return cast(Stage, live_or_put_back)


def _again(value: Any) -> Any:
    """A plain value as it is; of a row, the way to fetch it."""
    if isinstance(value, Model):
        manager, pk = type(value)._default_manager, value.pk
        return lambda: manager.get(pk=pk)
    return value
