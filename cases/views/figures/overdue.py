"""Open and overdue duties by age, by whose duty it is, by what is to be done and by procuratorate;
and the rows behind each number.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import OrganisationKind
from cases.models import Deadline
from cases.statistics.overdue import (
    AGES,
    DEFINITION,
    DEFINITION_BEFORE,
    DEFINITION_DAYS,
    DUTIES,
    LATE,
    Aged,
    ages,
    late_by,
    narrowed,
    waiting,
)
from cases.statistics.periods import month_earlier
from cases.views.access import page
from cases.views.figures.chosen import Chosen, chosen_of, place_label
from cases.views.filters import FilterBar
from cases.views.wording import deadline_label
from pilit.web.htmx import respond
from pilit.web.paging import Ordering
from pilit.web.texts import translated

ORGANS_SHOWN = 20
_ALL = Q()
OLDEST = {"oldest": Ordering("due_on")}
PLACED = ("at", "own")
"""What the filters of figures narrow here: no month, kind or domain."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number and the rows behind it; no address for those who see no case."""

    number: int
    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """How many of each age in one part; how many of them are overdue, now and a month ago; and for
    how many days half and nine tenths of them are over at most.
    """

    label: str
    counts: list[Count]
    late: Count
    before: Count
    aged: Aged


@dataclass(frozen=True, slots=True)
class Table:
    """The duties told apart one way."""

    code: str
    heading: str
    column: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Way:
    """A column that duties are told apart by: what its values are called, and what the address
    says of them.
    """

    by: str
    label: Callable[[Any], str]
    changes: Callable[[Any], dict[str, str]]


@page
@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """What waits to be done and what is overdue; by two statements a table."""
    chosen = chosen_of(request)
    query = place_query(chosen)
    context = {
        "chosen": chosen,
        "bar": FilterBar([each for each in chosen.filters if each.name in PLACED]),
        "ages": list(AGES.values()),
        "month_ago": month_earlier(chosen.today),
        "tables": tables_of(chosen),
        "definition": DEFINITION,
        "definitions": (DEFINITION_BEFORE, DEFINITION_DAYS),
        "figures_url": f"{reverse('cases:figures')}?{query}",
        "export_url": f"{reverse('cases:figures_sheets', args=['overdue'])}?{query}",
        "picture_url": f"{reverse('cases:figures_picture', args=['overdue'])}?{query}",
    }
    return respond(request, "cases/figures/overdue.html", context, fragment="overdue")


def tables_of(chosen: Chosen) -> list[Table]:
    """The duties by whose they are, by what is to be done, by procuratorate and by organ."""
    places = chosen.places
    duty = _Way("responsible__kind", duty_label, lambda kind: {"duty": kind})
    code = _Way("code", deadline_label, lambda code: {"code": code})
    place = _Way(
        "place",
        lambda pk: place_label(places[pk]),
        lambda pk: {"at": places[pk].code, "own": "1"},
    )
    tables = [
        Table("duty", _("By whose duty it is"), _("Whose duty"), _lines(chosen, duty)),
        Table("code", _("By what is to be done"), _("Period"), _lines(chosen, code)),
    ]
    if len(places) > 1:
        lines = _lines(chosen, place)
        tables.append(Table("place", _("By procuratorate"), _("Procuratorate"), lines))
    if chosen.opens:
        tables.append(_by_organ(chosen))
    return tables


@dataclass(frozen=True, slots=True)
class Late:
    """How many duties are overdue, and how many were a month ago."""

    now: Count
    before: Count


def late_of(chosen: Chosen) -> Late:
    """The overdue duties in short; by two statements."""
    day = month_earlier(chosen.today)
    now, before = (
        narrowed(waiting_in(chosen, on), on or chosen.today, age=LATE).order_by().count()
        for on in (None, day)
    )
    earlier = {"age": LATE, "on": day.isoformat()}
    return Late(Count(now, _url(chosen, {"age": LATE})), Count(before, _url(chosen, earlier)))


def _by_organ(chosen: Chosen) -> Table:
    """The organs with most overdue: where it is they who cause the delay."""
    owed = Q(responsible__kind=OrganisationKind.ORGAN)
    names = dict(
        waiting_in(chosen)
        .filter(owed)
        .order_by()
        .values_list("responsible__code", "responsible__short_name")
    )
    way = _Way("responsible__code", lambda code: names[code], lambda code: {"organ": code})
    lines = _lines(chosen, way, owed)
    return Table("organ", _("By organ, those with most overdue"), _("Organ"), lines[:ORGANS_SHOWN])


def waiting_in(chosen: Chosen, on: dt.date | None = None) -> QuerySet[Deadline]:
    return waiting(chosen.actor, chosen.selection.area, chosen.opens, on)


def duty_label(kind: str) -> str:
    """Whose duty something is, by the kind of organisation."""
    return translated(duties()[kind])


def duties() -> dict[str, str]:
    return {each.value: str(DUTIES.get(each, each.label)) for each in OrganisationKind}


def _lines(chosen: Chosen, way: _Way, wanted: Q = _ALL) -> list[Line]:
    """The lines of a table, those with most overdue first. What waits no more, and was overdue a
    month ago, has none: there is nothing to be done about it.
    """
    day = month_earlier(chosen.today)
    found = ages(waiting_in(chosen).filter(wanted), chosen.today, way.by)
    past = late_by(waiting_in(chosen, day).filter(wanted), day, way.by)
    lines = [
        _line(chosen, way.label(value), aged, past.get(value, 0), way.changes(value))
        for value, aged in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.late.number, line.label))


def _line(chosen: Chosen, label: str, aged: Aged, past: int, changes: dict[str, str]) -> Line:
    earlier = {"age": LATE, "on": month_earlier(chosen.today).isoformat()}
    return Line(
        label,
        [
            Count(aged.counts[code], _url(chosen, {**changes, "age": code}), age.label)
            for code, age in AGES.items()
        ],
        Count(aged.late, _url(chosen, {**changes, "age": LATE})),
        Count(past, _url(chosen, {**changes, **earlier})),
        aged,
    )


def place_query(chosen: Chosen, **changes: str) -> str:
    return chosen.query(**{"from": "", "to": "", "kind": "", "domain": ""}, **changes)


def _url(chosen: Chosen, changes: dict[str, str]) -> str:
    if not chosen.opens:
        return ""
    return f"{reverse('cases:figures_overdue_rows')}?{place_query(chosen, **changes)}"
