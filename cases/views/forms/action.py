"""The form of any action: shown, kept, sent; and what is said when it has been done."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions import Outcome, perform
from cases.actions.base import Action, Target
from cases.actions.drafts import STEPS
from cases.actions.fields import refuse_unwritten
from cases.actions.perform import permitted_row
from cases.actions.registry import known_action
from cases.documents.registry import made_by
from cases.domain.lifecycle import Decision
from cases.policy import standing_of
from cases.services import outbox
from cases.views.access import now, page, sees, target_for, user_of
from cases.views.documents.preview import beside
from cases.views.forms import form_drafts
from cases.views.forms.duplicates import Doubts, doubts_of
from cases.views.forms.options import initial_for
from cases.views.forms.outcome import follow_up, told
from cases.views.forms.sections import has_sections
from cases.views.forms.state import FormState, is_conflict, is_edit, opened, sent
from cases.views.forms.way_back import back_of
from pilit.law.errors import DomainError, NotFound
from pilit.law.texts import N_
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond

LONGEST_GIVEN = 60
"""So much of a field may stand in an address."""
DECISIONS: Mapping[Decision, str] = {
    Decision.OWN: N_("Takes effect when you send it."),
    Decision.CHIEF: N_(
        "Reviewed by the head of department, decided by the chief procurator; it takes effect with "
        "the decision."
    ),
    Decision.HIGHER: N_(
        "Reviewed by the head of department, decided by the chief of the next higher "
        "procuratorate; it takes effect with the decision."
    ),
}


@page
@require_http_methods(["GET", "POST"])
def register_clue(request: HttpRequest) -> HttpResponse:
    """Register a clue: the one action on what does not exist yet."""
    return answer(request, None, "register_clue")


@page
@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, kind: str, number: str, name: str) -> HttpResponse:
    """The form of one action on one clue or case; a link may have filled in what it is about."""
    target = target_for(actor_of(request), kind, number)
    known = known_action(name, target)
    if known is None or name in STEPS:
        raise NotFound
    given = {
        field: request.GET[field][:LONGEST_GIVEN]
        for field in known.Data.model_fields
        if field in request.GET
    }
    return answer(request, target, name, given)


def answer(
    request: HttpRequest,
    target: Target | None,
    name: str,
    given: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form of an action, shown or sent; ``given`` is what it is opened with beside its own."""
    actor, at = actor_of(request), now()
    known = known_action(name, target)
    if known is None:
        raise NotFound
    standing = standing_of(name, actor, target, beijing_date(at))
    entry = permitted_row(name, target, standing)
    taken = known(target, actor, at, actor.user)
    taken.seat = standing.seat(entry.who)
    taken.precheck()
    if request.method == "POST" and "_discard" in request.POST:
        form_drafts.discard(user_of(request), name, target)
        return redirect(request.get_full_path())
    if request.method != "POST":
        filled = {field: request.GET[field] for field in known.from_address & request.GET.keys()}
        state = opened(request, taken, name, {**initial_for(taken), **filled, **(given or {})})
        doubts = doubts_of(request, taken, state.values)
    else:
        state = sent(request, taken, name, at)
        doubts = doubts_of(request, taken, state.values)
        finished = _send(request, state, actor, doubts)
        if finished is not None:
            return finished
    if has_sections(taken):
        state.show_sections({})
    context = {
        "state": state,
        "form": state.form(),
        "action": taken,
        "basis": entry.basis,
        "decision": DECISIONS[entry.decision],
        "needs_decision": entry.decision is not Decision.OWN,
        "target": target,
        "target_url": page_of(target) if target is not None else "",
        "today": taken.today,
        "back": back_of(request),
        "doubts": doubts,
    }
    if target is not None and made_by(name):
        context["previews"] = beside(taken, state.values, state.sections or {})
    status = 422 if state.errors else 200
    return respond(request, "cases/action.html", context, fragment="form", status=status)


def _send(
    request: HttpRequest, state: FormState, actor: Actor, doubts: Doubts | None
) -> HttpResponse | None:
    """Perform what was sent; ``None`` where the form is to be shown again."""
    act = state.action
    if is_edit(request.POST) or state.errors:
        kept = form_drafts.save(
            user_of(request), state.kept_as, act.target, state.values, act.at, state.sections
        )
        if "_save" in request.POST and not state.errors and kept is not None:
            messages.success(request, _("Saved. You find it again under my work."))
            return redirect(back_of(request) or _after_saving(act))
        return None
    if doubts is not None and doubts.hold(state):
        return None
    try:
        refuse_unwritten(act.Data, state.values)
        done = perform(
            act.name,
            act.target,
            actor,
            state.values,
            act.at,
            version=state.version,
            key=state.key,
            sections=state.texts,
        )
    except DomainError as refusal:
        refused(state, refusal, actor)
        return None
    return finish(request, act, done, state.kept_as)


def _after_saving(act: Action) -> str:
    """Where a person goes on who has put a form aside."""
    return page_of(act.target) if act.target is not None else reverse("cases:work")


def refused(state: FormState, refusal: DomainError, actor: Actor) -> None:
    """Show the refusal in the form; where others were faster, also what they did."""
    state.refuse(refusal)
    target = state.action.target
    if is_conflict(refusal) and target is not None:
        target.refresh_from_db()
        state.bring_up_to_date(target, actor)


def announce(request: HttpRequest, act: Action, done: Outcome, kept_as: str) -> None:
    """Forget the kept form and say what follows."""
    form_drafts.discard(user_of(request), kept_as, act.target)
    messages.success(request, told(act, done))
    for line in follow_up(done, act.actor, act.today):
        messages.info(request, line)


def finish(request: HttpRequest, act: Action, done: Outcome, kept_as: str) -> HttpResponse:
    """As :func:`announce`, then go back to the list the form was opened from, or to the clue or
    case.
    """
    announce(request, act, done, kept_as)
    address = back_of(request) or address_after(done, act.actor)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def address_after(done: Outcome, actor: Actor) -> str:
    """Where a person goes on: to what was made or acted on; to their work list where that passed to
    others and they see it no longer.
    """
    for target in (done.made, done.target):
        if target is not None and sees(actor, target):
            return page_of(target)
    return reverse("cases:work")


def page_of(target: Target) -> str:
    """The address of the page of a clue, case or matter."""
    name, arguments = outbox.page_of(target)
    return reverse(name, kwargs=arguments)
