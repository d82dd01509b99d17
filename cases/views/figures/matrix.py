"""A figure told apart by domain and by procuratorate at once: who has none in a domain."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from cases.statistics.balance import summed
from cases.statistics.figure import Figure
from cases.statistics.numbers import crossed
from cases.views.figures.chosen import Chosen, place_label
from cases.views.figures.parts import rows_url

MOST_PLACES: Final = 60
"""More procuratorates are taken together with the one above them."""
_TIERS: Final = ("pk", "municipal_id", "provincial_id")

type Cells = Mapping[tuple[Any, Any], int]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many of a domain one procuratorate has; no address of none."""

    number: int
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A domain: its cells, how many in all, and how many procuratorates have none."""

    label: str
    cells: list[Cell]
    total: Cell
    without: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Domains by procuratorates; ``without`` says how many domains each has nothing in."""

    places: list[str]
    rows: list[Row]
    without: list[int]


@dataclass(frozen=True, slots=True)
class Part:
    """One value a number is told apart by: its name, what the address says of it."""

    label: str
    changes: Mapping[str, str]


def places_of(chosen: Chosen) -> dict[int, tuple[Part, Collection[int]]]:
    """The procuratorates counted, each alone; where they are many, each with those below it."""
    inside = chosen.counted_places
    tier, groups = _TIERS[0], {pk: [pk] for pk in inside}
    for higher in _TIERS[1:]:
        if len(groups) <= MOST_PLACES:
            break
        tier, groups = higher, {}
        for pk, place in inside.items():
            groups.setdefault(getattr(place, higher) or pk, []).append(pk)
    own = {"own": "1"} if tier == _TIERS[0] else {}
    return {
        key: (Part(place_label(inside[key]), {"at": inside[key].code, **own}), pks)
        for key, pks in groups.items()
    }


def cells_of(
    chosen: Chosen, figure: Figure, parts: Mapping[int, tuple[Part, Collection[int]]]
) -> tuple[Cells, Cells]:
    """How many of each domain each procuratorate has, now and before."""
    group = {pk: key for key, (_part, pks) in parts.items() for pk in pks}
    told: list[dict[tuple[Any, Any], int]] = []
    for period in (chosen.period, chosen.period.before):
        selection = replace(chosen.selection, period=period)
        found: dict[tuple[Any, Any], int] = {}
        for (place, domain), count in crossed(
            chosen.actor, selection, figure.code, "place", "domain"
        ).items():
            at = (group[place], domain)
            found[at] = found.get(at, 0) + count
        told.append(found)
    return told[0], told[1]


def matrix_of(
    chosen: Chosen,
    figure: Figure,
    domains: Mapping[str, Part],
    places: Mapping[int, Part],
    cells: Cells,
) -> Matrix:
    totals = summed(cells, 1)

    def cell(count: int, label: str, *parts: Part) -> Cell:
        changes = {name: value for part in parts for name, value in part.changes.items()}
        return Cell(count, url_of(chosen, figure, count, changes), label)

    rows = []
    for value, domain in domains.items():
        found = [
            cell(cells.get((pk, value), 0), place.label, place, domain)
            for pk, place in places.items()
        ]
        total = cell(totals.get(value, 0), domain.label, domain)
        rows.append(Row(domain.label, found, total, sum(not each.number for each in found)))
    without = [sum(not cells.get((pk, value), 0) for value in domains) for pk in places]
    return Matrix([place.label for place in places.values()], rows, without)


def url_of(chosen: Chosen, figure: Figure, count: int, changes: Mapping[str, str]) -> str:
    """The list behind a number; none behind nothing."""
    return rows_url(chosen, figure, **changes) if count else ""
