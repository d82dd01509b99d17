"""Open and overdue duties, counted when asked: every day makes something overdue without anybody
acting, so no delta could keep them. Partial indexes hold what is waited for, and what was until it
was done or cancelled.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.ladder import RIGHTS
from cases.models import Deadline
from cases.statistics.percentile import HALF, NINE_TENTHS, Percentile, days
from cases.statistics.scope import Area
from pilit.law.texts import N_

DEFINITION: Final = N_(
    "Duties not yet done whose last day is known: running, or missed and not yet made good. Rights "
    "that lapse, suspended periods and periods of closed cases that have lost their point do not "
    "count. Overdue since the day after the last day; counted at the moment the page is opened."
)
DEFINITION_BEFORE: Final = N_(
    "A month ago: duties that had begun by that day and were neither done nor cancelled by its "
    "end, by the last day they have as it is known now. An extension granted since makes a duty in "
    "time then too."
)
DEFINITION_DAYS: Final = N_(
    "Half of what is overdue, and nine in ten of it, are over by so many days at most."
)


@dataclass(frozen=True, slots=True)
class Age:
    """For how many days something has been overdue; ``least`` 0 for what still has time."""

    code: str
    label: str
    least: int
    most: int | None

    def ends(self, today: dt.date) -> Q:
        """Duties whose last day makes them so old."""
        if self.least == 0:
            return Q(due_on__gte=today)
        latest = Q(due_on__lte=today - dt.timedelta(days=self.least))
        if self.most is None:
            return latest
        return latest & Q(due_on__gte=today - dt.timedelta(days=self.most))


AGES: Final[Mapping[str, Age]] = {
    age.code: age
    for age in (
        Age("open", N_("In time"), 0, 0),
        Age("week", N_("1–7 days over"), 1, 7),
        Age("month", N_("8–30 days over"), 8, 30),
        Age("quarter", N_("31–90 days over"), 31, 90),
        Age("longer", N_("More than 90 days over"), 91, None),
    )
}
LATE: Final = "late"
"""Every age but the first."""

DUTIES: Final[Mapping[str, str]] = {
    OrganisationKind.PROCURATORATE: N_("The procuratorate"),
    OrganisationKind.ORGAN: N_("The organ"),
    OrganisationKind.COURT: N_("The court"),
    OrganisationKind.SOCIAL: N_("Another organisation"),
}
"""Whose duty it is, by the kind of organisation that is responsible."""


def waiting(
    actor: Actor, area: Area, opens: bool, day: dt.date | None = None
) -> QuerySet[Deadline]:
    """The duties of an area that wait to be done, or waited at the end of an earlier day; of cases
    the actor sees, where they see any.
    """
    rows = Deadline.objects.filter(
        area.of_targets("case") | area.of_targets("clue"),
        _WAITING if day is None else _waited_on(day),
        due_on__isnull=False,
    ).exclude(code__in=RIGHTS)
    rows = rows.annotate(place=Coalesce("case__procuratorate_id", "clue__procuratorate_id"))
    if opens:
        rows = rows.filter(pk__in=Deadline.objects.visible_to(actor).values("pk"))
    return rows


_WAITING: Final = Q(fires_at__isnull=False, met_on__isnull=True)


def _waited_on(day: dt.date) -> Q:
    """What was waited for then: it still is, or was done or cancelled later."""
    later = _WAITING | Q(met_on__gt=day) | Q(met_on__isnull=True, cancelled_on__gt=day)
    return later & Q(start_on__lte=day)


def narrowed(
    rows: QuerySet[Deadline],
    today: dt.date,
    *,
    age: str = "",
    duty: str = "",
    code: str = "",
    organ: str = "",
) -> QuerySet[Deadline]:
    """Those of an age, of whose duty it is, of one rule and of one organ; empty for all."""
    if age == LATE:
        rows = rows.filter(due_on__lt=today)
    elif age in AGES:
        rows = rows.filter(AGES[age].ends(today))
    if duty:
        rows = rows.filter(responsible__kind=duty)
    if organ:
        rows = rows.filter(responsible__code=organ)
    return rows.filter(code=code) if code else rows


@dataclass(frozen=True, slots=True)
class Aged:
    """How many duties of each age, and how many days half and nine tenths of the overdue ones are
    over at most; ``None`` where none is.
    """

    counts: Mapping[str, int]
    half: float | None
    nine_tenths: float | None

    @property
    def late(self) -> int:
        """How many are overdue."""
        return sum(self.counts[age.code] for age in AGES.values() if age.least)


def ages(rows: QuerySet[Deadline], today: dt.date, by: str) -> dict[Any, Aged]:
    """How many of each age, told apart by a column; by one statement."""
    late = Q(due_on__lt=today)
    over = ExpressionWrapper(Value(today) - F("due_on"), output_field=DurationField())
    counted = (
        rows.order_by()
        .annotate(over=over)
        .values(by)
        .annotate(
            **{f"n_{age.code}": Count("pk", filter=age.ends(today)) for age in AGES.values()},
            half=Percentile("over", HALF, filter=late),
            nine_tenths=Percentile("over", NINE_TENTHS, filter=late),
        )
    )
    return {
        row[by]: Aged(
            {code: row[f"n_{code}"] for code in AGES}, days(row["half"]), days(row["nine_tenths"])
        )
        for row in counted
    }


def late_by(rows: QuerySet[Deadline], day: dt.date, by: str) -> dict[Any, int]:
    """How many were overdue on a day, told apart by a column; by one statement."""
    counted = rows.filter(due_on__lt=day).order_by().values_list(by).annotate(number=Count("pk"))
    return dict(counted)
