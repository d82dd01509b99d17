"""Cases like one (类案), each with how much and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.services.similar import REASONS as NAMED
from cases.services.similar import WEIGHTS, similar_to
from cases.views.access import case_for, is_inside, now, page
from cases.views.readings import record_reading
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date


@page
@require_safe
def similar(request: HttpRequest, number: str) -> HttpResponse:
    """The cases most like this one, for those inside it; of those they see."""
    actor = actor_of(request)
    case = case_for(actor, number)
    if not is_inside(actor, case):
        raise NotFound
    at = now()
    record_reading(request, case, at)
    context = {
        "case": case,
        "rows": similar_to(case, actor),
        "weights": [(NAMED[name], round(weight * 100)) for name, weight in WEIGHTS.items()],
        "today": beijing_date(at),
    }
    return render(request, "cases/similar.html", context)
