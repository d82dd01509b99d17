"""Cells counted from the clues and cases themselves, of a few of them or of all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any, Final, NamedTuple, Self
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.models import Model, QuerySet

from cases.models import Case, Clue, FigureDelta
from cases.statistics.figure import Figure
from cases.statistics.figures import FIGURES

type Target = Clue | Case


class Key(NamedTuple):
    """What a number is the number of."""

    figure: str
    procuratorate: int
    month: date
    kind: str
    domain: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, and how many yuan."""

    count: int
    amount: Decimal

    def plus(self, other: "Sum", sign: int = 1) -> "Sum":
        """This and another one, or without it."""
        return Sum(self.count + sign * other.count, self.amount + sign * other.amount)


NIL = Sum(0, Decimal(0))
type Cells = dict[Key, Sum]


def cells_query(
    clues: Collection[int] | None = None, cases: Collection[int] | None = None
) -> QuerySet[Any] | None:
    """One statement that counts every figure over some clues and cases; over all, where neither is
    given.
    """
    everything = clues is None and cases is None
    parts = []
    for figure in FIGURES.values():
        wanted = clues if figure.of_clues else cases
        if everything:
            parts.append(figure.cells(figure.rows()))
        elif wanted:
            parts.append(figure.cells(_of(figure, wanted)))
    return parts[0].union(*parts[1:], all=True) if parts else None


def _of(figure: Figure, wanted: Collection[int]) -> QuerySet[Any]:
    path = f"{figure.owner}__in" if figure.owner else "pk__in"
    return figure.rows().filter(**{path: list(wanted)})


def count(clues: Collection[int] = (), cases: Collection[int] = ()) -> Cells:
    """The cells of some clues and cases, by one statement."""
    query = cells_query(clues, cases)
    return {} if query is None else cells_of(query)


def count_all() -> Cells:
    """The cells of everything, by one statement."""
    query = cells_query()
    return {} if query is None else cells_of(query)


def cells_of(rows: Iterable[dict[str, Any]]) -> Cells:
    """Rows as ``Figure.cells`` gives them, by what they are the number of."""
    found: Cells = {}
    for row in rows:
        key = Key(
            row["cell_figure"],
            row["cell_place"],
            row["cell_month"],
            row["cell_kind"],
            row["cell_domain"],
        )
        number = Sum(row["cell_count"], row["cell_yuan"] or Decimal(0))
        found[key] = found.get(key, NIL).plus(number)
    return found


def difference(now: Cells, before: Cells) -> Cells:
    """What was added from one to the other; cells that are the same are left out."""
    changed = {
        key: now.get(key, NIL).plus(before.get(key, NIL), -1) for key in now.keys() | before.keys()
    }
    return {key: change for key, change in changed.items() if change != NIL}


def write(changes: Cells) -> None:
    """Write changes as deltas, in the transaction in hand."""
    FigureDelta.objects.bulk_create(
        FigureDelta(
            figure=key.figure,
            procuratorate_id=key.procuratorate,
            month=key.month,
            kind=key.kind,
            domain=key.domain,
            count=change.count,
            amount=change.amount,
        )
        for key, change in sorted(changes.items(), key=itemgetter(0))
    )


#: Stands in a statement for the key of a clue or case until it is prepared; no row has it.
_ANY: Final = -7_021_984_305_512


@cache
def _statement(name: str) -> str:
    """The statement that counts one clue or case, with ``$1`` for its key."""
    query = cells_query((_ANY,), ()) if name == "count_clue" else cells_query((), (_ANY,))
    if query is None:
        raise LookupError("there are no figures")
    with connection.cursor() as cursor:
        return str(cursor.mogrify(*query.query.sql_with_params())).replace(str(_ANY), "$1")


#: Which connections know which statements.
_prepared: Final = WeakKeyDictionary[Any, set[str]]()


def _count_one(target: Target) -> Cells:
    """The cells of one clue or case.

    Every action asks this twice. To put the statement together and to plan it takes ten times as
    long as to run it, so each connection prepares it once.
    """
    name = "count_clue" if isinstance(target, Clue) else "count_case"
    with connection.cursor() as cursor:
        known = _prepared.setdefault(connection.connection, set())
        if name not in known:
            cursor.cursor.execute(f"PREPARE {name} (bigint) AS {_statement(name)}", prepare=False)
            known.add(name)
        cursor.execute(f"EXECUTE {name} (%s)", [target.pk])
        return {Key(*row[:5]): Sum(*row[5:]) for row in cursor.fetchall()}


class Tally:
    """What one clue or case counted for before an action took effect.

    Afterwards ``settle`` writes how that differs from what it counts for now, with what the action
    made.
    """

    def __init__(self, before: Cells) -> None:
        self._before = before

    @classmethod
    def of(cls, *targets: Model | None) -> Self:
        """Before the action; a target that is locked does not change meanwhile."""
        return cls(_count(targets))

    def settle(self, *targets: Model | None) -> None:
        """After the action: what it acted on, and what it made."""
        write(difference(_count(targets), self._before))


def _count(targets: Iterable[Model | None]) -> Cells:
    """The cells of the clues and cases among the targets; nothing else is counted."""
    found: Cells = {}
    counted = [each for each in targets if isinstance(each, Clue | Case)]
    for target in {(type(each), each.pk): each for each in counted}.values():
        for key, number in _count_one(target).items():
            found[key] = found.get(key, NIL).plus(number)
    return found
