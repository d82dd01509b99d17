"""What an act would start, before it is done: the act itself, rehearsed and rolled back.

Nothing is computed a second time. The registry performs the action in a transaction that never
commits, and the periods it starts, meets or moves are read before it is rolled back.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.db import transaction

from cases.actions import Outcome
from cases.domain.rulebook import Procedure
from cases.models import Case, Deadline
from cases.services.calendars import current_calendar
from cases.views.deadlines import Due, due_of

#: Periods between court and parties. What the procuratorate owes its superior is not shown to them.
SHARED_CLOCKS: Final = frozenset(
    {
        "docketing",
        "complaint_service",
        "first_instance",
        "defence",
        "defence_forwarding",
        "appearance_notice",
        "appearance_reply",
        "appeal_judgment",
        "appeal_ruling",
        "second_instance",
        "second_instance_ruling",
        "judgment_performance",
        "enforcement_application",
        "enforcement_stalled",
        "co_plaintiff_joining",
        "department_informing",
        "mediation_notice",
        "confirmation_notice",
    }
)


class _RollBackError(Exception):
    """Raised to roll a rehearsal back."""


def rehearse[T](act: Callable[[], Outcome], read: Callable[[Outcome], T]) -> T:
    """What ``read`` finds once ``act`` has been done; then nothing of it stays.

    Raises the ``DomainError`` with which ``act`` is refused.
    """
    found: list[T] = []
    try:
        with transaction.atomic():
            found.append(read(act()))
            raise _RollBackError
    except _RollBackError:
        return found[0]


@dataclass(frozen=True, slots=True)
class Clock:
    """One period that an act starts, meets or moves, with the steps of its computation."""

    change: str
    due: Due

    @property
    def due_on(self) -> dt.date | None:
        """Its last day; empty where it stands still."""
        return self.due.row.due_on


def clocks_of(done: Outcome, case: Case, codes: Iterable[str] = SHARED_CLOCKS) -> list[Clock]:
    """The periods an outcome changed, by their last days."""
    changes = done.event.effects.get("deadlines", ()) if done.event is not None else ()
    by_id = {change.get("deadline"): str(change.get("change")) for change in changes}
    rows = Deadline.objects.filter(pk__in=[pk for pk in by_id if pk], code__in=list(codes))
    rows = rows.select_related("responsible").prefetch_related("suspensions", "extensions")
    calendar, procedure = current_calendar(), Procedure.of(case.kind)
    found = [Clock(by_id[row.pk], due_of(row, procedure, calendar)) for row in rows]
    return sorted(found, key=lambda clock: (clock.due_on is None, clock.due_on or dt.date.max))


def mark_of(clocks: Iterable[Clock]) -> str:
    """A short mark of what was shown, to tell whether what follows is still the same."""
    text = "|".join(f"{clock.due.row.code} {clock.change} {clock.due_on}" for clock in clocks)
    return sha256(text.encode()).hexdigest()[:16]
