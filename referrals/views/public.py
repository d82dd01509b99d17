"""Typical cases for everybody: what is public, and nothing of what is not."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.views.public.pages import open_to_all
from pilit.law.errors import NotFound
from pilit.web.paging import Ordering, page_of
from referrals.domain.theme_days import BY_CODE
from referrals.domain.typical import PARTS
from referrals.models import TypicalCase

ORDERINGS: Final = {"newest": Ordering("published_on", descending=True)}
ON_A_PAGE: Final = 20


@open_to_all
@require_safe
def typical_cases(request: HttpRequest) -> HttpResponse:
    """The cases made public as examples, the latest first; of one theme day where that is asked."""
    rows = TypicalCase.objects.published().select_related("procuratorate", "case")
    told = set(rows.exclude(theme_day="").values_list("theme_day", flat=True).distinct())
    chosen = BY_CODE.get(request.GET.get("day", ""))
    if chosen is not None:
        rows = rows.filter(theme_day=chosen.code)
    cursor = request.GET.get("cursor", "")
    context = {
        "page": page_of(rows, ORDERINGS, "newest", cursor, ON_A_PAGE),
        "days": [each for each in BY_CODE.values() if each.code in told],
        "chosen": chosen,
    }
    return render(request, "public/typical_cases.html", context)


@open_to_all
@require_safe
def typical_case(request: HttpRequest, number: str) -> HttpResponse:
    """One of them. What is not public, or no longer, is not there."""
    rows = TypicalCase.objects.published().select_related("procuratorate", "case")
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound
    context = {"row": row, "parts": [(label, row.texts[name]) for name, label in PARTS.items()]}
    return render(request, "public/typical_case.html", context)
