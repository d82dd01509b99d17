"""The clocks of performance and enforcement, whatever is performed (CPL 237, 250; ALL-I 153)."""

import datetime as dt

from agencies.models import Organisation
from cases.actions.base import CaseAction

PERFORMANCE = "judgment_performance"
APPLICATION = "enforcement_application"
STALLED = "enforcement_stalled"


def start_performance(
    action: CaseAction,
    on: dt.date,
    perform_by: dt.date | None,
    beneficiary: Organisation | None = None,
) -> None:
    """Start the time for performance with what came into force ``on`` a Beijing date.

    After its last day the beneficiary has time to apply for enforcement; where no day is named,
    from the day it came into force (CPL 250).
    """
    ledger = action.ledger
    if perform_by is None:
        ledger.start(APPLICATION, on, responsible=beneficiary)
        return
    clock = ledger.start(PERFORMANCE, on, stated_end=perform_by)
    last_day = clock.due_on if clock is not None and clock.due_on else perform_by
    ledger.start(APPLICATION, last_day, follows=clock, responsible=beneficiary)


def start_enforcement(action: CaseAction, on: dt.date, court: Organisation | None) -> None:
    """Enforcement was asked for or begun by the court itself: it has six months (CPL 237)."""
    ledger = action.ledger
    ledger.meet(APPLICATION, on)
    clock = ledger.find(STALLED)
    if clock is None or clock.met_on is not None:
        ledger.start(STALLED, on, responsible=court)
