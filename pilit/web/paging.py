"""Keyset paging: the next page begins behind the last row seen, so none costs more than the first.

Cursors are signed: they carry values of rows, and nobody makes one up to read beside the ordering.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core import signing
from django.db.models import Model, Q, QuerySet

from pilit.law.errors import Invalid
from pilit.law.texts import N_

AT_MOST: Final = 100
"""Rows on a page, at most."""
CAP: Final = 1000
"""Rows counted, at most."""
_SALT: Final = "pilit.web.paging"


@dataclass(frozen=True, slots=True)
class Ordering:
    """An ordering that a list allows: by one column, then by ``id`` in the same direction.

    Without ``column`` by ``id`` alone. Where rows may lack a value (``nullable``) they come last.
    """

    column: str = ""
    descending: bool = False
    nullable: bool = False

    def columns(self) -> tuple[str, ...]:
        """As ``order_by`` takes it."""
        names = (self.column, "id") if self.column else ("id",)
        return tuple(f"-{name}" for name in names) if self.descending else names


@dataclass(frozen=True, slots=True)
class Page[M: Model]:
    """Some rows of a list, and the cursor of what follows; empty where nothing does."""

    rows: list[M]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, counted up to a cap."""

    number: int
    more: bool

    def __str__(self) -> str:
        """The number, with a plus where there are more."""
        return f"{self.number}+" if self.more else str(self.number)


def capped_count(rows: QuerySet[Any], cap: int = CAP) -> Count:
    """Count rows, but no more than ``cap``: a list of millions is not walked to say so."""
    number = rows.order_by().values("pk")[: cap + 1].count()
    return Count(min(number, cap), number > cap)


def page_of[M: Model](
    rows: QuerySet[M],
    orderings: Mapping[str, Ordering],
    ordering: str,
    cursor: str = "",
    size: int = 50,
) -> Page[M]:
    """The page behind ``cursor`` (empty: the first) in one of the orderings allowed.

    Raises :class:`Invalid` for an ordering that is not allowed and for a cursor that is not ours or
    belongs to another ordering.
    """
    chosen = orderings.get(ordering)
    if chosen is None:
        raise Invalid(errors={"ordering": [N_("This list is not sorted that way.")]})
    size = max(1, min(size, AT_MOST))
    after = _read(cursor, ordering) if cursor else None
    found = _rows_after(rows, chosen, after, size + 1)
    following = _write(found[size - 1], chosen, ordering) if len(found) > size else ""
    return Page(found[:size], following)


def _rows_after[M: Model](
    rows: QuerySet[M], ordering: Ordering, after: tuple[Any, int] | None, limit: int
) -> list[M]:
    """Up to ``limit`` rows: those with a value first, then, by another query, those without."""
    column = ordering.column
    if not ordering.nullable:
        return list(_behind(rows, ordering, after).order_by(*ordering.columns())[:limit])
    found: list[M] = []
    if after is None or after[0] is not None:
        valued = rows.filter(**{f"{column}__isnull": False})
        found = list(_behind(valued, ordering, after).order_by(*ordering.columns())[:limit])
        after = None
    if len(found) < limit:
        by_id = Ordering(descending=ordering.descending)
        empty = rows.filter(**{f"{column}__isnull": True})
        more = _behind(empty, by_id, after).order_by(*by_id.columns())[: limit - len(found)]
        found.extend(more)
    return found


def _behind[M: Model](
    rows: QuerySet[M], ordering: Ordering, after: tuple[Any, int] | None
) -> QuerySet[M]:
    """The rows behind a position.

    The first condition follows from the second, but only it lets the index start there.
    """
    if after is None:
        return rows
    value, key = after
    sign = "lt" if ordering.descending else "gt"
    if not ordering.column:
        return rows.filter(**{f"id__{sign}": key})
    column = ordering.column
    return rows.filter(
        Q(**{f"{column}__{sign}e": value}),
        Q(**{f"{column}__{sign}": value}) | Q(**{column: value, f"id__{sign}": key}),
    )


def _write(row: Model, ordering: Ordering, name: str) -> str:
    value = getattr(row, ordering.column) if ordering.column else None
    kept = value.isoformat() if isinstance(value, dt.date) else value
    return signing.dumps([name, kept, row.pk], salt=_SALT, compress=True)


def _read(cursor: str, ordering: str) -> tuple[Any, int]:
    refused = Invalid(
        errors={"cursor": [N_("This is not a page of this list. Begin at the first.")]}
    )
    try:
        name, value, key = signing.loads(cursor, salt=_SALT)
    except signing.BadSignature as fault:
        raise refused from fault
    if name != ordering:
        raise refused
    return value, key
