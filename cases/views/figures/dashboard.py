"""Figures of supervision: the dashboard, the list behind each number, and the nightly check.

First what is remarkable, in sentences, and one chart; then the numbers, in tables. A chart is drawn
from the table it stands for and says nothing that the table does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from cases.models import Alert, Case, Clue, Reconciliation
from cases.models.alert import ALERTED_POSTS
from cases.statistics.figure import GROUP_LABELS, Figure
from cases.statistics.figure import Group as Part
from cases.statistics.figures import FIGURES
from cases.statistics.numbers import numbers, rows_of
from cases.statistics.periods import text_of
from cases.statistics.remarkable import RULE
from cases.statistics.tally import NIL, Sum
from cases.views.access import page
from cases.views.figures.chosen import Chosen, chosen_of, organ_filter, period_label
from cases.views.figures.parts import parts_of, rows_url
from cases.views.figures.remarks import remarks_of
from cases.views.filters import FilterBar
from cases.views.forms.options import target_kind
from pilit.law.errors import NotFound
from pilit.web.htmx import respond
from pilit.web.paging import Count, Ordering, capped_count, page_of

NEWEST = {"newest": Ordering(descending=True)}
FIRST_SHOWN = "cases_filed"
CHECKS_SHOWN = 30
DRAWN = (Part.LOOK_BACKS, Part.LITIGATION)
"""The parts of the main table that a chart is drawn of."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in the main table, with that of the period before."""

    figure: Figure
    now: Sum
    before: Sum
    url: str
    url_before: str
    url_parts: str

    @property
    def is_money(self) -> bool:
        """Whether yuan are compared, and not rows."""
        return self.figure.amount is not None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is counted in either period."""
        return self.now == NIL == self.before

    @property
    def change(self) -> int | Decimal:
        """By how much it is more than before."""
        if self.is_money:
            return self.now.amount - self.before.amount
        return self.now.count - self.before.count


@page
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The figures of a person's procuratorates, each with the period before and its list."""
    chosen = chosen_of(request)
    figure = figure_of(request)
    groups = groups_of(chosen)
    picture = f"{reverse('cases:figures_picture', args=['parts'])}?"
    context = {
        "chosen": chosen,
        "bar": FilterBar(chosen.filters),
        "period": period_label(chosen.period),
        "period_before": period_label(chosen.period.before),
        "remarks": list(remarks_of(chosen, [line for _label, lines in groups for line in lines])),
        "remarks_rule": RULE,
        "groups": [Group.of(label, lines) for label, lines in groups],
        "figure": figure,
        "parts": list(parts_of(chosen, figure)),
        "picture_url": picture + chosen.query(figure=figure.code),
        "groups_url": f"{reverse('cases:figures_picture', args=['groups'])}?{chosen.query()}",
        "checked": Reconciliation.objects.first(),
        "alerts": open_alerts(chosen.actor),
        "export_url": f"{reverse('cases:figures_export')}?{chosen.query()}",
        "balance_url": f"{reverse('cases:figures_balance')}?{chosen.query()}",
        "overdue_url": f"{reverse('cases:figures_overdue')}?{chosen.query()}",
        "stages_url": f"{reverse('cases:figures_stages')}?{chosen.query()}",
    }
    return respond(request, "cases/figures/dashboard.html", context, fragment="figures")


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the main table; what is nothing in both periods is only named. Verdicts and
    outcomes are a structure, and so a chart.
    """

    code: str
    label: str
    lines: list[Line]
    nothing: list[Line]

    @property
    def is_drawn(self) -> bool:
        """Whether a chart stands above it."""
        return self.code in DRAWN and len(self.lines) > 1

    @classmethod
    def of(cls, label: str, lines: list[Line]) -> Self:
        """The lines of a group, told apart."""
        return cls(
            lines[0].figure.group.value,
            label,
            [line for line in lines if not line.is_nothing],
            [line for line in lines if line.is_nothing],
        )


def figure_of(request: HttpRequest) -> Figure:
    """The figure that is told apart."""
    return FIGURES.get(request.GET.get("figure", ""), FIGURES[FIRST_SHOWN])


def open_alerts(actor: Actor) -> Count | None:
    """How many alerts wait for a person; ``None`` for who is not alerted."""
    if actor.holds(*ALERTED_POSTS) is None:
        return None
    return capped_count(Alert.objects.visible_to(actor).open())


@page
@require_safe
def figure_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows that a number counts."""
    chosen, figure = chosen_of(request), FIGURES.get(code)
    if figure is None or not chosen.opens:
        raise NotFound
    rows = rows_of(figure, chosen.actor, chosen.selection)
    organ = organ_filter(request.GET)
    if organ.value:
        rows = rows.filter(**{f"{figure.organ}__code": organ.value})
    listed = figure.with_amount(rows).select_related(figure.path("procuratorate"), *joined(figure))
    found = page_of(listed, NEWEST, "newest", request.GET.get("cursor", ""))
    context = {
        "chosen": chosen,
        "figure": figure,
        "bar": FilterBar([*chosen.filters, organ] if organ.value else chosen.filters),
        "period": period_label(chosen.period),
        "page": found,
        "rows": [listed_row(figure, row) for row in found.rows],
        "count": capped_count(rows),
        "back": f"{reverse('cases:figures')}?{chosen.query()}",
    }
    return respond(request, "cases/figures/rows.html", context, fragment="list")


@page
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What every figure counts, in words."""
    chosen_of(request)
    groups = [
        (label, [figure for figure in FIGURES.values() if figure.group == group])
        for group, label in GROUP_LABELS.items()
    ]
    return respond(request, "cases/figures/definitions.html", {"groups": groups})


@page
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """The nightly checks of the figures against the clues and cases themselves."""
    chosen_of(request)
    rows = Reconciliation.objects.all()[:CHECKS_SHOWN]
    return respond(request, "cases/figures/checks.html", {"rows": rows})


def groups_of(chosen: Chosen) -> list[tuple[str, list[Line]]]:
    """The main table; by two statements."""
    now = numbers(chosen.actor, chosen.selection, chosen.period, "domain")
    before = numbers(chosen.actor, chosen.selection, chosen.period.before, "domain")
    lines = [_line(chosen, figure, now, before) for figure in FIGURES.values()]
    return [
        (label, [line for line in lines if line.figure.group == group])
        for group, label in GROUP_LABELS.items()
    ]


def _line(
    chosen: Chosen,
    figure: Figure,
    now: Mapping[tuple[str, Any], Sum],
    before: Mapping[tuple[str, Any], Sum],
) -> Line:
    earlier = chosen.period.before
    months = {"from": text_of(earlier.first), "to": text_of(earlier.last)}
    page_url = reverse("cases:figures")
    return Line(
        figure=figure,
        now=_total(figure, now),
        before=_total(figure, before),
        url=rows_url(chosen, figure),
        url_before=rows_url(chosen, figure, **months),
        url_parts=f"{page_url}?{chosen.query(figure=figure.code)}#parts",
    )


def _total(figure: Figure, found: Mapping[tuple[str, Any], Sum]) -> Sum:
    total = NIL
    for (name, _value), number in found.items():
        if name == figure.code:
            total = total.plus(number)
    return total


@dataclass(frozen=True, slots=True)
class Listed:
    """A row behind a number: the clue or case it belongs to, its day and its yuan."""

    target: Clue | Case
    url: str
    day: Any
    yuan: Decimal

    @property
    def kind(self) -> str:
        """The word for the target in addresses."""
        return target_kind(self.target)

    @property
    def anchor(self) -> str:
        """Its place in the list; of several rows of one case that of the first."""
        return f"{self.kind}{self.target.pk}"


def joined(figure: Figure) -> list[str]:
    """The row that has the day, where it is another than the row counted."""
    place, _sign, _field = figure.on.rpartition("__")
    return [place] if place else []


def listed_row(figure: Figure, row: Any) -> Listed:
    """A row as the list shows it."""
    target = _along(row, figure.owner)
    name = "cases:case" if isinstance(target, Case) else "cases:clue"
    return Listed(
        target=target,
        url=reverse(name, kwargs={"number": target.number}),
        day=_along(row, figure.on),
        yuan=row.yuan,
    )


def _along(row: Any, path: str) -> Any:
    for name in path.split("__") if path else ():
        row = getattr(row, name)
    return row
