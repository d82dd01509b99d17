"""What the ladder says about one deadline at the moment of the sweep."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from cases.domain.ladder import RIGHTS, Moment, Turn, turn
from cases.models import Case, Clue, Deadline, DeadlineStatus, Matter
from pilit.web.clock import BEIJING


@dataclass(frozen=True, slots=True)
class Firing:
    """A due deadline: whether its period is over and not noted yet, and what is to be sent.

    ``due_on`` and ``target`` are those of the deadline, known to be there.
    """

    deadline: Deadline
    target: Clue | Case | Matter
    due_on: dt.date
    ends: bool
    turn: Turn

    @classmethod
    def of(cls, deadline: Deadline, at: dt.datetime) -> Self:
        """Ask the ladder. Raises ``LookupError`` for a deadline that cannot be due."""
        target = deadline.case or deadline.clue or deadline.matter
        if target is None or deadline.due_on is None or deadline.fires_at is None:
            raise LookupError(f"deadline {deadline.pk} cannot be due")
        now = beijing(at)
        return cls(
            deadline,
            target,
            deadline.due_on,
            ends=deadline.status == DeadlineStatus.RUNNING and deadline.due_on < now[0],
            turn=turn(
                deadline.start_on,
                deadline.due_on,
                beijing(deadline.fires_at),
                now,
                after_end=deadline.code not in RIGHTS,
            ),
        )

    @property
    def lapses(self) -> bool:
        """Whether the end is that of a right, which nobody failed to use."""
        return self.deadline.code in RIGHTS


def beijing(moment: dt.datetime) -> Moment:
    """A moment as Beijing's clock shows it."""
    local = moment.astimezone(BEIJING)
    return local.date(), local.time()
