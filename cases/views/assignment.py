"""Assignment (分案): cases nobody has and new clues, each with a suggestion; the head decides."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor
from agencies.models import Post
from agencies.request import actor_of
from cases.actions import perform
from cases.actions.team import AssignTeam
from cases.domain.vocabulary import ClueState
from cases.models import Case, Clue, Recusal
from cases.services.assignment import WAY_LABELS, Bench, Suggestion, Way
from cases.views.access import case_for, now, page
from cases.views.filters import FilterBar, choice_filter
from cases.views.outcome import told
from cases.views.work_rows import action_url
from cases.views.workload import POSTS
from pilit.law.errors import DomainError, NotFound, NotPermitted
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import errors_of, message_of, sentences

ORDERINGS = {"oldest": Ordering()}
CLUES: Final = 20
"""New clues shown, at most."""


@dataclass(frozen=True, slots=True)
class ToAssign:
    """A case or clue, whom to give it, and whether the reader may decide it here."""

    target: Case | Clue
    suggestion: Suggestion | None
    url: str
    form_url: str = ""
    """The form of the action, for whoever may assign somebody else."""


@page
@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest) -> HttpResponse:
    """The list with its suggestions; a POST gives a case to the person named."""
    actor, at = actor_of(request), now()
    if actor.holds(*POSTS) is None:
        raise NotFound
    if request.method == "POST":
        if _given(request, actor, at):
            return redirect(request.get_full_path())
        return _shown(request, actor, at, status=422)
    return _shown(request, actor, at)


def _given(request: HttpRequest, actor: Actor, at: dt.datetime) -> bool:
    """Assign the team with the lead named; whether that was done. What was refused is said."""
    post = request.POST
    case = case_for(actor, post.get("number", ""))
    if case.procuratorate_id not in actor.places(Post.HEAD):
        raise NotPermitted
    act = AssignTeam(case, actor, at, actor.user)
    able = {name for name, _label in act.options()["members"]}
    members = [name for name in act.initial()["members"] if name in able]
    version = post.get("version", "")
    try:
        done = perform(
            act.name,
            case,
            actor,
            {"lead": post.get("lead", ""), "members": members},
            at,
            version=int(version) if version.isdecimal() else 0,
            key=post.get("_key", "")[:64],
        )
    except DomainError as refusal:
        texts = [text for each in errors_of(refusal).values() for text in each]
        messages.error(request, sentences(case.number, *(texts or [message_of(refusal)])))
        return False
    messages.success(request, told(act, done))
    return True


def _shown(request: HttpRequest, actor: Actor, at: dt.datetime, status: int = 200) -> HttpResponse:
    today, places = beijing_date(at), actor.places(*POSTS)
    labels = {way.value: label for way, label in WAY_LABELS.items() if way is not Way.ROTATION}
    by = choice_filter("by", N_("Suggested"), request.GET, labels, WAY_LABELS[Way.ROTATION])
    way = Way(by.value or Way.ROTATION)
    benches = {place: Bench.of(place, today) for place in sorted(places)}
    rows = Case.objects.internal_to(actor).open().filter(handler=None, procuratorate__in=places)
    listed = rows.select_related("procuratorate", "respondent")
    found = page_of(listed, ORDERINGS, "oldest", request.GET.get("cursor", ""))
    recused = _recused(found.rows)
    clues = Clue.objects.visible_to(actor).filter(
        procuratorate__in=places, state=ClueState.REGISTERED
    )
    context = {
        "bar": FilterBar([by]),
        "page": found,
        "count": capped_count(rows),
        "cases": [
            ToAssign(
                row,
                benches[row.procuratorate_id].suggest(way, today, recused.get(row.pk, ())),
                reverse("cases:case", kwargs={"number": row.number}),
                action_url(row, "assign_team")
                if row.procuratorate_id in actor.places(Post.HEAD)
                else "",
            )
            for row in found.rows
        ],
        "clues": [
            ToAssign(
                row,
                benches[row.procuratorate_id].suggest(way, today),
                reverse("cases:clue", kwargs={"number": row.number}),
            )
            for row in clues.select_related("procuratorate", "organ").order_by("id")[:CLUES]
        ],
        "today": today,
    }
    return respond(request, "cases/assignment.html", context, fragment="list", status=status)


def _recused(cases: Iterable[Case]) -> dict[int, set[int]]:
    """Who is recused from each case."""
    found: dict[int, set[int]] = {}
    for case, person in Recusal.objects.filter(case__in=list(cases)).values_list("case", "person"):
        found.setdefault(case, set()).add(person)
    return found
