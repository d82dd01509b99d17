"""What went out from a case: matters of the sorts that stand in its file."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from agencies.actor import Actor
from cases.models import Case
from cases.sorts import SORTS, Sort
from cases.views.work_rows import page_url


@dataclass(frozen=True, slots=True)
class Raised:
    """One matter: what it is called, where it is, where it stands."""

    row: Any
    about: str

    @property
    def url(self) -> str:
        """Its page."""
        return page_url(self.row)


@dataclass(frozen=True, slots=True)
class RaisedSort:
    """Those of one sort. ``label`` is what they are called together."""

    label: str
    rows: list[Raised]


def raised_in(case: Case, actor: Actor) -> list[RaisedSort]:
    """The matters of a case that the actor may open, by sort; none of a sort without any."""
    found = ((sort, _rows(sort, case, actor)) for sort in SORTS.values())
    return [RaisedSort(_label(sort.model), rows) for sort, rows in found if rows]


def _rows(sort: Sort, case: Case, actor: Actor) -> list[Raised]:
    rows = list(sort.from_case(actor, case))
    titles = sort.headlines(row.pk for row in rows) if rows else {}
    return [Raised(row, titles[row.pk]) for row in rows]


def _label(model: type[Model]) -> str:
    return str(model._meta.verbose_name_plural)
