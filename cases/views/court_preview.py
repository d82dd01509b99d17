"""What an act would start, before it is done: the act itself, rehearsed and rolled back.

Nothing is computed a second time. The registry performs the action in a transaction that never
commits, and the periods it would have started, met or moved are read from its event.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.db import transaction

from cases.actions import Outcome
from cases.views.wording import deadline_label
from cases.domain.rulebook import Procedure, rule
from cases.models import Case

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
    }
)


class _RehearsedError(Exception):
    """Raised to roll a rehearsal back; carries what came of it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def rehearse(act: Callable[[], Outcome]) -> Outcome:
    """What ``act`` would bring about; nothing of it stays.

    Raises the ``DomainError`` with which it would be refused. The rows the outcome names do not
    exist afterwards.
    """
    try:
        with transaction.atomic():
            raise _RehearsedError(act())
    except _RehearsedError as rehearsed:
        return rehearsed.outcome


@dataclass(frozen=True, slots=True)
class Clock:
    """One period that an act starts, meets or moves. ``due_on`` is empty where it stands still."""

    code: str
    change: str
    label: str
    due_on: dt.date | None
    provisional: bool
    who: str
    basis: tuple[str, ...]


def clocks_of(outcome: Outcome, case: Case, codes: Iterable[str] = SHARED_CLOCKS) -> list[Clock]:
    """The changes of periods that an outcome tells, in the order of their last days."""
    event = outcome.event
    changes = event.effects.get("deadlines", ()) if event is not None else ()
    wanted = frozenset(codes)
    found = [_clock(change, case) for change in changes if change.get("code") in wanted]
    return sorted(found, key=lambda clock: (clock.due_on is None, clock.due_on or dt.date.max))


def _clock(change: Mapping[str, Any], case: Case) -> Clock:
    code, due_on = str(change["code"]), change.get("due_on")
    entry = rule(code, dt.date.max, Procedure.of(case.kind))
    return Clock(
        code=code,
        change=str(change.get("change")),
        label=deadline_label(code),
        due_on=dt.date.fromisoformat(due_on) if due_on else None,
        provisional=bool(change.get("provisional")),
        who=entry.who,
        basis=entry.basis_in(Procedure.of(case.kind)),
    )


def mark_of(clocks: Iterable[Clock]) -> str:
    """A short mark of what was shown, to tell whether what follows is still the same."""
    text = "|".join(f"{clock.code} {clock.change} {clock.due_on}" for clock in clocks)
    return sha256(text.encode()).hexdigest()[:16]
