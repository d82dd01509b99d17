"""The statements of the sweep that the ORM cannot make in one: many rows, each with its own values.

What they mean is said where they are called.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.db import connection

from cases.models import Deadline


class NewReminder(NamedTuple):
    """A row of ``cases_reminder``."""

    deadline: int
    stage: str
    recipient: int
    status: str
    due_on: dt.date


class ReminderKey(NamedTuple):
    """What a reminder is unique by."""

    deadline: int
    stage: str
    recipient: int


_REMINDERS: Final = """
INSERT INTO cases_reminder (deadline_id, stage, recipient_id, status, due_on, at)
SELECT *, %s
  FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::date[])
    ON CONFLICT (deadline_id, stage, recipient_id) DO NOTHING
RETURNING deadline_id, stage, recipient_id
"""

_TURNS: Final = """
UPDATE cases_deadline
   SET status = new.status, fires_at = new.fires_at
  FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS new (id, status, fires_at)
 WHERE cases_deadline.id = new.id
"""

# As `Ledger.refresh_target` chooses, for many at once.
_CASES: Final = """
UPDATE cases_case SET next_due_on = first.due_on, next_due_rule = coalesce(first.code, '')
  FROM unnest(%s::bigint[]) AS touched (id)
  LEFT JOIN LATERAL (
       SELECT due_on, code FROM cases_deadline
        WHERE case_id = touched.id AND status IN ('running', 'missed')
          AND met_on IS NULL AND due_on IS NOT NULL AND fires_at IS NOT NULL
        ORDER BY due_on, id LIMIT 1
       ) AS first ON true
 WHERE cases_case.id = touched.id
   AND (next_due_on, next_due_rule) IS DISTINCT FROM (first.due_on, coalesce(first.code, ''))
"""

_CLUES: Final = """
UPDATE cases_clue SET next_due_on = first.due_on
  FROM unnest(%s::bigint[]) AS touched (id)
  LEFT JOIN LATERAL (
       SELECT due_on FROM cases_deadline
        WHERE clue_id = touched.id AND status IN ('running', 'missed')
          AND met_on IS NULL AND due_on IS NOT NULL AND fires_at IS NOT NULL
        ORDER BY due_on, id LIMIT 1
       ) AS first ON true
 WHERE cases_clue.id = touched.id AND next_due_on IS DISTINCT FROM first.due_on
"""


_MATTERS: Final = _CLUES.replace("cases_clue", "cases_matter").replace("clue_id", "matter_id")


def insert_reminders(rows: Sequence[NewReminder], at: dt.datetime) -> list[ReminderKey]:
    """Insert the reminders that do not exist yet; returns which those are."""
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_REMINDERS, [at, *(list(column) for column in zip(*rows, strict=True))])
        return [ReminderKey(*row) for row in cursor.fetchall()]


def write_turns(deadlines: Sequence[Deadline]) -> None:
    """Save ``status`` and ``fires_at`` of deadlines."""
    keys = [deadline.pk for deadline in deadlines]
    statuses = [str(deadline.status) for deadline in deadlines]
    moments = [deadline.fires_at for deadline in deadlines]
    with connection.cursor() as cursor:
        cursor.execute(_TURNS, [keys, statuses, moments])


def refresh_next_due(cases: Iterable[int], clues: Iterable[int], matters: Iterable[int]) -> None:
    """Write what lists sort by, on those clues, cases and matters for which it changed."""
    with connection.cursor() as cursor:
        cursor.execute(_CASES, [list(cases)])
        cursor.execute(_CLUES, [list(clues)])
        cursor.execute(_MATTERS, [list(matters)])
