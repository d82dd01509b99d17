"""What comes before a suit and must have ended: the reply period, or the notice.

Which of the two depends on the kind of case; see
``docs/decisions/0009-one-action-for-all-kinds.md``.
"""

import datetime as dt
from typing import ClassVar, Protocol

from agencies.models import Level, Organisation
from cases.actions.base import CaseAction
from cases.actions.notice import last_answer
from cases.domain.clocks import NOTICE, REPLY_CLOCKS
from cases.domain.vocabulary import CaseKind
from cases.models import Deadline, DeadlineStatus, PlaintiffResponse, ResponseKind
from pilit.law.errors import CourtNotCorresponding, NoticeRunning, ReplyPeriodRunning, WrongState
from pilit.law.texts import N_


class PreSuit(Protocol):
    """What must have ended before a suit in one kind of case."""

    series: ClassVar[str]
    """The series of the complaint's number."""
    too_early: ClassVar[str]
    """What is said of a complaint delivered before it had ended, a message id."""

    def refuse_suit(self) -> None:
        """Refuse a suit that may not be filed yet, or here, whatever it claims."""

    def last_day(self) -> dt.date | None:
        """Its last day, where it has one."""

    def courts(self) -> list[Organisation]:
        """The courts the suit may be brought to."""

    def settle(self) -> None:
        """Note that a suit was filed."""


def pre_suit(action: CaseAction) -> PreSuit:
    """What must have ended before a suit in the action's case."""
    match CaseKind(action.case.kind):
        case CaseKind.ADMINISTRATIVE:
            return ReplyPeriod(action)
        case CaseKind.INCIDENTAL:
            return IncidentalNotice(action)
    return Notice(action)


class ReplyPeriod:
    """The organ has had its time to perform and to reply (Interp. 21)."""

    series: ClassVar[str] = "行公诉"
    too_early: ClassVar[str] = N_("Before the reply period ended.")

    def __init__(self, action: CaseAction) -> None:
        self.action = action

    def clock(self) -> Deadline | None:
        """The reply period, ``None`` before service."""
        found = (self.action.ledger.find(code) for code in REPLY_CLOCKS)
        return next((deadline for deadline in found if deadline is not None), None)

    def last_day(self) -> dt.date | None:
        clock = self.clock()
        return clock.due_on if clock else None

    def refuse_suit(self) -> None:
        """Raise :class:`ReplyPeriodRunning` while the organ may still perform and reply."""
        end = self.last_day()
        if end is None:
            raise ReplyPeriodRunning
        if self.action.today <= end:
            raise ReplyPeriodRunning(
                N_("The organ's reply period runs until %(end)s; act after that day."),
                params={"end": end},
            )

    def courts(self) -> list[Organisation]:
        own = self.action.case.procuratorate
        return list(Organisation.objects.active().corresponding_to(own))

    def settle(self) -> None:
        """A reply can no longer be made: a period missed stays so, and nobody is reminded of it."""
        clock = self.clock()
        if clock is not None and clock.status == DeadlineStatus.RUNNING:
            self.action.ledger.end(clock)
        self.action.ledger.cancel(REPLY_CLOCKS, N_("a suit was filed"))


class Notice:
    """Eligible plaintiffs have had their time to sue, or every relative has answered (Interp. 13;
    Rules 92, 96).
    """

    series: ClassVar[str] = "民公诉"
    too_early: ClassVar[str] = N_("Before the notice ended.")

    def __init__(self, action: CaseAction) -> None:
        self.action = action

    def last_day(self) -> dt.date | None:
        clock = self.action.ledger.find(NOTICE)
        return clock.due_on if clock else None

    def refuse_suit(self) -> None:
        self._refuse_before_end()
        self._refuse_for_others()
        self.refuse_here()

    def refuse_here(self) -> None:
        """Civil suits go to intermediate courts (Interp. 5). Raises
        :class:`CourtNotCorresponding`.
        """
        if self.action.case.procuratorate.level == Level.DISTRICT:
            raise CourtNotCorresponding(
                N_(
                    "Civil suits go to an intermediate court (Interp. 5). Transfer the case for "
                    "suit to the procuratorate of its level first (Rules 16)."
                )
            )

    def courts(self) -> list[Organisation]:
        own = self.action.case.procuratorate
        rows = Organisation.objects.active().corresponding_to(own)
        return list(rows.exclude(level=Level.DISTRICT))

    def settle(self) -> None:
        """Note the end of the notice, where the sweep has not."""
        clock = self.action.ledger.find(NOTICE)
        if clock is not None and clock.status == DeadlineStatus.RUNNING:
            self.action.ledger.end(clock)

    def _refuse_before_end(self) -> None:
        if not self.action.case.notices.exists():
            if last_answer(self.action) is None:
                raise NoticeRunning(
                    N_("Publish the notice, or ask the relatives, and wait for the end or answer.")
                )
            return
        end = self.last_day()
        if end is None or self.action.today <= end:
            params = {"end": end} if end else {}
            message = N_("The notice runs until %(end)s; act after that day.") if end else None
            raise NoticeRunning(message, params=params)

    def _refuse_for_others(self) -> None:
        """The suit is another's, or a relative objects (Interp. 13; Rules 90, 96)."""
        case = self.action.case
        stands: dict[str, str] = {}
        for row in PlaintiffResponse.objects.filter(case=case).order_by("on", "id"):
            stands[row.who] = row.what
        if ResponseKind.OBJECTS in stands.values():
            raise WrongState(N_("A relative objects to the suit. Close the case (Rules 90)."))
        sued = case.negotiations.filter(sued_on__isnull=False).exists()
        if sued or ResponseKind.SUES in stands.values():
            raise WrongState(
                N_("Another has sued. Close the case, or support the suit (Rules 90, 100).")
            )


class IncidentalNotice(Notice):
    """As in a civil case; but the suit goes with the prosecution (Interp. 20; Rules 97)."""

    series: ClassVar[str] = "刑附民公诉"

    def refuse_here(self) -> None:
        """The court of the criminal case is the court, whatever its level."""

    def courts(self) -> list[Organisation]:
        court = self.action.case.criminal_court
        return [court] if court is not None else []
