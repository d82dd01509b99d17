"""Open and overdue duties by age, by whose duty it is, by what is to be done and by procuratorate;
and the rows behind each number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import OrganisationKind
from cases.domain.rulebook import all_rules
from cases.models import Case, Clue, Deadline
from cases.statistics.overdue import AGES, DEFINITION, DUTIES, LATE, ages, narrowed, waiting
from cases.views.access import page
from cases.views.ask_many import may_ask
from cases.views.figures_chosen import Chosen, chosen_of, organ_filter, place_label
from cases.views.filters import Filter, FilterBar, choice_filter
from cases.views.form_options import target_kind
from cases.views.wording import deadline_label
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import translated

ORGANS_SHOWN = 20
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
    """How many of each age in one part, and how many of them are overdue."""

    label: str
    counts: list[Count]
    late: Count


@dataclass(frozen=True, slots=True)
class Table:
    """The duties told apart one way."""

    code: str
    heading: str
    column: str
    lines: list[Line]


@page
@require_safe
def overdue(request: HttpRequest) -> HttpResponse:
    """What waits to be done and what is overdue; by three statements."""
    chosen = chosen_of(request)
    rows = waiting(chosen.actor, chosen.selection.area, chosen.opens)
    places = {row.pk: row for row in chosen.places.values()}
    tables = [
        Table(
            "duty",
            _("By whose duty it is"),
            _("Whose duty"),
            _lines(chosen, rows, "responsible__kind", duty_label, lambda kind: {"duty": kind}),
        ),
        Table(
            "code",
            _("By what is to be done"),
            _("Period"),
            _lines(chosen, rows, "code", deadline_label, lambda code: {"code": code}),
        ),
    ]
    if len(places) > 1:
        lines = _lines(
            chosen,
            rows,
            "place",
            lambda pk: place_label(places[pk]),
            lambda pk: {"at": places[pk].code, "own": "1"},
        )
        tables.append(Table("place", _("By procuratorate"), _("Procuratorate"), lines))
    if chosen.opens:
        tables.append(_by_organ(chosen, rows))
    context = {
        "chosen": chosen,
        "bar": FilterBar([each for each in chosen.filters if each.name in PLACED]),
        "ages": list(AGES.values()),
        "tables": tables,
        "definition": DEFINITION,
        "figures_url": f"{reverse('cases:figures')}?{_query(chosen)}",
    }
    return respond(request, "cases/figures/overdue.html", context, fragment="overdue")


@page
@require_safe
def overdue_rows(request: HttpRequest) -> HttpResponse:
    """The duties behind a number of the page above."""
    chosen = chosen_of(request)
    if not chosen.opens:
        raise NotFound
    query = request.GET
    age = choice_filter(
        "age",
        N_("Age"),
        query,
        {LATE: N_("Overdue"), **{each.code: each.label for each in AGES.values()}},
    )
    duty = choice_filter("duty", N_("Whose duty"), query, _duties())
    code = choice_filter(
        "code", N_("Period"), query, {rule.code: rule.label for rule in all_rules()}
    )
    organ = organ_filter(query)
    rows = narrowed(
        waiting(chosen.actor, chosen.selection.area, chosen.opens),
        chosen.today,
        age=age.value,
        duty=duty.value,
        code=code.value,
        organ=organ.value,
    )
    listed = rows.select_related("case__procuratorate", "clue__procuratorate", "responsible")
    found = page_of(listed, OLDEST, "oldest", query.get("cursor", ""))
    bar: list[Filter] = [each for each in chosen.filters if each.name in PLACED]
    context = {
        "bar": FilterBar([*bar, age, duty, code, *([organ] if organ.value else [])]),
        "page": found,
        "rows": [_waited(row) for row in found.rows],
        "may_ask": may_ask(chosen.actor),
        "count": capped_count(rows),
        "today": chosen.today,
        "back": f"{reverse('cases:figures_overdue')}?{_query(chosen)}",
    }
    return respond(request, "cases/figures/overdue_rows.html", context, fragment="list")


def _by_organ(chosen: Chosen, rows: QuerySet[Deadline]) -> Table:
    """The organs with most overdue: where it is they who cause the delay."""
    owed = rows.filter(responsible__kind=OrganisationKind.ORGAN)
    names = dict(owed.order_by().values_list("responsible__code", "responsible__short_name"))
    lines = _lines(
        chosen, owed, "responsible__code", lambda code: names[code], lambda code: {"organ": code}
    )
    return Table("organ", _("By organ, those with most overdue"), _("Organ"), lines[:ORGANS_SHOWN])


def duty_label(kind: str) -> str:
    """Whose duty something is, by the kind of organisation."""
    return translated(_duties()[kind])


def _duties() -> dict[str, str]:
    return {each.value: str(DUTIES.get(each, each.label)) for each in OrganisationKind}


def _lines(
    chosen: Chosen,
    rows: QuerySet[Deadline],
    by: str,
    label: Callable[[Any], str],
    changes: Callable[[Any], dict[str, str]],
) -> list[Line]:
    found = ages(rows, chosen.today, by)
    lines = [_line(chosen, label(value), counts, changes(value)) for value, counts in found.items()]
    return sorted(lines, key=lambda line: (-line.late.number, line.label))


def _line(chosen: Chosen, label: str, counts: Mapping[str, int], changes: dict[str, str]) -> Line:
    late = sum(counts[age.code] for age in AGES.values() if age.least)
    return Line(
        label,
        [
            Count(counts[code], _url(chosen, {**changes, "age": code}), age.label)
            for code, age in AGES.items()
        ],
        Count(late, _url(chosen, {**changes, "age": LATE})),
    )


def _query(chosen: Chosen, **changes: str) -> str:
    return chosen.query(**{"from": "", "to": "", "kind": "", "domain": ""}, **changes)


def _url(chosen: Chosen, changes: dict[str, str]) -> str:
    if not chosen.opens:
        return ""
    return f"{reverse('cases:figures_overdue_rows')}?{_query(chosen, **changes)}"


@dataclass(frozen=True, slots=True)
class Waited:
    """A duty in the list: what is to be done, by whom, in which clue or case."""

    row: Deadline
    target: Clue | Case
    url: str
    label: str

    @property
    def kind(self) -> str:
        """The word for the target in addresses."""
        return target_kind(self.target)

    @property
    def anchor(self) -> str:
        """Its place in the list."""
        return f"d{self.row.pk}"


def _waited(row: Deadline) -> Waited:
    if row.case is not None:
        url = reverse("cases:case", kwargs={"number": row.case.number})
        return Waited(row, row.case, url, deadline_label(row.code))
    if row.clue is None:
        raise LookupError("a deadline of nothing")
    url = reverse("cases:clue", kwargs={"number": row.clue.number})
    return Waited(row, row.clue, url, deadline_label(row.code))
