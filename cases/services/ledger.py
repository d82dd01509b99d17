"""The deadline ledger of one clue or case: every entry computed from facts, every change told.

Dates are Beijing dates. The end is never counted down: a fact changes, the entry is computed anew,
and what follows from its end (Rules 47: the review period) with it.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Min, Q
from django.utils import timezone

from agencies.models import Organisation
from cases.domain.ladder import RIGHTS
from cases.domain.rulebook import UnknownRule, rule
from cases.models import (
    Case,
    Clue,
    Deadline,
    DeadlineExtension,
    DeadlineStatus,
    DeadlineSuspension,
    Matter,
    ServiceRecord,
    column,
    columns,
)
from cases.services.calendars import current_calendar
from cases.services.duties import duty_bound, own_length
from cases.services.periods import alarm, computation, extension_of, procedure_of, rule_of
from pilit.law.calendar import Calendar
from pilit.law.extensions import check_extension
from pilit.law.lengths import Length
from pilit.law.periods import Computation, is_in_time

PENDING = (DeadlineStatus.RUNNING, DeadlineStatus.SUSPENDED)


class Ledger:
    """The deadlines of one clue, case or matter at one moment. Use under its lock."""

    def __init__(self, target: Clue | Case | Matter, at: dt.datetime) -> None:
        self.target = target
        self.at = at
        self.today = timezone.localdate(at)
        self.changes: list[dict[str, Any]] = []
        self._calendar: Calendar | None = None

    @property
    def calendar(self) -> Calendar:
        """The calendar of rest days as it stands, read once."""
        if self._calendar is None:
            self._calendar = current_calendar()
        return self._calendar

    def _of_target(self) -> Q:
        return Q(**{column(self.target): self.target})

    def find(self, code: str) -> Deadline | None:
        """The latest entry under ``code`` that was not cancelled, ``None`` where there is none."""
        return (
            Deadline.objects.filter(self._of_target(), code=code)
            .exclude(status=DeadlineStatus.CANCELLED)
            .order_by("-id")
            .first()
        )

    def start(
        self,
        code: str,
        on: dt.date,
        *,
        proof: ServiceRecord | None = None,
        follows: Deadline | None = None,
        stated_end: dt.date | None = None,
        responsible: Organisation | None = None,
    ) -> Deadline | None:
        """Start a clock on the Beijing date of its start fact, under the rule then in force.

        ``follows`` is the period whose end is the start (Rules 47); ``stated_end`` the date a
        judgment names. ``None`` where no rule book covers that day (late entry of a case older than
        the rules known here): no clock is invented, and the event says so.
        """
        procedure = procedure_of(self.target)
        try:
            entry = rule(code, on, procedure)
        except UnknownRule:
            self.changes.append({"code": code, "change": "no_rule", "start_on": on})
            return None
        deadline = Deadline(
            **columns(self.target),
            code=code,
            rule_version=entry.version,
            start_on=on,
            proof=proof,
            follows=follows,
            stated_end=stated_end,
            responsible=responsible or duty_bound(self.target, entry),
            own_length=own_length(self.target, entry),
        )
        end = entry.compute(
            on,
            self.calendar,
            length=Length(**deadline.own_length) if deadline.own_length else None,
            fixed_end=stated_end,
            procedure=procedure,
        )
        self._take_over(deadline, end)
        deadline.save()
        self._tell(deadline, "started")
        return deadline

    def meet(self, code: str, on: dt.date, *, posted_on: dt.date | None = None) -> Deadline | None:
        """Note that a duty was done ``on`` a day; the postmark decides where there is one (CPL 85).

        In time: met, also where the end had passed and was noted as missed (late entry, a letter
        under way). Too late: it stays missed and the day it was made good is kept. ``None`` where
        no such clock runs.
        """
        deadline = self.find(code)
        return None if deadline is None else self.fulfil(deadline, on, posted_on=posted_on)

    def fulfil(
        self, deadline: Deadline, on: dt.date, *, posted_on: dt.date | None = None
    ) -> Deadline | None:
        """As :meth:`meet`, for one entry of several that run under the same code at once."""
        if deadline.met_on is not None:
            return None
        in_time = is_in_time(on, posted_on, deadline.due_on)
        deadline.status = DeadlineStatus.MET if in_time else DeadlineStatus.MISSED
        deadline.met_on = posted_on or on
        deadline.fires_at = None
        deadline.save()
        self._tell(deadline, "met" if in_time else "met_late", on=deadline.met_on)
        return deadline

    def cancel(self, codes: Iterable[str] | None, reason: str) -> None:
        """Stop clocks that have lost their point: those under ``codes``, or all."""
        rows = Deadline.objects.filter(self._of_target(), met_on__isnull=True)
        rows = rows.exclude(status=DeadlineStatus.CANCELLED)
        if codes is not None:
            rows = rows.filter(code__in=list(codes))
        for deadline in rows:
            self.cancel_entry(deadline, reason)

    def cancel_entry(self, deadline: Deadline, reason: str) -> None:
        """As :meth:`cancel`, for one entry of several that run under the same code at once."""
        if deadline.status in PENDING:
            deadline.status = DeadlineStatus.CANCELLED
            deadline.cancelled_on = self.today
            deadline.cancel_reason = reason
            self._tell(deadline, "cancelled")
        deadline.fires_at = None
        deadline.save()

    def end(self, deadline: Deadline) -> None:
        """Note that a period ended without the duty done, or that a right lapsed."""
        lapses = deadline.code in RIGHTS
        deadline.status = DeadlineStatus.LAPSED if lapses else DeadlineStatus.MISSED
        deadline.fires_at = alarm(deadline, self.at)
        deadline.save()
        self._tell(deadline, "lapsed" if lapses else "missed")

    def suspend(
        self, codes: Iterable[str], source: str, from_: dt.date, reason: str, basis: str
    ) -> None:
        """Stop the running clocks under ``codes`` from a day on; ``source`` names the cause for
        resuming.
        """
        for deadline in self._running(codes):
            DeadlineSuspension.objects.create(
                deadline=deadline, source=source, starts_on=from_, reason=reason[:300], basis=basis
            )
            self.recompute(deadline, "suspended")

    def resume(self, source: str, on: dt.date) -> None:
        """End the suspensions of a cause; the clocks run on from ``on``."""
        rows = DeadlineSuspension.objects.filter(
            deadline__in=Deadline.objects.filter(self._of_target()),
            source=source,
            ends_on__isnull=True,
        ).select_related("deadline")
        for row in rows:
            row.ends_on = on
            row.save(update_fields=["ends_on"])
            self.recompute(row.deadline, "resumed")

    def check_extension(
        self, deadline: Deadline, by: str, on: dt.date, length: Length | None
    ) -> Length:
        """The length by which ``by`` may extend on a Beijing date, or a refusal.

        Raises :class:`PeriodEnded`, :class:`AlreadyExtended` or what ``pilit.law.extensions``
        documents.
        """
        granted = [extension_of(row) for row in deadline.extensions.order_by("step")]
        return check_extension(
            rule_of(deadline).extensions_in(procedure_of(self.target)),
            granted,
            by=by,
            granted_on=on,
            end=deadline.due_on,
            length=length,
        )

    def extend(
        self, deadline: Deadline, by: str, on: dt.date, reason: str, length: Length | None
    ) -> None:
        """Grant the extension that the rule gives to ``by``; refuses as :meth:`check_extension`."""
        allowed = self.check_extension(deadline, by, on, length)
        basis = rule_of(deadline).basis_in(procedure_of(self.target))
        DeadlineExtension.objects.create(
            deadline=deadline,
            step=deadline.extensions.count() + 1,
            granted_on=on,
            granted_by=by,
            basis=basis[0],
            days=allowed.days,
            months=allowed.months + 12 * allowed.years,
            reason=reason,
        )
        self.recompute(deadline, "extended")

    def recompute(self, deadline: Deadline, why: str) -> bool:
        """Compute an entry anew, and what follows from its end; tells the change. True where it
        moved.
        """
        if deadline.status in (DeadlineStatus.MET, DeadlineStatus.CANCELLED) or deadline.met_on:
            return False
        before = (deadline.due_on, deadline.provisional, deadline.status)
        self._take_over(deadline, computation(deadline, self.calendar))
        deadline.save()
        moved = before != (deadline.due_on, deadline.provisional, deadline.status)
        if moved or why != "recomputed":
            self._tell(deadline, why, before=before[0])
        if deadline.due_on is not None:
            for follower in deadline.followed_by.filter(met_on__isnull=True):
                follower.start_on = deadline.due_on
                self.recompute(follower, "recomputed")
        return moved

    def hand_over(self, giver: Organisation, receiver: Organisation) -> None:
        """What the giver of a case still has to do is now the receiver's.

        What it missed for good remains its own.
        """
        Deadline.objects.pending().filter(self._of_target(), responsible=giver).update(
            responsible=receiver
        )

    def refresh_target(self) -> None:
        """Write what lists sort by: the earliest day something is due on this clue or case."""
        pending = Deadline.objects.filter(
            self._of_target(), met_on__isnull=True, due_on__isnull=False
        ).filter(status__in=(DeadlineStatus.RUNNING, DeadlineStatus.MISSED), fires_at__isnull=False)
        if not isinstance(self.target, Case):
            self.target.next_due_on = pending.aggregate(first=Min("due_on"))["first"]
            return
        first = pending.order_by("due_on", "id").first()
        self.target.next_due_on = first.due_on if first else None
        self.target.next_due_rule = first.code if first else ""

    def _running(self, codes: Iterable[str]) -> list[Deadline]:
        return list(
            Deadline.objects.filter(
                self._of_target(), code__in=list(codes), met_on__isnull=True
            ).exclude(status__in=(DeadlineStatus.CANCELLED, DeadlineStatus.MET))
        )

    def _take_over(self, deadline: Deadline, end: Computation) -> None:
        deadline.due_on = end.end
        deadline.provisional = end.provisional
        deadline.calendar_version = end.calendar_version
        if end.suspended:
            deadline.status = DeadlineStatus.SUSPENDED
        elif deadline.status == DeadlineStatus.SUSPENDED or (end.end and end.end >= self.today):
            deadline.status = DeadlineStatus.RUNNING
        deadline.fires_at = alarm(deadline, self.at)

    def _tell(self, deadline: Deadline, change: str, **more: Any) -> None:
        self.changes.append(
            {
                "deadline": deadline.pk,
                "code": deadline.code,
                "change": change,
                "due_on": deadline.due_on,
                "provisional": deadline.provisional,
                **more,
            }
        )
