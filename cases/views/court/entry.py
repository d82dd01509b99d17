"""What a court enters: the form of the action, and the periods it starts, shown before it is saved.

While the form is filled in, the periods stand beside it (htmx). Without JavaScript, and where they
have changed since they were shown, the first sending shows them and the second saves.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods
from pydantic import BaseModel

from agencies.actor import Actor
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions import Outcome, perform
from cases.actions.base import Action
from cases.actions.drafts import STEPS
from cases.actions.perform import permitted_row
from cases.actions.registry import actions_on
from cases.models import Case
from cases.policy import Standing
from cases.views.access import case_for, now, page, user_of
from cases.views.court.preview import Clock, clocks_of, mark_of, rehearse
from cases.views.facets import seats_at
from cases.views.forms import form_drafts
from cases.views.forms.action import refused
from cases.views.forms.outcome import told
from cases.views.forms.shapes import Shape, Widget, shapes_of
from cases.views.forms.state import FormState, is_edit, opened, sent
from cases.views.wording import change_text
from pilit.law.errors import DomainError, NotFound, WrongState
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import full_date

STAND_IN = "—"
"""Stands for a text not typed yet while the periods are foreseen; it is never saved."""


@page
@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """The form of one action of the court on one case."""
    actor, at = actor_of(request), now()
    try:
        case, taken, basis = _taken(actor, number, name, at)
    except WrongState:
        if "_preview" in request.POST:
            # Asked while typing, and overtaken by the form itself: there is nothing to foresee.
            return HttpResponse(status=204)
        raise
    if "_discard" in request.POST:
        form_drafts.discard(user_of(request), name, case)
        return redirect(request.path)
    is_sent = request.method == "POST"
    state = sent(request, taken, name, at) if is_sent else opened(request, taken, name, None)
    if "_preview" in request.POST:
        return respond(
            request, "cases/court/entry.html", _foreseen(case, actor, state), fragment="clocks"
        )
    ask = False
    if is_sent:
        finished, ask = _send(request, state, case, actor)
        if finished is not None:
            return finished
    context = {
        "state": state,
        "form": state.form(),
        "action": taken,
        "basis": basis,
        "case": case,
        "ask": ask,
        **_foreseen(case, actor, state),
    }
    status = 422 if state.errors else 200
    return respond(request, "cases/court/entry.html", context, fragment="form", status=status)


def _taken(actor: Actor, number: str, name: str, at: dt.datetime) -> tuple[Case, Action, str]:
    """The case, the action if it may be taken now, and its legal basis. Raises as the registry."""
    if not seats_at(actor, OrganisationKind.COURT):
        raise NotFound
    case = case_for(actor, number)
    known = actions_on(case).get(name)
    if known is None or name in STEPS:
        raise NotFound
    row = permitted_row(name, case, Standing(actor, case, beijing_date(at)))
    taken = known(case, actor, at, actor.user)
    taken.precheck()
    return case, taken, row.basis


def _send(
    request: HttpRequest, state: FormState, case: Case, actor: Actor
) -> tuple[HttpResponse | None, bool]:
    """Save what was sent; without an answer where the form is to be shown again.

    The second value says that nothing is wrong but the periods were not shown yet as they are.
    """
    act = state.action
    if is_edit(request.POST) or state.errors:
        form_drafts.save(user_of(request), act.name, case, state.values, act.at)
        if "_save" in request.POST and not state.errors:
            return redirect("cases:case", number=case.number), False
        return None, False
    try:
        clocks = rehearse(
            lambda: perform(act.name, case, actor, state.values, act.at),
            lambda done: clocks_of(done, case),
        )
        if clocks and request.POST.get("_clocks", "") != mark_of(clocks):
            return None, True
        done = perform(
            act.name, case, actor, state.values, act.at, version=state.version, key=state.key
        )
    except DomainError as refusal:
        refused(state, refusal, actor)
        return None, False
    return _finish(request, act, done, case), False


def _finish(request: HttpRequest, act: Action, done: Outcome, case: Case) -> HttpResponse:
    """Forget the kept form, say what was started, and go to the case."""
    form_drafts.discard(user_of(request), act.name, case)
    messages.success(request, told(act, done))
    for clock in clocks_of(done, case):
        day = full_date(clock.due_on) if clock.due_on else "—"
        line = change_text({"change": clock.change, "code": clock.due.row.code}, day)
        if line and clock.change != "met":
            messages.info(request, line)
    answer = redirect("cases:case", number=case.number)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": answer.url})
    return answer


def _foreseen(case: Case, actor: Actor, state: FormState) -> dict[str, Any]:
    """The periods that what is typed so far would start; none while a day is missing or wrong."""
    act = state.action
    data = filled(act.Data, state.values)
    clocks: list[Clock] = []
    try:
        clocks = rehearse(
            lambda: perform(act.name, case, actor, data, act.at),
            lambda done: clocks_of(done, case),
        )
    except DomainError as refusal:
        return {"clocks": [], "mark": "", "unknown": refusal, "today": act.today}
    return {"clocks": clocks, "mark": mark_of(clocks), "unknown": None, "today": act.today}


def filled(
    model: type[BaseModel], values: Mapping[str, Any], *, in_rows: bool = False
) -> dict[str, Any]:
    """``values`` with stand-ins for texts and choices still missing, so that days can be foreseen.

    Days are never stood in for.
    """
    found = dict(values)
    for shape in shapes_of(model, in_rows=in_rows):
        value = found.get(shape.name)
        if shape.widget is Widget.ROWS and shape.model is not None:
            inner = shape.model
            rows = [row for row in value or () if isinstance(row, Mapping) and any(row.values())]
            found[shape.name] = [filled(inner, row, in_rows=True) for row in rows]
        elif shape.required and value in (None, "", [], {}):
            stand_in = _stand_in(shape)
            if stand_in is not None:
                found[shape.name] = stand_in
    return found


def _stand_in(shape: Shape) -> str | None:
    if shape.choices is not None:
        return str(next(iter(shape.choices)).value)
    return STAND_IN if shape.widget in (Widget.TEXT, Widget.TEXTAREA) else None
