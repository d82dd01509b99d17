"""The charts of the figures as PNG pictures: the rows of the table each stands for, drawn by the
server, with title, place, period and source.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.statistics.drawing import AGES as AGE_COLOURS
from cases.statistics.drawing import BEFORE, NOW, Drawing, Row, Series, Shape
from cases.statistics.overdue import AGES
from cases.statistics.picture import MEDIA_TYPE, to_png
from cases.views.access import page
from cases.views.figures.balance import balance_of
from cases.views.figures.chosen import Chosen, chosen_of, period_label
from cases.views.figures.dashboard import Group, figure_of, groups_of
from cases.views.figures.overdue import tables_of
from cases.views.figures.parts import parts_of
from cases.views.figures.stages import lines_of
from pilit.law.errors import NotFound
from pilit.web.texts import full_date, translated

MOST_ROWS: Final = 40
"""Of more rows a picture shows the first; the table has them all."""
FEWEST_POINTS: Final = 3
"""Fewer are no line."""


@page
@require_safe
def figures_picture(request: HttpRequest, what: str) -> HttpResponse:
    """The chart of a table, which ``by`` names where a page has several."""
    drawn = _DRAWN.get(what)
    if drawn is None:
        raise NotFound
    drawing = drawn(request, request.GET.get("by", ""))
    response = HttpResponse(to_png(drawing), content_type=MEDIA_TYPE)
    name = quote(f"{drawing.title}.png")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _parts(request: HttpRequest, by: str) -> Drawing:
    chosen, figure = chosen_of(request), figure_of(request)
    part = next((each for each in parts_of(chosen, figure) if each.code == by), None)
    if part is None:
        raise NotFound
    line = by == "month" and len(part.rows) >= FEWEST_POINTS
    return _drawing(
        chosen,
        (translated(figure.label), part.heading),
        Shape.LINE if line else Shape.BARS,
        _periods(chosen),
        [Row(row.label, (row.size, row.size_before)) for row in part.rows],
    )


def _groups(request: HttpRequest, by: str) -> Drawing:
    chosen = chosen_of(request)
    found = (Group.of(label, lines) for label, lines in groups_of(chosen))
    group = next((each for each in found if each.code == by and each.is_drawn), None)
    if group is None:
        raise NotFound
    rows = [
        Row(translated(line.figure.label), (Decimal(line.now.count), Decimal(line.before.count)))
        for line in group.lines
    ]
    return _drawing(chosen, (translated(group.label),), Shape.BARS, _periods(chosen), rows)


def _stages(request: HttpRequest, _by: str) -> Drawing:
    chosen = chosen_of(request)
    series = (
        Series(_("Half took at most (days)"), NOW),
        Series(_("Nine in ten took at most (days)"), BEFORE),
    )
    rows = [
        Row(
            translated(line.measured.stage.label),
            (_days(line.measured.now.half), _days(line.measured.now.nine_tenths)),
        )
        for line in lines_of(chosen)
    ]
    return _drawing(chosen, (_("How long the stages take"),), Shape.BARS, series, rows)


def _overdue(request: HttpRequest, by: str) -> Drawing:
    chosen = chosen_of(request)
    table = next((each for each in tables_of(chosen) if each.code == by), None)
    if table is None:
        raise NotFound
    ages = [age for age in AGES.values() if age.least]
    series = [
        Series(translated(age.label), colour) for age, colour in zip(ages, AGE_COLOURS, strict=True)
    ]
    rows = [
        Row(line.label, [Decimal(count.number) for count in line.counts[1:]])
        for line in table.lines
        if line.late.number
    ]
    titles = (_("Overdue duties"), table.heading)
    return _drawing(chosen, titles, Shape.STACKED, series, rows, full_date(chosen.today))


def _balance(request: HttpRequest, by: str) -> Drawing:
    found = balance_of(request)
    spread = next((each for each in found.spreads if each.code == by), None)
    if spread is None:
        raise NotFound
    series = (Series(f"{_('Share here')} (%)", NOW), Series(f"{spread.against} (%)", BEFORE))
    rows = [Row(line.label, (line.weight.share, line.weight.of_whole)) for line in spread.lines]
    titles = (translated(found.figure.label), spread.heading, _("Balance"))
    return _drawing(found.chosen, titles, Shape.BARS, series, rows)


_DRAWN: Final[Mapping[str, Callable[[HttpRequest, str], Drawing]]] = {
    "parts": _parts,
    "groups": _groups,
    "stages": _stages,
    "overdue": _overdue,
    "balance": _balance,
}


def _drawing(
    chosen: Chosen,
    titles: tuple[str, ...],
    shape: Shape,
    series: tuple[Series, ...] | list[Series],
    rows: list[Row],
    when: str = "",
) -> Drawing:
    narrowed = [
        each.in_words for each in chosen.filters if each.name in ("kind", "domain") and each.value
    ]
    about = (chosen.place_name, when or period_label(chosen.period), *narrowed)
    source = _("Source: case management of public-interest litigation, as of %(day)s") % {
        "day": full_date(chosen.today)
    }
    return Drawing(" · ".join(titles), " · ".join(about), source, shape, series, rows[:MOST_ROWS])


def _periods(chosen: Chosen) -> tuple[Series, Series]:
    return (
        Series(period_label(chosen.period), NOW),
        Series(period_label(chosen.period.before), BEFORE),
    )


def _days(length: float | None) -> Decimal | None:
    return None if length is None else Decimal(str(length))
