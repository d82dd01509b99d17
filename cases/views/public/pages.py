"""Pages for everybody: the way in, public notices, how it works."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.request import passes_without_second_factor
from cases.services.public_notices import running_notices
from cases.views.access import now
from pilit.web.clock import beijing_date
from pilit.web.problems import answers_refusals


def open_to_all[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """A page for everybody, logged in or not; its refusals are pages too."""
    return login_not_required(passes_without_second_factor(answers_refusals(view)))


@open_to_all
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What everybody can do here."""
    return render(request, "public/front.html")


@open_to_all
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The public notices that run, with the days left."""
    today = beijing_date(now())
    rows, following = running_notices(today, request.GET.get("cursor", ""))
    context = {"notices": rows, "next_cursor": following, "today": today}
    return render(request, "public/notices.html", context)


@open_to_all
@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The way of a report, in plain words."""
    return render(request, "public/how_it_works.html")
