"""What is performed and enforced (执行依据): a judgment, a mediation or a confirmed agreement."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from agencies.models import Organisation
from cases.models import Agreement, Case, Instance, Judgment, JudgmentOrder, Mediation, Suit


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
    found = {row.negotiation.case_id: of_agreement(row) for row in _agreements(cases)}
    pending = Suit.objects.filter(
        case__in=cases, refused_on__isnull=True, withdrawn_on__isnull=True
    )
    judged = Judgment.objects.filter(suit__in=pending.values("pk"))
    mediated = Mediation.objects.filter(suit__in=pending.values("pk"), on__isnull=False)
    for mediation in mediated.select_related("suit__court"):
        found[mediation.suit.case_id] = _of_mediation(mediation)
    first: dict[int, Judgment] = {}
    rows = judged.select_related("suit__court").prefetch_related("orders")
    for judgment in rows.order_by("id"):
        if judgment.instance == Instance.FIRST:
            first[judgment.suit_id] = judgment
        if judgment.in_force_on is not None:
            below = first.get(judgment.suit_id)
            found[judgment.suit.case_id] = _of_judgment(judgment, judgment.suit.court, below)
    return {case: title for case, title in found.items() if title is not None}


def _agreements(cases: Collection[int]) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(negotiation__case__in=cases, confirmed_on__isnull=False)
    return rows.select_related("court", "negotiation__right_holder").order_by("id")


def _of_mediation(mediation: Mediation) -> Title | None:
    if mediation.on is None:
        return None
    amount = mediation.amount or Decimal(0)
    return Title(mediation, mediation.on, mediation.suit.court, (), amount, mediation.perform_by)


def _of_judgment(judgment: Judgment, court: Organisation, below: Judgment | None) -> Title | None:
    if judgment.in_force_on is None:
        return None
    orders = _standing(judgment, below)
    return Title(
        judgment,
        judgment.in_force_on,
        court,
        orders,
        sum((row.amount for row in orders if row.amount), Decimal(0)),
        max((row.perform_by for row in orders if row.perform_by), default=None),
    )


def of_agreement(agreement: Agreement) -> Title | None:
    """The title an agreement is; ``None`` while no court has confirmed it."""
    if agreement.confirmed_on is None:
        return None
    return Title(
        agreement,
        agreement.confirmed_on,
        agreement.court,
        (),
        agreement.amount,
        agreement.perform_by,
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
