"""What was typed and not sent: kept every few seconds, shown again, thrown away when it is sent."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from agencies.models import User
from agencies.request import actor_of
from cases.actions.base import Target
from cases.actions.registry import action_called, known_action
from cases.models import FormDraft, columns
from cases.services.document_sections import Written
from cases.views.access import now, page, target_for, user_of
from cases.views.forms.reading import read
from cases.views.forms.section_reading import typed
from pilit.law.errors import NotFound


def load(person: User, action: str, target: Target | None) -> FormDraft | None:
    """What the person typed into this form earlier, ``None`` for nothing."""
    return _rows(person, action, target).first()


def save(
    person: User,
    action: str,
    target: Target | None,
    data: Mapping[str, Any],
    at: dt.datetime,
    sections: Written | None = None,
) -> FormDraft | None:
    """Keep what stands in the form at ``at``, in place of what was kept before.

    ``None``: nothing is kept, as who types is protected.
    """
    kind = action_called(action)
    if kind is not None and kind.unnamed:
        return None
    data = data if kind is None else kind.keepable(data)
    kept, _ = FormDraft.objects.update_or_create(
        person=person,
        action=action,
        **_owner(target),
        defaults={"data": dict(data), "sections": sections or {}, "saved_at": at},
    )
    return kept


def discard(person: User, action: str, target: Target | None) -> None:
    """Forget what was typed: it was sent, or it is not wanted."""
    _rows(person, action, target).delete()


def _owner(target: Target | None) -> dict[str, Any]:
    return dict.fromkeys(("case", "clue", "matter")) if target is None else columns(target)


def _rows(person: User, action: str, target: Target | None) -> QuerySet[FormDraft]:
    return FormDraft.objects.filter(person=person, action=action, **_owner(target))


@page
@require_POST
def autosave(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the form that sent this, and say when; the form goes on being typed into.

    The form names itself by ``_kind``, ``_number`` and ``_action``; ``_as`` is what it is kept as.
    """
    post, at = request.POST, now()
    name = post.get("_action", "")
    number = post.get("_number", "")
    target = target_for(actor_of(request), post.get("_kind", ""), number) if number else None
    kind = known_action(name, target)
    if kind is None:
        raise NotFound
    values = read(kind.Data, post, keep_empty=True)
    kept_as = post.get("_as", name)[:48] or name
    kept = save(user_of(request), kept_as, target, values, at, typed(post))
    if kept is None:
        raise NotFound
    return render(request, "components/saved.html", {"saved_at": kept.saved_at})
