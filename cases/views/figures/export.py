"""The figures of the dashboard, and the other pages of figures, as XLSX workbooks."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.statistics.figure import Figure
from cases.statistics.figures import FIGURES
from cases.statistics.numbers import numbers
from cases.statistics.periods import text_of
from cases.statistics.tally import NIL, Sum
from cases.statistics.workbook import Sheet, Value, workbook
from cases.views.access import page
from cases.views.figures.balance import balance_of
from cases.views.figures.chosen import Chosen, chosen_of, month_label, period_label, place_label
from cases.views.figures.dashboard import groups_of
from cases.views.figures.sheets import (
    sheets_of_balance,
    sheets_of_overdue,
    sheets_of_stages,
)
from pilit.law.errors import NotFound
from pilit.web.texts import translated
from pilit.web.workbook import MEDIA_TYPE


@page
@require_safe
def figures_export(request: HttpRequest) -> HttpResponse:
    """What the dashboard shows: the figures, by month and by procuratorate, what each counts."""
    chosen = chosen_of(request)
    return _workbook(_("Figures"), chosen, _sheets(chosen))


@page
@require_safe
def figures_sheets(request: HttpRequest, what: str) -> HttpResponse:
    """What another page of figures shows, a sheet for each of its tables."""
    if what == "balance":
        found = balance_of(request)
        return _workbook(_("Balance"), found.chosen, sheets_of_balance(found))
    chosen = chosen_of(request)
    if what == "stages":
        return _workbook(_("How long the stages take"), chosen, sheets_of_stages(chosen))
    if what == "overdue":
        return _workbook(_("Open and overdue duties"), chosen, sheets_of_overdue(chosen))
    raise NotFound


def _workbook(title: str, chosen: Chosen, sheets: Iterable[Sheet]) -> HttpResponse:
    response = HttpResponse(workbook(sheets), content_type=MEDIA_TYPE)
    period = chosen.period
    name = f"{title} {text_of(period.first)} {text_of(period.last)}.xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _sheets(chosen: Chosen) -> Iterator[Sheet]:
    now, before = period_label(chosen.period), period_label(chosen.period.before)
    heading = (_("Figure"), now, _("Yuan"), before, _("Yuan in the period before"))
    rows: list[tuple[Value, ...]] = [
        (
            translated(line.figure.label),
            line.now.count,
            _yuan(line.figure, line.now),
            line.before.count,
            _yuan(line.figure, line.before),
        )
        for _group, lines in groups_of(chosen)
        for line in lines
    ]
    yield Sheet(_("Figures"), heading, rows)
    months = {month: month_label(month) for month in chosen.period.months()}
    yield _by(chosen, _("By month"), "month", months)
    places = {row.pk: place_label(row) for row in chosen.places.values()}
    yield _by(chosen, _("By procuratorate"), "place", places)
    told: list[tuple[Value, ...]] = [
        (_("Counted for"), chosen.place_name),
        *((translated(figure.label), translated(figure.definition)) for figure in FIGURES.values()),
    ]
    yield Sheet(_("Definitions"), (_("Figure"), _("What it counts")), told)


def _by[K](chosen: Chosen, name: str, by: str, values: dict[K, str]) -> Sheet:
    """A row for each value, a column for each figure; of money the yuan."""
    found = numbers(chosen.actor, chosen.selection, chosen.period, by)
    present = {value for _figure, value in found}
    rows: list[tuple[Value, ...]] = [
        (label, *(_number(figure, found.get((figure.code, value), NIL)) for figure in _figures()))
        for value, label in values.items()
        if value in present or by == "month"
    ]
    return Sheet(name, (name, *(translated(figure.label) for figure in _figures())), rows)


def _figures() -> list[Figure]:
    return list(FIGURES.values())


def _number(figure: Figure, number: Sum) -> int | Decimal:
    return number.count if figure.amount is None else number.amount


def _yuan(figure: Figure, number: Sum) -> Value:
    return "" if figure.amount is None else number.amount
