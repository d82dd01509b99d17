"""A request sent twice acts once: what came of it is kept under its key."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cases.actions.base import Target
from cases.models import Case, Clue, Draft, Event, IdempotencyKey, Matter
from cases.models.matter import column
from cases.sorts import sort_of
from pilit.law.errors import Conflict
from pilit.law.texts import N_


@dataclass(frozen=True)
class Outcome:
    """What came of a performance.

    ``target`` is the clue or case acted on, ``made`` what the action brought into being, ``draft``
    the draft that now waits for its decision, ``event`` the entry in the log. ``repeated``: the
    same request had been carried out before and nothing was done again.
    """

    target: Target | None = None
    made: Target | None = None
    draft: Draft | None = None
    event: Event | None = None
    repeated: bool = False


def lock_key(user_id: int, key: str) -> None:
    """Let the same request sent twice at once wait for itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, user_id])


def fingerprint(action: str, on: Target | None, data: Mapping[str, Any]) -> str:
    """What was asked, in short: the same key may not be used for something else. A matter is the
    same whether it was found as a matter or as its sort.
    """
    subject = [column(on), on.pk] if on is not None else []
    text = json.dumps([action, subject, data], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def remember(outcome: Outcome) -> dict[str, Any]:
    """An outcome as kept with its key."""

    def name(target: Target | None) -> list[Any] | None:
        if target is None:
            return None
        return ["Matter" if isinstance(target, Matter) else type(target).__name__, target.pk]

    return {
        "target": name(outcome.target),
        "made": name(outcome.made),
        "draft": outcome.draft.pk if outcome.draft else None,
        "event": outcome.event.pk if outcome.event else None,
    }


def answer_again(earlier: IdempotencyKey, asked: str) -> Outcome:
    """The answer given before. Raises :class:`Conflict` where something else is asked now."""
    if earlier.fingerprint != asked:
        raise Conflict(N_("This key was used for another request. Use a new key for each request."))

    def load(name: list[Any] | None) -> Target | None:
        if name is None:
            return None
        kind, pk = name
        if kind == "Matter":
            row = Matter.objects.get(pk=pk)
            return sort_of(row).find(row.pk)
        return Case.objects.get(pk=pk) if kind == "Case" else Clue.objects.get(pk=pk)

    kept = earlier.outcome
    return Outcome(
        target=load(kept["target"]),
        made=load(kept["made"]),
        draft=Draft.objects.filter(pk=kept["draft"]).first(),
        event=Event.objects.filter(pk=kept["event"]).first(),
        repeated=True,
    )
