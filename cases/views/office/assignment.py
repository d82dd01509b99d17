"""Assignment (分案): cases and clues nobody has, each with a suggestion. The head decides on cases,
on clues the registrar too, who chooses the way that suggestions go by.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor
from agencies.models import Post
from agencies.request import actor_of
from cases.actions import perform
from cases.actions.base import Action
from cases.actions.clue_assignment import AssignClue
from cases.actions.team import AssignTeam
from cases.models import Case, Clue, Recusal, Way
from cases.services.assignment import Bench, Suggestion
from cases.services.assignment_way import choose_way, ways_of
from cases.views.access import case_for, clue_for, now, page
from cases.views.forms.outcome import told
from cases.views.office.hours_seen import POSTS
from cases.views.work.rows import action_url
from pilit.law.errors import DomainError, NotFound, NotPermitted
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.paging import Ordering, capped_count, page_of
from pilit.web.texts import errors_of, message_of, sentences

ORDERINGS = {"oldest": Ordering()}
CLUES: Final = 20
"""Clues shown, at most."""
CLUE_POSTS: Final = (Post.HEAD, Post.REGISTRAR)
"""Who gives clues to somebody."""


@dataclass(frozen=True, slots=True)
class ToAssign:
    """A case or clue, whom to give it, and whether the reader may decide it here."""

    target: Case | Clue
    suggestion: Suggestion | None
    url: str
    form_url: str = ""
    """The form of the action, for whoever may assign somebody else."""

    @property
    def name(self) -> str:
        """The sort of thing, as the form sends it."""
        return "case" if isinstance(self.target, Case) else "clue"


@page
@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest) -> HttpResponse:
    """The list with its suggestions; a POST gives something to the person named, or chooses the
    way.
    """
    actor, at = actor_of(request), now()
    if actor.holds(*POSTS) is None:
        raise NotFound
    if request.method != "POST":
        return _shown(request, actor, at)
    if "way" in request.POST:
        _chosen(request, actor, at)
    elif not _given(request, actor, at):
        return _shown(request, actor, at, status=422)
    return redirect(request.get_full_path())


def _chosen(request: HttpRequest, actor: Actor, at: dt.datetime) -> None:
    way = request.POST["way"]
    if way not in Way:
        raise NotFound
    choose_way(actor, Way(way), at)
    label = {"way": Way(way).label}
    messages.success(request, _("Suggested from now on: %(way)s.") % label)


def _asked(request: HttpRequest, actor: Actor, at: dt.datetime) -> tuple[Action, dict[str, Any]]:
    """The action a button stands for, and its data.

    Raises :class:`NotPermitted` for who may not assign such a thing there.
    """
    lead, number = request.POST.get("lead", ""), request.POST.get("number", "")
    if request.POST.get("kind") == "clue":
        clue = clue_for(actor, number)
        if clue.procuratorate_id not in actor.places(*CLUE_POSTS):
            raise NotPermitted
        return AssignClue(clue, actor, at, actor.user), {"handler": lead}
    case = case_for(actor, number)
    if case.procuratorate_id not in actor.places(Post.HEAD):
        raise NotPermitted
    act = AssignTeam(case, actor, at, actor.user)
    able = {name for name, _label in act.options()["members"]}
    members = [name for name in act.initial()["members"] if name in able]
    return act, {"lead": lead, "members": members}


def _given(request: HttpRequest, actor: Actor, at: dt.datetime) -> bool:
    """Assign to the person named; whether that was done. What was refused is said."""
    act, data = _asked(request, actor, at)
    version, key = request.POST.get("version", ""), request.POST.get("_key", "")[:64]
    seen = int(version) if version.isdecimal() else 0
    try:
        done = perform(act.name, act.target, actor, data, at, version=seen, key=key)
    except DomainError as refusal:
        texts = [text for each in errors_of(refusal).values() for text in each]
        said = texts or [message_of(refusal)]
        messages.error(request, sentences(request.POST.get("number", ""), *said))
        return False
    messages.success(request, told(act, done))
    return True


def _shown(request: HttpRequest, actor: Actor, at: dt.datetime, status: int = 200) -> HttpResponse:
    today, places = beijing_date(at), actor.places(*POSTS)
    chosen = ways_of(places)
    ways = {place: Way(chosen[place].way) if place in chosen else Way.ROTATION for place in places}
    benches = {place: Bench.of(place, today) for place in sorted(places)}
    rows = Case.objects.internal_to(actor).open().filter(handler=None, procuratorate__in=places)
    listed = rows.select_related("procuratorate", "respondent")
    found = page_of(listed, ORDERINGS, "oldest", request.GET.get("cursor", ""))
    recused = _recused(found.rows)
    clues = Clue.objects.visible_to(actor).open().filter(procuratorate__in=places, handler=None)
    seat = actor.holds(*POSTS)
    own = seat.organisation_id if seat else 0
    context = {
        "way": ways.get(own, Way.ROTATION),
        "chosen": chosen.get(own),
        "ways": Way.choices if actor.holds(Post.REGISTRAR) else (),
        "page": found,
        "count": capped_count(rows),
        "cases": [
            ToAssign(
                row,
                benches[row.procuratorate_id].suggest(
                    ways[row.procuratorate_id], recused.get(row.pk, ()), row
                ),
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
                benches[row.procuratorate_id].suggest(ways[row.procuratorate_id], (), row),
                reverse("cases:clue", kwargs={"number": row.number}),
                action_url(row, "assign_clue")
                if row.procuratorate_id in actor.places(*CLUE_POSTS)
                else "",
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
