"""The documents' sections in the form of an action."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.base import Action
from cases.actions.perform import permitted_row
from cases.actions.registry import actions_on
from cases.documents.registry import made_by
from cases.models import Case, Clue
from cases.policy import Standing
from cases.services.document_sections import Sheet, Written, path_of, sheets
from cases.views.access import file_for, now, page
from cases.views.documents.preview import typed_into
from cases.views.forms.reading import read
from cases.views.forms.section_reading import typed
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date


def has_sections(action: Action) -> bool:
    """Whether the form of an action holds the text of its documents: where a procuratorate makes
    them, and somebody writes in them. An organ writes its reply in the fields of its own form.
    """
    if not isinstance(action.target, Clue | Case):
        return False
    inside = action.actor.seats_in(OrganisationKind.PROCURATORATE)
    return bool(inside) and any(made.written for made in made_by(action.name))


def shown(
    action: Action,
    values: Mapping[str, Any],
    over: Written,
    said: Mapping[str, Mapping[str, str]],
    errors: Mapping[str, list[str]],
) -> list[Sheet]:
    """The sections as the form shows them, for an action whose fields hold ``values``."""
    found = sheets(typed_into(action, values), over)
    for sheet in found:
        for passage in sheet.passages:
            code, name = passage.code, passage.section.name
            passage.remark = said.get(code, {}).get(name, "")
            passage.errors = list(errors.get(path_of(code, name), ()))
    return found


@page
@require_POST
def sections(request: HttpRequest) -> HttpResponse:
    """The sections anew, as the fields typed meanwhile have them; what was written stays."""
    post, actor = request.POST, actor_of(request)
    target = file_for(actor, post.get("_kind", ""), post.get("_number", ""))
    name = post.get("_action", "")
    kind = actions_on(target).get(name)
    if kind is None:
        raise NotFound
    at = now()
    act = kind(target, actor, at, actor.user)
    if not has_sections(act):
        raise NotFound
    # What a document would say is for those who may make it.
    permitted_row(name, target, Standing(actor, target, beijing_date(at)))
    found = shown(act, read(kind.Data, post), typed(post) or {}, {}, {})
    return render(request, "cases/_sections.html", {"sheets": found})
