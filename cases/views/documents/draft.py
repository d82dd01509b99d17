"""A decision on its way: the draft in full, the opinions on it, and the steps open to a person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions import perform
from cases.actions.base import Action, Target
from cases.actions.offers import Offer, offers
from cases.actions.registry import actions_on, table_of
from cases.documents.registry import made_by
from cases.domain.lifecycle import rows_for
from cases.models import Case, Draft
from cases.views.access import now, page, user_of
from cases.views.documents.draft_lines import line_of
from cases.views.documents.draft_versions import versions
from cases.views.documents.preview import before, beside
from cases.views.forms import form_drafts
from cases.views.forms.action import DECISIONS, finish, page_of, refused
from cases.views.forms.form import describe
from cases.views.forms.options import options_for
from cases.views.forms.reading import read
from cases.views.forms.section_reading import remarks, typed
from cases.views.forms.sections import has_sections, shown
from cases.views.forms.state import is_edit, opened, sent
from pilit.law.errors import DomainError, NotFound, Recused
from pilit.web.htmx import respond
from pilit.web.texts import errors_of, message_of

#: The field in which each step takes what the person says.
SAID = {"review_draft": "opinion", "decide_draft": "opinion", "send_back_draft": "reason"}


def draft_for(actor: Actor, pk: int) -> tuple[Draft, Target]:
    """The draft and what it is on. Raises :class:`NotFound`; :class:`Recused` where that is why."""
    rows = Draft.objects.filter(pk=pk).select_related(
        "case__procuratorate",
        "clue__procuratorate",
        "drafter",
        "reviewer",
        "decider",
        "sent_back_by",
    )
    draft = rows.visible_to(actor).first()
    if draft is None:
        if actor.user is not None and rows.filter(case__recusals__person=actor.user).exists():
            raise Recused
        raise NotFound
    target = draft.case or draft.clue
    if target is None:
        raise NotFound
    return draft, target


@page
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft; a POST takes the ``step`` whose button was pressed."""
    actor, at = actor_of(request), now()
    row, target = draft_for(actor, pk)
    said, field, errors = "", "", {}
    if request.method == "POST":
        pressed = Pressed.of(request.POST)
        said, field = pressed.said, pressed.field
        act = actions_on(target)[row.action](target, actor, at, row.drafter)
        try:
            done = perform(pressed.step, target, actor, pressed.data(row), at, key=pressed.key)
        except DomainError as refusal:
            row.refresh_from_db()
            errors = errors_of(refusal) or {"__all__": [message_of(refusal)]}
        else:
            return finish(request, act, done, f"revise:{row.pk}")
    context = context_of(row, target, actor, at) | {"said": said, "field": field, "errors": errors}
    return respond(request, "cases/draft.html", context, status=422 if errors else 200)


@dataclass(frozen=True, slots=True)
class Pressed:
    """The button pressed under a draft, and what was said with it."""

    step: str
    said: str
    key: str
    remarks: dict[str, dict[str, str]]

    @classmethod
    def of(cls, post: QueryDict) -> Self:
        """From the form."""
        step = post.get("step", "")
        said, key = post.get("said", "").strip(), post.get("_key", "")[:64]
        return cls(step, said, key, remarks(post) if step == "send_back_draft" else {})

    @property
    def field(self) -> str:
        """The field of the step that takes what was said; empty where none does."""
        return SAID.get(self.step, "")

    def data(self, row: Draft) -> dict[str, Any]:
        """The data of the step."""
        data: dict[str, Any] = {"draft": row.pk}
        if self.field:
            data[self.field] = self.said
        if self.remarks:
            data["remarks"] = self.remarks
        return data


def context_of(row: Draft, target: Target, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """A draft as its page shows it: the documents, what they decide, the opinions, the steps."""
    act = actions_on(target)[row.action](target, actor, at, row.drafter)
    form = describe(act.Data, row.data, options_for(act), kind=act.case_kind)
    steps = {offer.name: offer for offer in _steps(row, target, actor, at)}
    entry = rows_for(table_of(target), row.action)[0]
    return {
        "draft": row,
        "target": target,
        "target_url": page_of(target),
        "is_case": isinstance(target, Case),
        "action": act,
        "lines": [line_of(control) for control in form.controls],
        "basis": entry.basis,
        "decision": DECISIONS[entry.decision],
        "steps": steps,
        "previews": before(row, act) if row.status in Draft.OPEN and made_by(row.action) else [],
        "documents": row.documents.defer("text"),
        "sheets": shown(act, row.data, row.sections, row.remarks, {})
        if row.status in Draft.OPEN
        else [],
        "versions": versions(row, act),
        "speaks": bool(SAID.keys() & steps.keys()),
        "key": f"draft-{row.pk}-{row.status}-{actor.user.pk if actor.user else 0}-{target.version}",
        "today": act.today,
    }


def _steps(row: Draft, target: Target, actor: Actor, at: dt.datetime) -> list[Offer]:
    return [offer for offer in offers(target, actor, at) if offer.is_step and offer.draft == row]


@page
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of what stands in the form that revises a draft, as a fragment."""
    actor = actor_of(request)
    row, target = draft_for(actor, pk)
    act = actions_on(target)[row.action](target, actor, now(), row.drafter)
    act.drafted_as = row
    over = typed(request.POST)
    found = beside(act, read(act.Data, request.POST), row.sections if over is None else over)
    return render(request, "cases/_previews.html", {"previews": found})


@page
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The drafter changes a draft that waits or was sent back: the same form, filled in."""
    actor, at = actor_of(request), now()
    row, target = draft_for(actor, pk)
    if row.drafter_id != (actor.user.pk if actor.user else None):
        raise NotFound
    act: Action = actions_on(target)[row.action](target, actor, at, row.drafter)
    kept_as = f"revise:{row.pk}"
    if "_discard" in request.POST:
        form_drafts.discard(user_of(request), kept_as, target)
        return redirect(request.path)
    if request.method != "POST":
        state = opened(request, act, kept_as, row.data, row.sections)
    else:
        state = sent(request, act, kept_as, at)
        if not is_edit(request.POST) and not state.errors:
            try:
                done = perform(
                    "revise_draft",
                    target,
                    actor,
                    {"draft": row.pk, "data": state.values, "sections": state.texts},
                    at,
                    version=state.version,
                    key=state.key,
                )
            except DomainError as refusal:
                refused(state, refusal, actor)
            else:
                finish(request, act, done, kept_as)
                return redirect("cases:draft", pk=row.pk)
    if has_sections(act):
        state.show_sections(row.remarks)
    entry = rows_for(table_of(target), row.action)[0]
    context = {
        "state": state,
        "form": state.form(),
        "action": act,
        "basis": entry.basis,
        "decision": DECISIONS[entry.decision],
        "needs_decision": True,
        "target": target,
        "revised": row,
        "today": act.today,
    }
    if made_by(row.action):
        act.drafted_as = row
        context["previews"] = beside(act, state.values, state.sections or {})
    status = 422 if state.errors else 200
    return respond(request, "cases/action.html", context, fragment="form", status=status)
