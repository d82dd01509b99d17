"""What the pages of figures count: kept in the address, so that each number can be linked to."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from agencies.actor import Actor
from agencies.models import Level, Organisation
from agencies.request import actor_of
from cases.domain.vocabulary import CASE_KIND_LABELS, DOMAIN_LABELS
from cases.statistics.numbers import Selection
from cases.statistics.periods import Period, month_of, moved, text_of
from cases.statistics.scope import Area, Scope
from cases.views.access import now
from cases.views.filters import Filter, choice_filter, tick_filter
from cases.views.forms.form import Choice
from cases.views.forms.options import region_name
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date

MONTHS_OFFERED = 36


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who asks, what they may ask for, and what they chose of it."""

    actor: Actor
    scope: Scope
    selection: Selection
    today: dt.date
    places: dict[int, Organisation]
    """The procuratorates in the choice, by id."""
    at: str
    own: bool
    filters: tuple[Filter, ...]

    @property
    def opens(self) -> bool:
        """Whether numbers lead to cases."""
        return self.scope.opens

    @property
    def period(self) -> Period:
        """The months counted."""
        return self.selection.period

    @property
    def counted_places(self) -> dict[int, Organisation]:
        """The procuratorates whose numbers these are, by id."""
        area = self.selection.area
        return {pk: place for pk, place in self.places.items() if area.has(place)}

    @property
    def place_name(self) -> str:
        """Whose figures these are."""
        if self.at:
            name = next(row.name for row in self.places.values() if row.code == self.at)
            return _("%(name)s alone") % {"name": name} if self.own else name
        return "、".join(root.name for root in self.scope.roots)

    def query(self, **changes: str) -> str:
        """The address's query that chooses the same, with some parameters changed."""
        chosen = {
            "from": text_of(self.period.first),
            "to": text_of(self.period.last),
            "at": self.at,
            "own": "1" if self.own else "",
            "kind": self.selection.kind,
            "domain": self.selection.domain,
            **changes,
        }
        return urlencode({name: value for name, value in chosen.items() if value})


def chosen_of(request: HttpRequest) -> Chosen:
    """What a request asks for. Raises :class:`NotFound` for those who are shown no figures.

    What is not understood counts as not chosen, as in every list.
    """
    actor, today = actor_of(request), beijing_date(now())
    scope = Scope.of(actor)
    if scope is None:
        raise NotFound
    query = request.GET
    places = {row.pk: row for row in scope.places()}
    place = _place_filter(query, places)
    own = tick_filter("own", N_("Without those below it"), query)
    period = _period(query, today)
    kind = choice_filter(
        "kind", N_("Kind"), query, {each.value: text for each, text in CASE_KIND_LABELS.items()}
    )
    domain = choice_filter(
        "domain", N_("Domain"), query, {each.value: text for each, text in DOMAIN_LABELS.items()}
    )
    at = next((row for row in places.values() if row.code == place.value), None)
    area = scope.area if at is None else _area(at, alone=bool(own.value))
    filters = [*_month_filters(period, today), kind, domain]
    if len(places) > 1:
        filters = [place, *filters, own] if at is not None else [place, *filters]
    return Chosen(
        actor=actor,
        scope=scope,
        selection=Selection(area, period, kind.value, domain.value),
        today=today,
        places=places,
        at=place.value,
        own=bool(own.value and at is not None),
        filters=tuple(filters),
    )


def organ_filter(query: QueryDict) -> Filter:
    """The organ a number was told apart by; there is no choice of all organs."""
    code = query.get("organ", "")
    known = code.replace("-", "").isalnum()
    found = Organisation.objects.filter(code=code).values_list("code", "short_name")
    return choice_filter("organ", N_("Organ"), query, dict(found) if known else {})


def place_label(row: Organisation) -> str:
    """A procuratorate as lists of them name it."""
    return region_name(row) if row.level == Level.DISTRICT else row.short_name


def month_label(month: dt.date) -> str:
    """A month with its year: 2026年3月."""
    return date_format(month, pgettext("format of a month", "M Y"))


def period_label(period: Period) -> str:
    """A period in words."""
    if period.length == 1:
        return month_label(period.first)
    return _("%(first)s to %(last)s") % {
        "first": month_label(period.first),
        "last": month_label(period.last),
    }


def _place_filter(query: QueryDict, places: dict[int, Organisation]) -> Filter:
    return choice_filter(
        "at", N_("Procuratorate"), query, {row.code: place_label(row) for row in places.values()}
    )


def _area(place: Organisation, *, alone: bool) -> Area:
    return Area.only(place) if alone else Area.under([place])


def _period(query: QueryDict, today: dt.date) -> Period:
    usual = Period.year_to(today)
    first = month_of(query.get("from", "")) or usual.first
    last = month_of(query.get("to", "")) or usual.last
    return Period.between(first, last)


def _month_filters(period: Period, today: dt.date) -> list[Filter]:
    """The months from and to which; those chosen are among those offered."""
    latest = today.replace(day=1)
    offered = {moved(latest, -number) for number in range(MONTHS_OFFERED)}
    months = sorted(offered | {period.first, period.last}, reverse=True)
    return [
        Filter(
            name,
            label,
            [Choice(text_of(month), month_label(month), month == value) for month in months],
            text_of(value),
        )
        for name, label, value in (
            ("from", _("From month"), period.first),
            ("to", _("To month"), period.last),
        )
    ]
