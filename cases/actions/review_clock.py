"""The review-for-suit period: its start, and the entry that counts (Rules 47, 48)."""

import datetime as dt

from cases.actions.base import CaseAction
from cases.domain.clocks import REVIEW_CLOCKS
from cases.models import Deadline
from pilit.law.errors import WrongState
from pilit.law.texts import N_


def start_review(action: CaseAction, code: str, after: Deadline) -> None:
    """Start the review at the end of the period before it (Rules 47), once.

    It rests at once where an appraisal is out (Rules 48).
    """
    ledger = action.ledger
    if after.due_on is None or any(ledger.find(each) for each in REVIEW_CLOCKS):
        # Also where the case was transferred since: its review started with the receipt.
        return
    ledger.start(code, after.due_on, follows=after)
    rest_for_appraisals(action, code)


def start_review_on(action: CaseAction, code: str, day: dt.date) -> None:
    """Start the review on a day that ends no period, once: the last relative has answered (Rules
    92).
    """
    if not _has_started(action):
        action.ledger.start(code, day)
        rest_for_appraisals(action, code)


def _has_started(action: CaseAction) -> bool:
    """Whether there is a review, also that of a receiver after a transfer."""
    return any(action.ledger.find(code) is not None for code in REVIEW_CLOCKS)


def rest_for_appraisals(action: CaseAction, code: str) -> None:
    """Suspend a review that has just started, while appraisals are out (Rules 48)."""
    for appraisal in action.case.appraisals.filter(received_on__isnull=True):
        action.ledger.suspend(
            (code,),
            f"appraisal:{appraisal.pk}",
            appraisal.commissioned_on,
            appraisal.institution,
            "Rules 48",
        )


def review_clock(action: CaseAction) -> Deadline:
    """The review period that counts: after a transfer, that of the receiver (Rules 47).

    Raises :class:`WrongState` where none has started.
    """
    for code in reversed(REVIEW_CLOCKS):
        clock = action.ledger.find(code)
        if clock is not None:
            return clock
    raise WrongState(N_("The review period has not started."))
