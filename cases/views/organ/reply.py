"""The organ's written reply, filled in item by item (Interp. 21; Opinions 5(4))."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind, Post, User
from agencies.request import actor_of
from cases.actions import perform
from cases.actions.perform import permitted_row
from cases.actions.reply import SubmitReply
from cases.models import Case, Recommendation, Reply, ReplyKind
from cases.policy import Standing
from cases.views.access import now, page, user_of
from cases.views.court.preview import Clock, clocks_of, rehearse
from cases.views.facets import own_dues, seats_at, seen
from cases.views.forms import form_drafts
from cases.views.forms.form import Control
from cases.views.forms.state import FormState, is_edit, opened, sent
from cases.views.organ.asks import REPLY as REPLY_CLOCKS
from cases.views.organ.handover import REPLY, hand_over, leaders_of
from cases.views.organ.story import REPLY_KINDS
from pilit.law.citations import numeral
from pilit.law.errors import DomainError, NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond
from pilit.web.texts import in_chinese, translated


def organ_case_for(actor: Actor, number: str) -> Case:
    """The case of that number, if it is against the actor's organ. Raises :class:`NotFound`."""
    organs = seats_at(actor, OrganisationKind.ORGAN)
    rows = Case.objects.facet_of(actor).filter(number=number, respondent__in=organs)
    found = rows.select_related("procuratorate", "clue", "respondent", "handler").first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ItemForm:
    """The controls with which one recommended item is answered."""

    heading: str
    text: str
    parts: Mapping[str, Control]


@page
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Fill in the reply; what is typed is kept, and goes on to be confirmed."""
    actor, at = actor_of(request), now()
    case = organ_case_for(actor, number)
    taken = _taken(case, actor, at)
    if request.method == "POST":
        if "_discard" in request.POST:
            form_drafts.discard(user_of(request), REPLY, case)
            return redirect(request.path)
        state = sent(request, taken, REPLY, at)
        finished = _proceed(request, state, case, actor)
        if finished is not None:
            return finished
    else:
        state = opened(request, taken, REPLY, first_values(taken, actor, case))
    context = _form_context(state, case, actor, user_of(request))
    status = 422 if state.errors else 200
    return respond(request, "cases/organ/reply.html", context, fragment="form", status=status)


def _taken(case: Case, actor: Actor, at: dt.datetime) -> SubmitReply:
    """The action, if it may be taken now. Raises what the registry refuses with."""
    permitted_row(REPLY, case, Standing(actor, case, beijing_date(at)))
    taken = SubmitReply(case, actor, at, actor.user)
    taken.precheck()
    taken.standing()
    return taken


def standing_of(case: Case, actor: Actor, at: dt.datetime) -> Recommendation:
    """The recommendation to be answered, if it may be answered now. Raises as the registry does."""
    return _taken(case, actor, at).standing()


def first_values(taken: SubmitReply, actor: Actor, case: Case) -> dict[str, Any]:
    """What the form is opened with: the items; in a further reply the answers as last given."""
    values = dict(taken.initial())
    earlier = seen(Reply, actor, case).filter(recommendation=taken.standing()).order_by("-id")
    last = earlier.prefetch_related("items").first()
    if last is not None:
        answers = {row.no: row for row in last.items.all()}
        values["items"] = [_answered(row, answers.get(row["no"])) for row in values["items"]]
    return values


def _answered(row: dict[str, Any], answer: Any) -> dict[str, Any]:
    if answer is None:
        return row
    finish_by = answer.finish_by.isoformat() if answer.finish_by else ""
    return {**row, "measure": answer.measure, "status": answer.status, "finish_by": finish_by}


def complete(values: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What was typed, as it is sent: received on the Beijing date of sending."""
    return {**values, "items": answered_rows(values), "received_on": today.isoformat()}


def answered_rows(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The answers to the items, without what was left empty.

    Only a reply that denies the failure may leave items out; from others the action refuses it.
    """
    rows = [row for row in values.get("items", ()) if isinstance(row, Mapping)]
    if values.get("kind") == ReplyKind.NO_VIOLATION:
        rows = [row for row in rows if row.get("measure") or row.get("status")]
    return [{key: value for key, value in row.items() if value != ""} for row in rows]


def _proceed(
    request: HttpRequest, state: FormState, case: Case, actor: Actor
) -> HttpResponse | None:
    """Keep what was sent, and go on; ``None`` where the form is to be shown again."""
    person, at = user_of(request), state.action.at
    form_drafts.save(person, REPLY, case, state.values, at)
    if "_save" in request.POST and not state.errors:
        messages.success(request, _("Saved. You find it in your inbox."))
        return redirect("cases:case", number=case.number)
    if is_edit(request.POST) or state.errors:
        return None
    try:
        rehearsed(case, actor, state.values, at)
    except DomainError as refusal:
        state.refuse(refusal)
        return None
    if "_hand" in request.POST:
        leaders = leaders_of(_organ(case), person, beijing_date(at))
        hand_over(case, state.values, person, leaders, at)
        names = "、".join(leader.name for leader in leaders)
        messages.success(request, _("Submitted to %(who)s for confirmation.") % {"who": names})
        return _to(request, "cases:case", case)
    return _to(request, "cases:organ_reply_confirm", case)


def rehearsed(case: Case, actor: Actor, values: Mapping[str, Any], at: dt.datetime) -> list[Clock]:
    """What the reply would do to the organ's own period. Raises what it would be refused with."""
    data = complete(values, beijing_date(at))
    return rehearse(
        lambda: perform(REPLY, case, actor, data, at),
        lambda done: clocks_of(done, case, REPLY_CLOCKS),
    )


def _to(request: HttpRequest, name: str, case: Case) -> HttpResponse:
    answer = redirect(name, number=case.number)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": answer.url})
    return answer


def _organ(case: Case) -> Organisation:
    return cast(Organisation, case.respondent)


def _form_context(state: FormState, case: Case, actor: Actor, person: User) -> dict[str, Any]:
    form = state.form()
    controls = {control.shape.name: control for control in form.controls}
    taken = cast(SubmitReply, state.action)
    texts = {item.no: item.text for item in taken.standing().items.all()}
    kind = controls["kind"]
    for choice in list(kind.choices):
        words = translated(REPLY_KINDS[ReplyKind(choice.value)])
        kind.choices[kind.choices.index(choice)] = type(choice)(choice.value, words, choice.chosen)
    return {
        "state": state,
        "form": form,
        "controls": controls,
        "items": [_item_form(row, texts) for row in controls["items"].rows],
        "case": case,
        "leaders": leaders_of(_organ(case), person, taken.today),
        "is_leader": bool(actor.holds(Post.LEADER, organisation_id=case.respondent_id)),
        "today": taken.today,
        **situation(actor, case, taken.standing()),
    }


def _item_form(row: list[Control], texts: Mapping[int, str]) -> ItemForm:
    parts = {control.shape.name: control for control in row}
    value = parts["no"].value
    no = int(value) if str(value).isdecimal() else 0
    return ItemForm(item_heading(no), texts.get(no, ""), parts)


def item_heading(no: int) -> str:
    """What an item is called: 建议一."""
    return _("Item %(no)s") % {"no": numeral(no) if in_chinese() and no else no}


def situation(actor: Actor, case: Case, recommendation: Recommendation) -> dict[str, Any]:
    """What is asked, by when, and how often the organ has answered: for the head of the page."""
    due = next((due for due in own_dues(actor, case) if due.row.code in REPLY_CLOCKS), None)
    replies = seen(Reply, actor, case).filter(recommendation=recommendation)
    return {
        "recommendation": recommendation,
        "due": due,
        "answered": due is not None and due.row.met_on is not None,
        "replies_so_far": replies.count(),
    }
