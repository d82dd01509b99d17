"""What is performed and enforced (执行依据): a judgment, a mediation or a confirmed agreement."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from agencies.models import Organisation
from cases.models import (
    Agreement,
    Case,
    Instance,
    Judgment,
    JudgmentOrder,
    Mediation,
    PerformanceReport,
    Suit,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title in force. ``orders`` is empty where it is performed as a whole."""

    source: Judgment | Mediation | Agreement
    in_force_on: dt.date
    court: Organisation | None
    orders: tuple[JudgmentOrder, ...]
    amount: Decimal
    """What is to be paid under it, in yuan."""
    perform_by: dt.date | None
    """The last day for performance, where it names one."""
    performed_on: dt.date | None
    """The day on which all of it was performed, as reported; ``None`` while something is not."""

    @property
    def first_due(self) -> dt.date | None:
        """The first day by which something not yet performed had to be."""
        if not self.orders:
            return self.perform_by
        days = [row.perform_by for row in self.orders if row.performed_on is None]
        return min((day for day in days if day is not None), default=None)


def title_of(case: Case) -> Title | None:
    """The title in force on a case; ``None`` where there is none."""
    return titles_of([case.pk]).get(case.pk)


def titles_of(cases: Collection[int]) -> dict[int, Title]:
    """The titles in force on cases, by the id of the case and a fixed number of queries.

    Of a suit not refused or withdrawn the judgment, else the mediation; else the agreement.
    """
    agreed = Agreement.objects.filter(negotiation__case__in=cases, confirmed_on__isnull=False)
    agreed = agreed.select_related("court", "negotiation__right_holder").order_by("id")
    found = {row.negotiation.case_id: of_agreement(row) for row in agreed}
    pending = Suit.objects.filter(case__in=cases).pending().values("pk")
    found |= _of_mediations(Mediation.objects.filter(suit__in=pending, on__isnull=False))
    rows = Judgment.objects.filter(suit__in=pending).select_related("suit__court")
    first: dict[int, Judgment] = {}
    for judgment in rows.prefetch_related("orders").order_by("id"):
        if judgment.instance == Instance.FIRST:
            first[judgment.suit_id] = judgment
        title = _of_judgment(judgment, first.get(judgment.suit_id))
        if title is not None:
            found[judgment.suit.case_id] = title
    return {case: title for case, title in found.items() if title is not None}


def _of_mediations(mediations: QuerySet[Mediation]) -> dict[int, Title | None]:
    rows = [row for row in mediations.select_related("suit__court") if row.on is not None]
    done = PerformanceReport.objects.filter(order__isnull=True, done=True)
    reports = list(done.filter(case__in=[row.suit.case_id for row in rows]).order_by("id"))
    return {
        row.suit.case_id: Title(
            source=row,
            in_force_on=row.on,
            court=row.suit.court,
            orders=(),
            amount=row.amount or Decimal(0),
            perform_by=row.perform_by,
            performed_on=_reported_as_a_whole(reports, row.suit.case_id, row.on),
        )
        for row in rows
        if row.on is not None
    }


def _reported_as_a_whole(
    reports: Iterable[PerformanceReport], case: int, since: dt.date
) -> dt.date | None:
    """The day on which what is performed as a whole was, by the first report that says so."""
    days = (row.on for row in reports if row.case_id == case and row.on >= since)
    return next(days, None)


def _of_judgment(judgment: Judgment, below: Judgment | None) -> Title | None:
    if judgment.in_force_on is None:
        return None
    orders = _standing(judgment, below)
    performed = [row.performed_on for row in orders if row.performed_on is not None]
    return Title(
        source=judgment,
        in_force_on=judgment.in_force_on,
        court=judgment.suit.court,
        orders=orders,
        amount=sum((row.amount for row in orders if row.amount), Decimal(0)),
        perform_by=max((row.perform_by for row in orders if row.perform_by), default=None),
        performed_on=max(performed) if performed and len(performed) == len(orders) else None,
    )


def of_agreement(agreement: Agreement) -> Title | None:
    """The title an agreement is; ``None`` while no court has confirmed it."""
    if agreement.confirmed_on is None:
        return None
    return Title(
        source=agreement,
        in_force_on=agreement.confirmed_on,
        court=agreement.court,
        orders=(),
        amount=agreement.amount,
        perform_by=agreement.perform_by,
        performed_on=agreement.performed_on,
    )


def standing_orders(judgment: Judgment) -> tuple[JudgmentOrder, ...]:
    """What is to be performed: the orders of the judgment, or those below that it upheld."""
    below = judgment.suit.judgments.filter(instance=Instance.FIRST).order_by("-id").first()
    return _standing(judgment, below)


def _standing(judgment: Judgment, below: Judgment | None) -> tuple[JudgmentOrder, ...]:
    own = tuple(judgment.orders.all())
    if own or not judgment.upheld_below:
        return own
    return tuple(below.orders.all()) if below else ()
