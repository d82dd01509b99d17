"""From a stored deadline to the law and back: its rule, its computation, its next moment."""

import datetime as dt

from django.utils import timezone

from cases.domain.ladder import RIGHTS, next_moment
from cases.domain.rulebook import Procedure, Rule, rule_version
from cases.models import Case, Clue, Deadline, DeadlineExtension, DeadlineStatus, Matter
from pilit.law.calendar import Calendar
from pilit.law.extensions import Extension
from pilit.law.lengths import Length
from pilit.law.periods import Computation
from pilit.law.suspensions import Suspension

ALARMED = (DeadlineStatus.RUNNING, DeadlineStatus.MISSED)


def rule_of(deadline: Deadline) -> Rule:
    """The rule in the version the deadline's clock started under."""
    return rule_version(deadline.rule_version)


def computation(deadline: Deadline, calendar: Calendar) -> Computation:
    """Compute a deadline from its facts, with the steps that explain it.

    Reads ``suspensions`` and ``extensions``; prefetch them for a list.
    """
    return rule_of(deadline).compute(
        deadline.start_on,
        calendar,
        length=Length(**deadline.own_length) if deadline.own_length else None,
        fixed_end=deadline.stated_end,
        suspensions=[
            Suspension(row.starts_on, row.ends_on, row.reason, (row.basis,))
            for row in deadline.suspensions.all()
        ],
        extensions=[extension_of(row) for row in deadline.extensions.all()],
        procedure=procedure_of(deadline.case),
    )


def procedure_of(target: Clue | Case | Matter | None) -> Procedure | None:
    """The procedural law a case follows; ``None`` for a clue."""
    return Procedure.of(target.kind) if isinstance(target, Case) else None


def extension_of(row: DeadlineExtension) -> Extension:
    """An extension as it was granted."""
    length = Length(days=row.days) if row.days else Length(months=row.months)
    return Extension(row.granted_on, length, row.granted_by, (row.basis,))


def alarm(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The next moment after ``at`` when the sweep has something to do with a deadline.

    One computed into the past (late entry) is due at once: the sweep notes its end and the present
    rung of the ladder. ``None``: nothing is left to do, or its end is not known.
    """
    if deadline.due_on is None or deadline.status not in ALARMED:
        return None
    local = timezone.localtime(at)
    running = deadline.status == DeadlineStatus.RUNNING
    if running and deadline.due_on < local.date():
        return at
    moment = next_moment(
        deadline.start_on,
        deadline.due_on,
        (local.date(), local.time()),
        ended=not running,
        after_end=deadline.code not in RIGHTS,
    )
    return timezone.make_aware(dt.datetime.combine(*moment)) if moment else None
