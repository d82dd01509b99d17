"""What follows from a sweep for the ledger: ended periods, next alarms, actions of the clock."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.db import DataError, IntegrityError

from agencies.actor import Actor
from cases.actions import perform
from cases.domain.ladder import MIDNIGHT
from cases.models import Case, DeadlineStatus, Event, columns
from cases.services import record
from cases.services.periods import alarm
from cases.sweep.firing import Firing
from cases.sweep.statements import write_turns
from pilit.law.errors import DomainError, WrongState
from pilit.web.clock import BEIJING

#: The action the clock takes when a period under this code has ended.
CLOCK_ACTIONS: Final[Mapping[str, str]] = {
    "recommendation_reply": "reply_period_ends",
    "recommendation_reply_urgent": "reply_period_ends",
    "public_notice": "notice_ends",
    "appeal_judgment": "judgment_takes_effect",
    "appeal_ruling": "judgment_takes_effect",
}

DAY: Final = dt.timedelta(days=1)


class ClockActionError(Exception):
    """The action that follows from the end of a period failed on a case; its batch is undone."""

    def __init__(self, action: str, case: Case) -> None:
        super().__init__(f"{action} failed on case {case.number}")
        self.case_id = case.pk


def note(firings: Sequence[Firing], at: dt.datetime) -> None:
    """Write what became of the deadlines, and an event for each period that ended.

    As ``Ledger.end`` does for one, by a fixed number of statements for all.
    """
    events = []
    for firing in firings:
        deadline = firing.deadline
        if firing.ends:
            deadline.status = DeadlineStatus.LAPSED if firing.lapses else DeadlineStatus.MISSED
            events.append(_event(firing, at))
        deadline.fires_at = alarm(deadline, at)
    write_turns([firing.deadline for firing in firings])
    if events:
        record.append_all(events)


def act(firings: Iterable[Firing], at: dt.datetime) -> set[int]:
    """Let the clock take the actions that follow; returns the cases on which it took one.

    A case that has gone on meanwhile is in no state for it: that is as it should be. Raises
    :class:`ClockActionError` where an action fails for another reason.
    """
    acted = set()
    for firing in firings:
        action = CLOCK_ACTIONS.get(firing.deadline.code)
        if action is None or not firing.ends or not isinstance(firing.target, Case):
            continue
        try:
            perform(action, firing.target, Actor.system(), {}, at)
        except WrongState:
            continue
        except (DomainError, LookupError, IntegrityError, DataError) as failure:
            raise ClockActionError(action, firing.target) from failure
        acted.add(firing.target.pk)
    return acted


def _event(firing: Firing, at: dt.datetime) -> Event:
    """The end of a period in the history: it occurred at midnight, nobody did it."""
    deadline, target = firing.deadline, firing.target
    change = "lapsed" if firing.lapses else "missed"
    return Event(
        shard_id=target.procuratorate_id,
        **columns(target),
        action=f"deadline_{change}",
        occurred_at=dt.datetime.combine(firing.due_on + DAY, MIDNIGHT, tzinfo=BEIJING),
        recorded_at=at,
        data={"code": deadline.code, "due_on": firing.due_on},
        effects={
            "deadlines": [
                {
                    "deadline": deadline.pk,
                    "code": deadline.code,
                    "change": change,
                    "due_on": firing.due_on,
                    "provisional": deadline.provisional,
                }
            ]
        },
    )
