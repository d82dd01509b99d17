"""The numbers of the dashboard, and the rows behind each: both from the one definition.

Numbers come from rollups and deltas, rows from the tables. A person recused from a case has neither
its rows in a list nor, therefore, the case in a number.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models import Sum as Total
from django.utils import timezone

from agencies.actor import Actor
from cases.models import Case, Clue, FigureDelta, FigureRollup, Recusal
from cases.statistics.figure import Figure
from cases.statistics.periods import Period
from cases.statistics.scope import Area
from cases.statistics.tally import NIL, Cells, Sum, count

#: By what numbers are told apart, and how a cell calls it.
DIMENSIONS = {"place": "procuratorate", "month": "month", "kind": "kind", "domain": "domain"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What is counted: where, when, and of which kind and domain; empty for all."""

    area: Area
    period: Period
    kind: str = ""
    domain: str = ""


def numbers(
    actor: Actor, chosen: Selection, period: Period, by: str, figure: str = ""
) -> dict[tuple[str, Any], Sum]:
    """The figures, or one of them, told apart by a dimension: by one statement, and for those who
    are recused from a case a second.
    """
    found = _counted(actor, chosen, period, (DIMENSIONS[by],), figure)
    return {(name, value): number for (name, value), number in found.items()}


def crossed(
    actor: Actor, chosen: Selection, figure: str, one: str, other: str
) -> dict[tuple[Any, Any], int]:
    """How many rows a figure counts, told apart by two dimensions at once: by as many statements
    as :func:`numbers`.
    """
    columns = (DIMENSIONS[one], DIMENSIONS[other])
    found = _counted(actor, chosen, chosen.period, columns, figure)
    return {(first, second): number.count for (_name, first, second), number in found.items()}


def _counted(
    actor: Actor, chosen: Selection, period: Period, columns: Sequence[str], figure: str
) -> dict[tuple[Any, ...], Sum]:
    """The figures told apart by columns of the cells: those stored, without what is hidden."""
    found: dict[tuple[Any, ...], Sum] = {}
    for *told, number, yuan in _stored(chosen, period, columns, figure):
        at = tuple(told)
        found[at] = found.get(at, NIL).plus(Sum(number, yuan))
    for key, hidden in _hidden(actor, chosen.area).items():
        if figure in ("", key.figure) and _fits(chosen, period, key):
            at = (key.figure, *(getattr(key, column) for column in columns))
            found[at] = found.get(at, NIL).plus(hidden, -1)
    return {at: number for at, number in found.items() if number != NIL}


def _stored(
    chosen: Selection, period: Period, columns: Sequence[str], figure: str
) -> QuerySet[Any, Any]:
    wanted = chosen.area.of_cells() & Q(month__range=(period.first, period.last))
    for name, value in (("kind", chosen.kind), ("domain", chosen.domain), ("figure", figure)):
        if value:
            wanted &= Q(**{name: value})
    parts = [
        table._default_manager.filter(wanted)
        .values_list("figure", *columns)
        .annotate(number=Total("count"), yuan=Total("amount"))
        for table in (FigureRollup, FigureDelta)
    ]
    return parts[0].union(parts[1], all=True)


def _fits(chosen: Selection, period: Period, key: Any) -> bool:
    return (
        key.month in period and chosen.kind in ("", key.kind) and chosen.domain in ("", key.domain)
    )


def _hidden(actor: Actor, area: Area) -> Cells:
    """What the cases of an area count for that the actor is recused from."""
    recused = Recusal.objects.filter(area.of_targets("case"), person=actor.user)
    cases = set(recused.values_list("case", flat=True)) if actor.user else set()
    if not cases:
        return {}
    clues = Clue.objects.filter(area.of_targets(), cases__in=cases)
    seen = Clue.objects.exclude_recused(actor)
    return count(set(clues.exclude(pk__in=seen.values("pk")).values_list("pk", flat=True)), cases)


def rows_of(figure: Figure, actor: Actor, chosen: Selection) -> QuerySet[Any]:
    """The rows a number counts that the actor may see: as many as the number says."""
    wanted = chosen.area.of_targets(figure.owner)
    wanted &= between(figure, chosen.period.first, chosen.period.end)
    if chosen.domain:
        wanted &= Q(**{figure.path("domain"): chosen.domain})
    if chosen.kind:
        wanted &= Q(pk__in=()) if figure.of_clues else Q(**{figure.path("kind"): chosen.kind})
    if figure.of_clues:
        return figure.rows().filter(wanted, pk__in=Clue.objects.visible_to(actor).values("pk"))
    seen = Case.objects.internal_to(actor).values("pk")
    return figure.rows().filter(wanted, **{f"{figure.owner or 'pk'}__in": seen})


def between(figure: Figure, first: dt.date, end: dt.date) -> Q:
    """The rows of a figure whose day is ``first`` or a later one before ``end``, Beijing dates."""
    low, high = _start(figure, first), _start(figure, end)
    return Q(**{f"{figure.on}__gte": low, f"{figure.on}__lt": high})


def _start(figure: Figure, day: dt.date) -> dt.date:
    return timezone.make_aware(dt.datetime.combine(day, dt.time())) if figure.is_moment else day
