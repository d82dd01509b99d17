"""What happened to a clue or case, newest first, in sentences made from the event log."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actor import Actor
from cases.actions.base import Target
from cases.models import Event, EventStage, column
from cases.views.wording import action_label, change_text, sentence
from pilit.law.texts import N_
from pilit.web.texts import full_date

FIRST = 30
"""Entries shown before all are asked for."""

_STAGES = {
    EventStage.DRAFTED: N_("Draft submitted for review: %(what)s"),
    EventStage.REVIEWED: N_("Reviewed and submitted to the chief: %(what)s"),
    EventStage.SENT_BACK: N_("Draft sent back: %(what)s"),
    EventStage.WITHDRAWN: N_("Draft withdrawn: %(what)s"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline. ``recorded_at`` only where that was on another day."""

    pk: int
    occurred_at: dt.datetime
    has_time: bool
    text: str
    who: str
    opinion: str
    changes: tuple[str, ...]
    recorded_at: dt.datetime | None


def events_of(target: Target, actor: Actor) -> QuerySet[Event]:
    """The events of a clue or case that the actor may read, newest first."""
    rows = Event.objects.visible_to(actor)
    mine = rows.filter(**{column(target): target})
    return mine.order_by("-id")


def entries(events: Iterable[Event]) -> list[Entry]:
    """Events as lines."""
    return [_entry(event) for event in events]


def _entry(event: Event) -> Entry:
    occurred, recorded = (
        timezone.localtime(event.occurred_at),
        timezone.localtime(event.recorded_at),
    )
    stage = _STAGES.get(EventStage(event.stage))
    if stage is None:
        text = sentence(event.action, event.data, event.effects)
    else:
        text = _(stage) % {"what": action_label(event.action)}
    return Entry(
        pk=event.pk,
        occurred_at=event.occurred_at,
        has_time=bool(occurred.hour or occurred.minute),
        text=text,
        who=event.actor_name,
        opinion=str(event.effects.get("opinion", "")),
        changes=tuple(_changes(event)),
        recorded_at=event.recorded_at if recorded.date() != occurred.date() else None,
    )


def _changes(event: Event) -> list[str]:
    lines = []
    for change in event.effects.get("deadlines", ()):
        due_on = change.get("due_on")
        line = change_text(
            change, full_date(dt.date.fromisoformat(due_on)) if due_on else _("open")
        )
        if line and change.get("change") != "met":
            lines.append(line)
    return lines
