"""Filters of lists: kept in the address, so that a list comes back as it was left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from agencies.actor import Actor
from agencies.models import Level, Organisation, OrganisationKind
from cases.views.forms.form import Choice
from cases.views.forms.options import region_name
from pilit.law.texts import N_
from pilit.web.texts import translated

OPEN, ALL = "", "all"


@dataclass(frozen=True, slots=True)
class Filter:
    """One control of the filter bar."""

    name: str
    label: str
    choices: Sequence[Choice] = ()
    """Empty: a box to tick."""
    value: str = ""

    @property
    def in_words(self) -> str:
        """What is chosen, with the name of the control; of a box its name alone."""
        chosen = next((choice.label for choice in self.choices if choice.chosen), "")
        if not chosen:
            return self.label
        return _("%(name)s: %(value)s") % {"name": self.label, "value": chosen}


def choice_filter(
    name: str, label: str, query: QueryDict, options: Mapping[str, str], first: str = N_("All")
) -> Filter:
    """A filter by one of ``options`` (value to message id); ``first`` stands for no filter."""
    value = query.get(name, "")
    value = value if value in options else ""
    choices = [Choice("", translated(first), value == "")]
    choices += [Choice(key, translated(label_), key == value) for key, label_ in options.items()]
    return Filter(name, translated(label), choices, value)


def state_filter(query: QueryDict, labels: Mapping[str, str]) -> Filter:
    """By state: those worked on (where nothing is said), one state, or all."""
    options = {**labels, ALL: N_("All states")}
    return choice_filter("state", N_("State"), query, options, N_("Being worked on"))


def tick_filter(name: str, label: str, query: QueryDict) -> Filter:
    """A box to tick."""
    return Filter(name, translated(label), (), "1" if query.get(name) == "1" else "")


def district_filter(query: QueryDict, actor: Actor) -> Filter | None:
    """By procuratorate, for those who see more than one."""
    scope = Q()
    for seat in actor.seats_in(OrganisationKind.PROCURATORATE):
        if seat.organisation_level != Level.DISTRICT:
            scope |= Q(**{f"{seat.organisation_level}_id": seat.organisation_id})
    if not scope:
        return None
    rows = (
        Organisation.objects.active()
        .of_kind(OrganisationKind.PROCURATORATE)
        .filter(scope)
        .order_by("region")
    )
    options = {
        row.code: region_name(row) if row.level == Level.DISTRICT else row.short_name
        for row in rows
    }
    return choice_filter("district", N_("Procuratorate"), query, options)


def in_district[M: QuerySet](rows: M, chosen: Filter | None) -> M:  # type: ignore[type-arg]
    """Rows of the procuratorate chosen."""
    if chosen is None or not chosen.value:
        return rows
    return rows.filter(procuratorate__code=chosen.value)


@dataclass(frozen=True, slots=True)
class FilterBar:
    """The controls above a list, and whether any of them narrows it."""

    filters: Sequence[Filter]
    sorts: Sequence[Choice] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen."""
        return any(each.value for each in self.filters)


def sort_of(query: QueryDict, sorts: Mapping[str, str], default: str) -> tuple[str, list[Choice]]:
    """The ordering chosen, and those there are (value to message id)."""
    chosen = query.get("sort", default)
    chosen = chosen if chosen in sorts else default
    return chosen, [Choice(key, _(label), key == chosen) for key, label in sorts.items()]
