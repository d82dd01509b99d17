"""Search by number, title and party, from two characters on; a whole number leads there."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.models import Case, Clue
from cases.querysets import CaseQuerySet, subtree_q
from cases.services.search import MINIMUM, matching
from cases.views.access import now, page
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond

AT_MOST = 30
LONGEST = 100


@page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found under ``q`` among the clues and cases the reader may see."""
    actor = actor_of(request)
    wanted = " ".join(request.GET.get("q", "").split())[:LONGEST]
    for name, seen in (
        ("case", Case.objects.visible_to(actor)),
        ("clue", Clue.objects.visible_to(actor)),
    ):
        if wanted and seen.filter(number=wanted).exists():
            return redirect(f"cases:{name}", number=wanted)
    inside = subtree_q(actor) is not None
    rows = (
        matching(Case.objects.internal_to(actor), wanted)
        if inside
        else by_title(Case.objects.visible_to(actor), wanted)
    )
    cases = list(rows.select_related("respondent", "procuratorate").order_by("-id")[: AT_MOST + 1])
    clues = matching(Clue.objects.visible_to(actor), wanted).select_related("procuratorate")
    found = list(clues.order_by("-id")[: AT_MOST + 1])
    context = {
        "q": wanted,
        "too_short": bool(wanted) and all(len(word) < MINIMUM for word in wanted.split()),
        "cases": cases[:AT_MOST],
        "clues": found[:AT_MOST],
        "entrusted": _entrusted(actor, wanted) if inside else [],
        "shows_state": inside,
        "more": len(cases) > AT_MOST or len(found) > AT_MOST,
        "today": beijing_date(now()),
    }
    return respond(request, "cases/search.html", context, fragment="results")


def _entrusted(actor: Actor, wanted: str) -> list[Case]:
    """Cases of which no more is seen than a letter of entrustment."""
    rows = Case.objects.facet_of(actor).exclude(pk__in=Case.objects.internal_to(actor).values("pk"))
    found = by_title(rows, wanted).select_related("procuratorate")
    return list(found.order_by("-id")[:AT_MOST])


def by_title(rows: CaseQuerySet, wanted: str) -> CaseQuerySet:
    """Cases by number and title alone, for those who see a facet: a hit on a name in the file
    would tell them that it is there.
    """
    words = [word for word in wanted.split() if len(word) >= MINIMUM]
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows
