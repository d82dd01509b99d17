"""That a case or clue was opened: recorded once an hour for each reader, and who looked last."""

import datetime as dt

from django.http import HttpRequest

from agencies.actor import Actor
from cases.actions.base import File
from cases.models import Case, Clue, Reading
from cases.views.access import user_of

LOOKED_THROUGH = 60
"""Readings looked through for the last views; one case is read again and again."""


def record_reading(request: HttpRequest, row: File, at: dt.datetime) -> None:
    """Record that a person opened a case or clue, once in the hour of ``at``."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    target = {"case": row} if isinstance(row, Case) else {"clue": row}
    Reading.objects.bulk_create(
        [Reading(**target, person=user_of(request), hour=hour)], ignore_conflicts=True
    )


def last_read(request: HttpRequest, actor: Actor, number: int) -> list[File]:
    """What the reader opened last and still sees, the last first; by three queries."""
    readings = Reading.objects.filter(person=user_of(request)).order_by("-hour", "-id")
    keys = list(dict.fromkeys(readings.values_list("case", "clue")[:LOOKED_THROUGH]))
    cases = Case.objects.visible_to(actor).in_bulk([case for case, _ in keys if case])
    clues = Clue.objects.visible_to(actor).in_bulk([clue for _, clue in keys if clue])
    found = (cases.get(case) if case else clues.get(clue) for case, clue in keys)
    return [row for row in found if row is not None][:number]
