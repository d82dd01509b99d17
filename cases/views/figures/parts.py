"""A figure told apart by procuratorate, month, domain, kind and organ, each beside the period
before; and, where the seats are known, as a map.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.db.models import Sum as Total
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.vocabulary import CASE_KIND_LABELS, DOMAIN_LABELS
from cases.statistics.figure import Figure
from cases.statistics.numbers import Selection, numbers, rows_of
from cases.statistics.periods import Period, moved, text_of
from cases.statistics.tally import NIL, Sum
from cases.views.figures.chosen import Chosen, month_label, place_label
from cases.views.figures.district_map import FigureMap, figure_map
from pilit.web.texts import translated

ORGANS_SHOWN: Final = 20

type Told = Mapping[Any, Sum]


@dataclass(frozen=True, slots=True)
class Part:
    """What a figure is in one month, place, kind, domain or organ, now and before; sizes are what
    a chart draws: rows, or the yuan of a figure about money.
    """

    label: str
    number: Sum
    before: Sum
    size: Decimal
    size_before: Decimal
    url: str
    url_before: str


@dataclass(frozen=True, slots=True)
class Parts:
    """A figure told apart one way; ``note`` says where not all is shown."""

    code: str
    heading: str
    rows: list[Part]
    map: FigureMap | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Value:
    """One month, place, kind, domain or organ: its name, what the address says of it."""

    label: str
    changes: Mapping[str, str]
    changes_before: Mapping[str, str]


def rows_url(chosen: Chosen, figure: Figure, **changes: str) -> str:
    """The list behind a number; empty for those who see no case."""
    if not chosen.opens:
        return ""
    return f"{reverse('cases:figure', kwargs={'code': figure.code})}?{chosen.query(**changes)}"


def parts_of(chosen: Chosen, figure: Figure) -> Iterator[Parts]:
    """A figure by procuratorate, month, domain, kind and organ; by two statements each."""
    domains = {each.value: (text, "domain") for each, text in DOMAIN_LABELS.items()}
    kinds = {each.value: (text, "kind") for each, text in CASE_KIND_LABELS.items()}
    if len(chosen.places) > 1:
        yield _by_place(chosen, figure)
    yield _by_month(chosen, figure)
    yield _by_label(chosen, figure, "domain", _("By domain"), domains)
    if not figure.of_clues:
        yield _by_label(chosen, figure, "kind", _("By kind"), kinds)
    if chosen.opens:
        yield _by_organ(chosen, figure)


def _by_place(chosen: Chosen, figure: Figure) -> Parts:
    values = {
        row.pk: _same(chosen, place_label(row), at=row.code, own="1")
        for row in chosen.places.values()
    }
    now, before = _told(chosen, figure, "place")
    rows = _rows(chosen, figure, values, now, before)
    sizes = {pk: _size(figure, number) for pk, number in now.items() if pk in values}
    return Parts("place", _("By procuratorate"), rows, figure_map(chosen.places, sizes))


def _by_month(chosen: Chosen, figure: Figure) -> Parts:
    length = chosen.period.length
    earlier = {month: moved(month, -length) for month in chosen.period.months()}
    values = {
        month: _Value(
            month_label(month),
            {"from": text_of(month), "to": text_of(month)},
            {"from": text_of(past), "to": text_of(past)},
        )
        for month, past in earlier.items()
    }
    now, told = _told(chosen, figure, "month")
    before = {month: told[past] for month, past in earlier.items() if past in told}
    # A month without any is part of the line.
    whole = dict.fromkeys(values, NIL) | dict(now) if now or before else now
    return Parts("month", _("By month"), _rows(chosen, figure, values, whole, before))


def _by_label(
    chosen: Chosen, figure: Figure, by: str, heading: str, labels: Mapping[str, tuple[str, str]]
) -> Parts:
    values = {
        value: _same(chosen, translated(text), **{name: value})
        for value, (text, name) in labels.items()
    }
    return Parts(by, heading, _rows(chosen, figure, values, *_told(chosen, figure, by)))


def _by_organ(chosen: Chosen, figure: Figure) -> Parts:
    """By the organ concerned, those with most first: of rows, since no cell knows the organ."""
    organ = figure.organ
    rows = _of_organs(chosen, figure, chosen.period)
    found = list(rows.order_by("-number", f"{organ}__code")[: ORGANS_SHOWN + 1])
    shown = found[:ORGANS_SHOWN]
    codes = [row[f"{organ}__code"] for row in shown]
    past = _of_organs(chosen, figure, chosen.period.before).filter(**{f"{organ}__code__in": codes})
    now, before = (
        {row[f"{organ}__code"]: Sum(row["number"], row["sum"] or Decimal(0)) for row in each}
        for each in (shown, past)
    )
    values = {
        row[f"{organ}__code"]: _same(
            chosen, row[f"{organ}__short_name"], organ=row[f"{organ}__code"]
        )
        for row in shown
    }
    note = _("Those with most are shown.") if len(found) > len(shown) else ""
    parts = _rows(chosen, figure, values, now, before)
    return Parts("organ", _("By organ"), parts, note=note)


def _of_organs(chosen: Chosen, figure: Figure, period: Period) -> QuerySet[Any, dict[str, Any]]:
    wanted = chosen.selection
    selection = Selection(wanted.area, period, wanted.kind, wanted.domain)
    rows = figure.with_amount(rows_of(figure, chosen.actor, selection))
    told = rows.filter(**{f"{figure.organ}__isnull": False}).order_by()
    names = (f"{figure.organ}__code", f"{figure.organ}__short_name")
    counted: QuerySet[Any, dict[str, Any]] = told.values(*names).annotate(
        number=Count("pk"), sum=Total("yuan")
    )
    return counted


def _told(chosen: Chosen, figure: Figure, by: str) -> tuple[Told, Told]:
    """The figure now and before, by the values of a dimension."""
    now, before = (
        {
            value: number
            for (_code, value), number in numbers(
                chosen.actor, chosen.selection, period, by, figure.code
            ).items()
        }
        for period in (chosen.period, chosen.period.before)
    )
    return now, before


def _same(chosen: Chosen, label: str, **changes: str) -> _Value:
    """A value that is the same thing in the period before."""
    earlier = chosen.period.before
    months = {"from": text_of(earlier.first), "to": text_of(earlier.last)}
    return _Value(label, changes, {**changes, **months})


def _rows(
    chosen: Chosen, figure: Figure, values: Mapping[Any, _Value], now: Told, before: Told
) -> list[Part]:
    present = [value for value in values if value in now or value in before]
    pairs = [(now.get(value, NIL), before.get(value, NIL)) for value in present]
    return [
        Part(
            values[value].label,
            one,
            other,
            _size(figure, one),
            _size(figure, other),
            rows_url(chosen, figure, **values[value].changes),
            rows_url(chosen, figure, **values[value].changes_before),
        )
        for value, (one, other) in zip(present, pairs, strict=True)
    ]


def _size(figure: Figure, number: Sum) -> Decimal:
    return number.amount if figure.amount is not None else Decimal(number.count)
