"""How evenly the work is spread over domains, kinds and procuratorates, and where there is none
(Opinions 3(2)).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.models import Level, Organisation
from cases.domain.vocabulary import CASE_KIND_LABELS, DOMAIN_LABELS
from cases.statistics.balance import (
    LEAST_OF_WHOLE,
    MEASURES,
    READINGS,
    Concentration,
    Weight,
    concentration,
    summed,
    weights,
)
from cases.statistics.figure import Figure
from cases.statistics.figures import FIGURES
from cases.statistics.numbers import Selection, numbers
from cases.statistics.periods import text_of
from cases.statistics.scope import Area
from cases.views.access import page
from cases.views.figures.chosen import Chosen, chosen_of, period_label
from cases.views.figures.matrix import Matrix, Part, cells_of, matrix_of, places_of, url_of
from cases.views.figures.parts import rows_url
from cases.views.filters import FilterBar, choice_filter
from pilit.law.texts import N_
from pilit.web.htmx import respond
from pilit.web.texts import translated

#: The figures whose spread is asked for: one of each stage, and all of rows.
SPREAD: Final = (
    "cases_filed",
    "clues_registered",
    "recommendations_served",
    "suits_filed",
    "cases_closed",
)
_EVERYBODY: Final = Actor.anonymous()


@dataclass(frozen=True, slots=True)
class Line:
    """A part of the work: how many, its share here and in the whole, and the list behind it."""

    label: str
    weight: Weight
    url: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The work told apart one way, and how concentrated it is, now and in the period before."""

    code: str
    heading: str
    against: str
    lines: list[Line]
    now: Concentration
    before: Concentration

    @property
    def reading(self) -> str:
        """What the measure says, as a message id."""
        return READINGS[self.now.reading]


@dataclass(frozen=True, slots=True)
class Balance:
    """What the page shows, its picture and its workbook too."""

    chosen: Chosen
    figure: Figure
    above: str
    spreads: list[Spread]
    matrix: Matrix

    @property
    def url(self) -> str:
        """The list of all that is counted."""
        return rows_url(self.chosen, self.figure)

    @property
    def url_before(self) -> str:
        """The list of all that was counted in the period before."""
        past = self.chosen.period.before
        months = {"from": text_of(past.first), "to": text_of(past.last)}
        return rows_url(self.chosen, self.figure, **months)


@page
@require_safe
def balance(request: HttpRequest) -> HttpResponse:
    """The spread of one figure, against the whole and the period before."""
    found = balance_of(request)
    chosen = found.chosen
    options = {code: FIGURES[code].label for code in SPREAD[1:]}
    figure = choice_filter("figure", N_("Figure"), request.GET, options, FIGURES[SPREAD[0]].label)
    query = chosen.query(figure=figure.value)
    context = {
        "found": found,
        "chosen": chosen,
        "bar": FilterBar([figure, *(each for each in chosen.filters if each.name != "domain")]),
        "period": period_label(chosen.period),
        "period_before": period_label(chosen.period.before),
        "least": LEAST_OF_WHOLE,
        "measures": MEASURES,
        "figures_url": f"{reverse('cases:figures')}?{chosen.query()}",
        "export_url": f"{reverse('cases:figures_sheets', args=['balance'])}?{query}",
        "picture_url": f"{reverse('cases:figures_picture', args=['balance'])}?{query}",
    }
    return respond(request, "cases/figures/balance.html", context, fragment="balance")


def balance_of(request: HttpRequest) -> Balance:
    """What a request asks for; of all domains, whichever the figures were narrowed to."""
    chosen = chosen_of(request)
    chosen = replace(chosen, selection=replace(chosen.selection, domain=""))
    code = request.GET.get("figure", "")
    figure = FIGURES[code if code in SPREAD else SPREAD[0]]
    above = _above(chosen)
    parts = places_of(chosen)
    cells, before = cells_of(chosen, figure, parts)
    domains = {
        each.value: Part(translated(text), {"domain": each.value})
        for each, text in DOMAIN_LABELS.items()
    }
    kinds = {
        each.value: Part(translated(text), {"kind": each.value})
        for each, text in CASE_KIND_LABELS.items()
    }
    by_domain = summed(cells, 1), summed(before, 1)
    spreads = [_spread(chosen, figure, "domain", domains, by_domain, above)]
    if not figure.of_clues and not chosen.selection.kind:
        by_kind = _by_kind(chosen.actor, chosen.selection, figure)
        earlier = replace(chosen.selection, period=chosen.period.before)
        told = by_kind, _by_kind(chosen.actor, earlier, figure)
        spreads.append(_spread(chosen, figure, "kind", kinds, told, above))
    places = {key: part for key, (part, _pks) in parts.items()}
    if len(places) > 1:
        by_place = summed(cells, 0), summed(before, 0)
        spreads.append(_spread(chosen, figure, "place", places, by_place, None))
    matrix = matrix_of(chosen, figure, domains, places, cells)
    return Balance(chosen, figure, above.name if above else "", spreads, matrix)


_HEADINGS: Final = {
    "domain": N_("By domain"),
    "kind": N_("By kind"),
    "place": N_("By procuratorate"),
}


def _spread(
    chosen: Chosen,
    figure: Figure,
    code: str,
    parts: Mapping[Any, Part],
    told: tuple[Mapping[Any, int], Mapping[Any, int]],
    above: Organisation | None,
) -> Spread:
    now, before = told
    whole = None if above is None else _whole(chosen, figure, above, code)
    weighed = weights(tuple(parts), now, whole)
    lines = [
        Line(part.label, weighed[key], url_of(chosen, figure, weighed[key].count, part.changes))
        for key, part in parts.items()
    ]
    return Spread(
        code,
        translated(_HEADINGS[code]),
        _("Even spread") if above is None else above.short_name,
        lines,
        concentration((now.get(key, 0) for key in parts), len(parts)),
        concentration((before.get(key, 0) for key in parts), len(parts)),
    )


def _above(chosen: Chosen) -> Organisation | None:
    """The whole that a part is held against: what is above it; of a whole of which only the top is
    chosen, that whole. ``None`` at the very top and for those with several seats.
    """
    if len(chosen.selection.area.roots) != 1:
        return None
    pk = chosen.selection.area.roots[0][1]
    place = chosen.places[pk]
    return place if chosen.own and place.level != Level.DISTRICT else place.parent


def _whole(chosen: Chosen, figure: Figure, above: Organisation, by: str) -> Mapping[Any, int]:
    """The whole, in which nobody's recusals are left out: no single case is told of it."""
    selection = replace(chosen.selection, area=Area.under([above]))
    found = numbers(_EVERYBODY, selection, selection.period, by, figure.code)
    return {value: number.count for (_code, value), number in found.items()}


def _by_kind(actor: Actor, selection: Selection, figure: Figure) -> dict[Any, int]:
    found = numbers(actor, selection, selection.period, "kind", figure.code)
    return {value: number.count for (_code, value), number in found.items()}
