"""What a look-back goes through: what was recommended, ordered or agreed, item by item."""

import datetime as dt
from dataclasses import dataclass

from cases.models import Agreement, Case, Judgment, Mediation


@dataclass(frozen=True, slots=True)
class Subject:
    """What was to be done, from when on, and its items by number."""

    since: dt.date
    items: tuple[tuple[int, str], ...]


def subject_of(case: Case) -> Subject | None:
    """The recommendation served; else what a judgment in force ordered; else what was agreed.

    ``None`` where nothing was recommended, ordered or agreed.
    """
    return _recommended(case) or _ordered(case) or _mediated(case) or _agreed(case)


def _recommended(case: Case) -> Subject | None:
    row = case.recommendations.filter(served_on__isnull=False).order_by("-id").first()
    if row is None or row.served_on is None:
        return None
    return Subject(row.served_on, tuple(row.items.values_list("no", "text")))


def _ordered(case: Case) -> Subject | None:
    rows = Judgment.objects.filter(suit__case=case, in_force_on__isnull=False, orders__no__gt=0)
    row = rows.order_by("-id").first()
    if row is None or row.in_force_on is None:
        return None
    return Subject(row.in_force_on, tuple(row.orders.values_list("no", "text")))


def _mediated(case: Case) -> Subject | None:
    row = Mediation.objects.filter(suit__case=case, on__isnull=False).order_by("-id").first()
    return None if row is None or row.on is None else Subject(row.on, ((1, row.agreement),))


def _agreed(case: Case) -> Subject | None:
    rows = Agreement.objects.filter(negotiation__case=case).select_related("negotiation")
    row = rows.order_by("-id").first()
    if row is None:
        return None
    return Subject(row.on, ((1, row.restoration or row.negotiation.obligor),))
