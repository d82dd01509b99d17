"""What went out from a case: matters of the sorts that stand in its file; and what may be begun."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from agencies.actor import Actor
from cases.actions.offers import beginnings
from cases.models import Case
from cases.sorts import SORTS, Sort
from cases.views.work.rows import page_url


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


@dataclass(frozen=True, slots=True)
class Beginning:
    """A form that begins a matter in a case. ``label`` is a message id."""

    label: str
    url: str


def beginnings_in(case: Case, actor: Actor, at: dt.datetime) -> Iterator[Beginning]:
    """What the actor may begin in a case that is with their procuratorate, as it stands."""
    if all(seat.organisation_id != case.procuratorate_id for seat in actor.seats):
        return
    for sort in SORTS.values():
        names = sort.begun_in(case)
        for offer in beginnings(sort, actor, at) if names else ():
            if offer.name in names and offer.blocked is None:
                url = reverse(sort.form_of(offer.name), query={"case": case.number})
                yield Beginning(offer.label, url)
