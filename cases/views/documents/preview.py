"""The document an action would make, beside its form and before those who decide on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from agencies.actor import Seat
from agencies.models import OrganisationKind
from agencies.request import actor_of
from cases.actions.base import Action
from cases.actions.partial import partial
from cases.actions.perform import permitted_row
from cases.actions.registry import actions_on
from cases.documents.html import to_html
from cases.models import Draft
from cases.policy import standing_of
from cases.services.documents import composed, documents_of, issuer_of, number_to_come
from cases.views.access import now, page, target_for
from cases.views.forms.reading import read
from cases.views.forms.section_reading import typed
from pilit.law.errors import DomainError, NotFound
from pilit.web.clock import beijing_date


@dataclass(frozen=True, slots=True)
class Preview:
    """A document as it would be made now, and what it must still be given."""

    name: str
    face: SafeString
    missing: tuple[str, ...]


def beside(act: Action, values: Mapping[str, Any], sections: Mapping[str, Any]) -> list[Preview]:
    """The documents of an action whose form holds ``values``, faults of the form left out.

    ``sections`` is what the handler wrote into them, by template. Composed on an action of its own:
    the form's must not take these values for its data.
    """
    action = typed_into(act, values)
    found = []
    for made in documents_of(action):
        number = number_to_come(made, issuer_of(action, made), action.at)
        try:
            composition = composed(made, action, number, sections.get(made.code))
        except DomainError:
            # Something named in the form is not there; the form itself says so when it is sent.
            continue
        missing = tuple(section.label for section in composition.missing_before_review)
        found.append(Preview(made.name, to_html(composition.document), missing))
    return found


def typed_into(act: Action, values: Mapping[str, Any]) -> Action:
    """An action like ``act`` with what is valid of ``values`` for its data."""
    action = type(act)(act.target, act.actor, act.at, act.author)
    action.drafted_as, action.seat = act.drafted_as, act.seat or _seat(act)
    action.data = partial(action.Data, values)
    return action


def _seat(act: Action) -> Seat | None:
    inside = act.actor.seats_in(OrganisationKind.PROCURATORATE)
    return next(iter(inside or act.actor.seats), None)


def before(draft: Draft, act: Action) -> list[Preview]:
    """The documents of an open draft, before whoever reviews it or decides."""
    act.drafted_as = draft
    return beside(act, draft.data, draft.sections)


@page
@require_POST
def preview(request: HttpRequest, kind: str, number: str, name: str) -> HttpResponse:
    """The documents of what stands in an action's form, as a fragment that the form refreshes."""
    actor, at = actor_of(request), now()
    target = target_for(actor, kind, number)
    known = actions_on(target).get(name)
    if known is None:
        raise NotFound
    # What a document would say is for those who may make it, not for whoever sees a facet.
    permitted_row(name, target, standing_of(name, actor, target, beijing_date(at)))
    action = known(target, actor, at, actor.user)
    values = read(action.Data, request.POST)
    found = beside(action, values, typed(request.POST) or {})
    return render(request, "cases/_previews.html", {"previews": found})
