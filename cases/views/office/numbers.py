"""Numbers (文号): the series of a year, the last number of each, and that none is missing."""

from dataclasses import dataclass

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from agencies.models import Organisation
from agencies.request import actor_of
from cases.models import NumberSeries
from cases.services.number_check import Series, series_of
from cases.views.access import now, page
from cases.views.filters import Filter, FilterBar
from cases.views.forms.form import Choice
from cases.views.office.hours_seen import POSTS
from pilit.law.errors import NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import translated


@dataclass(frozen=True, slots=True)
class Book:
    """The series of one procuratorate."""

    place: Organisation
    series: list[Series]

    @property
    def missing(self) -> int:
        """How many numbers are missing, in all series."""
        return sum(len(each.gaps) for each in self.series)


@page
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The series of the year asked for, else of this one; read only."""
    actor = actor_of(request)
    if actor.holds(*POSTS) is None:
        raise NotFound
    places = Organisation.objects.filter(pk__in=actor.places(*POSTS)).order_by("code")
    year = _year_filter(request.GET.get("year", ""), list(places), beijing_date(now()).year)
    context = {
        "bar": FilterBar([year]),
        "books": [Book(place, series_of(place, int(year.value))) for place in places],
        "year": year.value,
    }
    return respond(request, "cases/numbers.html", context, fragment="list")


def _year_filter(asked: str, places: list[Organisation], this_year: int) -> Filter:
    """The years in which a number was given, and this one."""
    given = NumberSeries.objects.filter(procuratorate__in=places)
    ends = given.aggregate(first=Min("year"), last=Max("year"))
    first = min(ends["first"] or this_year, this_year)
    last = max(ends["last"] or this_year, this_year)
    years = [str(each) for each in range(last, first - 1, -1)]
    chosen = asked if asked in years else str(this_year)
    choices = [Choice(each, each, each == chosen) for each in years]
    return Filter("year", translated(N_("Year")), choices, chosen)
