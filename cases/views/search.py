"""Search by number, title and party, from two characters on; a whole number leads there."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.models import Case, Clue
from cases.querysets import subtree_q
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
    for name, rows in (
        ("case", Case.objects.visible_to(actor)),
        ("clue", Clue.objects.visible_to(actor)),
    ):
        if wanted and rows.filter(number=wanted).exists():
            return redirect(f"cases:{name}", number=wanted)
    cases = list(
        _cases(actor, wanted)
        .select_related("respondent", "procuratorate")
        .order_by("-id")[: AT_MOST + 1]
    )
    clues = matching(Clue.objects.visible_to(actor), wanted).select_related("procuratorate")
    found = list(clues.order_by("-id")[: AT_MOST + 1])
    context = {
        "q": wanted,
        "too_short": bool(wanted) and all(len(word) < MINIMUM for word in wanted.split()),
        "cases": cases[:AT_MOST],
        "clues": found[:AT_MOST],
        "shows_state": subtree_q(actor) is not None,
        "more": len(cases) > AT_MOST or len(found) > AT_MOST,
        "today": beijing_date(now()),
    }
    return respond(request, "cases/search.html", context, fragment="results")


def _cases(actor: Actor, wanted: str) -> QuerySet[Case]:
    """Cases by their whole text for insiders.

    Outsiders search the number and the title alone: a hit on a name in the file would tell them
    that it is there.
    """
    if subtree_q(actor) is not None:
        return matching(Case.objects.visible_to(actor), wanted)
    rows = Case.objects.visible_to(actor)
    words = [word for word in wanted.split() if len(word) >= MINIMUM]
    if not words:
        return rows.none()
    for word in words:
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows
