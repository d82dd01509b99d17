"""What is performed and enforced (执行依据): a judgment, a mediation or a confirmed agreement."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from agencies.models import Organisation
from cases.models import Agreement, Case, Instance, Judgment, JudgmentOrder, Mediation


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
    suit = case.suits.pending().select_related("court").order_by("-id").first()
    if suit is not None:
        judgment = suit.judgments.filter(in_force_on__isnull=False).order_by("-id").first()
        if judgment is not None:
            return _of_judgment(judgment, suit.court)
        mediation = suit.mediations.filter(on__isnull=False).first()
        if mediation is not None and mediation.on is not None:
            return Title(
                source=mediation,
                in_force_on=mediation.on,
                court=suit.court,
                orders=(),
                amount=mediation.amount or Decimal(0),
                perform_by=mediation.perform_by,
                performed_on=_reported_as_a_whole(case, mediation.on),
            )
    agreement = (
        Agreement.objects.filter(negotiation__case=case, confirmed_on__isnull=False)
        .select_related("court", "negotiation__right_holder")
        .order_by("-id")
        .first()
    )
    return of_agreement(agreement) if agreement is not None else None


def _reported_as_a_whole(case: Case, since: dt.date) -> dt.date | None:
    """The day on which what is performed as a whole was, by the first report that says so."""
    reports = case.performancereports.filter(order__isnull=True, done=True, on__gte=since)
    return reports.order_by("id").values_list("on", flat=True).first()


def _of_judgment(judgment: Judgment, court: Organisation) -> Title | None:
    if judgment.in_force_on is None:
        return None
    orders = standing_orders(judgment)
    performed = [row.performed_on for row in orders if row.performed_on is not None]
    return Title(
        source=judgment,
        in_force_on=judgment.in_force_on,
        court=court,
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
    own = tuple(judgment.orders.all())
    if own or not judgment.upheld_below:
        return own
    below = judgment.suit.judgments.filter(instance=Instance.FIRST).order_by("-id").first()
    return tuple(below.orders.all()) if below else ()
