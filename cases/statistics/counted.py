"""The numbers of a report: of a procuratorate with all below it, in some months and in the same
months of the year before.

They are those of the dashboard, from the same cells. A report is the procuratorate's and not one
person's: it counts the cases too that its drafter is recused from.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db.models import Sum as Total

from agencies.actor import Actor
from agencies.models import Organisation
from cases.domain.clocks import REPLY_CLOCKS
from cases.models import CaseCost, Deadline, Payment
from cases.statistics.changes import rate
from cases.statistics.numbers import Selection, numbers
from cases.statistics.periods import Period
from cases.statistics.scope import Area
from cases.statistics.tally import NIL, Sum

_EVERYTHING: Final = Actor.anonymous()
"""Nobody is recused from nothing: the numbers are whole."""


@dataclass(frozen=True)
class Counted:
    """The figures of an area in a period, each told apart as asked for, read once."""

    area: Area
    period: Period
    today: dt.date

    def _told(self, by: str) -> Mapping[tuple[str, Any], Sum]:
        return numbers(_EVERYTHING, Selection(self.area, self.period), self.period, by)

    @cached_property
    def by_kind(self) -> Mapping[tuple[str, Any], Sum]:
        """Figures by the kind of case."""
        return self._told("kind")

    @cached_property
    def by_domain(self) -> Mapping[tuple[str, Any], Sum]:
        """Figures by domain."""
        return self._told("domain")

    @cached_property
    def by_place(self) -> Mapping[tuple[str, Any], Sum]:
        """Figures by procuratorate."""
        return self._told("place")

    @cached_property
    def totals(self) -> Mapping[str, Sum]:
        """Figures in all."""
        found: dict[str, Sum] = {}
        for (code, _domain), number in self.by_domain.items():
            found[code] = found.get(code, NIL).plus(number)
        return found

    def count(self, code: str) -> int:
        """How many rows a figure counts."""
        return self.totals.get(code, NIL).count

    def yuan(self, code: str) -> Decimal:
        """The yuan of a figure."""
        return self.totals.get(code, NIL).amount

    # -- rates

    @cached_property
    def unanswered(self) -> int:
        """Recommendations whose period for the reply ended in these months without one."""
        return (
            Deadline.objects.filter(
                self.area.of_targets("case"),
                code__in=REPLY_CLOCKS,
                met_on__isnull=True,
                fires_at__isnull=False,
                due_on__gte=self.period.first,
                due_on__lt=min(self.period.end, self.today),
            )
            .order_by()
            .count()
        )

    @property
    def replied(self) -> int:
        """Replies, in time or not."""
        return self.count("replies_in_time") + self.count("replies_late")

    @property
    def reply_rate(self) -> Decimal | None:
        """Of the replies that were due, those that came."""
        return rate(self.replied, self.replied + self.unanswered)

    @property
    def in_time_rate(self) -> Decimal | None:
        """Of the replies that were due, those that came in time."""
        return rate(self.count("replies_in_time"), self.replied + self.unanswered)

    @property
    def rectified_rate(self) -> Decimal | None:
        """Of the items looked back on, those found effective (Opinions 3(2))."""
        done = self.count("items_rectified")
        return rate(done, done + self.count("items_not_rectified"))

    # -- money that no figure is kept of

    def costs(self, by: str, year: int) -> Mapping[Any, Decimal]:
        """The costs a budget year bears, told apart by a column (Opinions 8(3))."""
        rows = CaseCost.objects.filter(self.area.of_targets("case"), budget_year=year)
        told = rows.order_by().values_list(by).annotate(yuan=Total("amount"))
        return dict(told)

    def paid_into(self) -> Mapping[str, Decimal]:
        """What was paid in these months, by account."""
        rows = Payment.objects.filter(
            self.area.of_targets("case"), on__gte=self.period.first, on__lt=self.period.end
        )
        return dict(rows.order_by().values_list("account").annotate(yuan=Total("amount")))


def counted_for(place: Organisation, period: Period, today: dt.date) -> Counted:
    """The figures of a procuratorate with all below it."""
    return Counted(Area.under([place]), period, today)
