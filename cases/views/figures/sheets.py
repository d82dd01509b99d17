"""The tables of the pages beside the dashboard as sheets of a workbook."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from cases.statistics.balance import Concentration
from cases.statistics.overdue import AGES
from cases.statistics.workbook import Sheet, Value
from cases.views.figures.balance import Balance, Spread
from cases.views.figures.chosen import Chosen
from cases.views.figures.overdue import tables_of
from cases.views.figures.stages import lines_of
from pilit.web.texts import translated


def sheets_of_balance(found: Balance) -> Iterator[Sheet]:
    """Each spread, the matrix, and the measures with what they say."""
    figure = translated(found.figure.label)
    for spread in found.spreads:
        heading = (spread.heading, figure, _("Share here (%)"), f"{spread.against} (%)")
        rows = [
            (
                line.label,
                line.weight.count,
                _or_nothing(line.weight.share),
                _or_nothing(line.weight.of_whole),
            )
            for line in spread.lines
        ]
        yield Sheet(spread.heading, heading, rows)
    matrix = found.matrix
    across = (_("Domain"), *matrix.places, _("In all"), _("Procuratorates without any"))
    cells: list[tuple[Value, ...]] = [
        (row.label, *(cell.number for cell in row.cells), row.total.number, row.without)
        for row in matrix.rows
    ]
    yield Sheet(_("Domains and procuratorates"), across, cells)
    measures = (
        _("Concentration"),
        _("Parts"),
        _("Parts without any"),
        _("Index (Herfindahl)"),
        _("Effective number"),
        _("Share of the three largest (%)"),
        _("Reading"),
    )
    yield Sheet(_("Concentration"), measures, [_measures(spread) for spread in found.spreads])


def _measures(spread: Spread) -> tuple[Value, ...]:
    now: Concentration = spread.now
    return (
        spread.heading,
        now.possible,
        now.missing,
        _or_nothing(now.index),
        _or_nothing(now.effective),
        _or_nothing(now.largest),
        translated(spread.reading),
    )


def sheets_of_stages(chosen: Chosen) -> Iterator[Sheet]:
    """The stages, this period and the one before."""
    heading = (
        _("Stage"),
        _("Ended"),
        _("Half took at most (days)"),
        _("Nine in ten took at most (days)"),
        _("Ended in the period before"),
        _("Half took at most, period before (days)"),
        _("Nine in ten took at most, period before (days)"),
        _("Still running"),
        _("Of them running longer than nine in ten"),
        _("What it measures"),
    )
    rows: list[tuple[Value, ...]] = [
        (
            translated(each.stage.label),
            each.now.number,
            _days(each.now.half),
            _days(each.now.nine_tenths),
            each.before.number,
            _days(each.before.half),
            _days(each.before.nine_tenths),
            each.running if each.stage.runs else "",
            each.beyond if each.stage.runs else "",
            translated(each.stage.definition),
        )
        for each in (line.measured for line in lines_of(chosen))
    ]
    yield Sheet(_("How long the stages take"), heading, rows)


def sheets_of_overdue(chosen: Chosen) -> Iterator[Sheet]:
    """The duties, each table a sheet."""
    ages = [translated(age.label) for age in AGES.values()]
    for table in tables_of(chosen):
        heading = (
            table.column,
            *ages,
            _("Overdue in all"),
            _("Overdue a month ago"),
            _("Half over by at most (days)"),
            _("Nine in ten over by at most (days)"),
        )
        rows: list[tuple[Value, ...]] = [
            (
                line.label,
                *(count.number for count in line.counts),
                line.late.number,
                line.before.number,
                _days(line.aged.half),
                _days(line.aged.nine_tenths),
            )
            for line in table.lines
        ]
        yield Sheet(table.heading, heading, rows)


def _or_nothing(value: Decimal | None) -> Value:
    return "" if value is None else value


def _days(length: float | None) -> Value:
    return "" if length is None else Decimal(str(length))
