"""Open and overdue duties, counted when asked: every day makes something overdue without anybody
acting, so no delta could keep them. A partial index holds what is waited for.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.domain.ladder import RIGHTS
from cases.models import Deadline
from cases.statistics.scope import Area
from pilit.law.texts import N_

DEFINITION: Final = N_(
    "Duties not yet done whose last day is known: running, or missed and not yet made good. Rights "
    "that lapse, suspended periods and periods of closed cases that have lost their point do not "
    "count. Overdue since the day after the last day; counted at the moment the page is opened."
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


def waiting(actor: Actor, area: Area, opens: bool) -> QuerySet[Deadline]:
    """The duties of an area that wait to be done; of cases the actor sees, where they see any."""
    rows = Deadline.objects.filter(
        area.of_targets("case") | area.of_targets("clue"),
        fires_at__isnull=False,
        met_on__isnull=True,
        due_on__isnull=False,
    ).exclude(code__in=RIGHTS)
    rows = rows.annotate(place=Coalesce("case__procuratorate_id", "clue__procuratorate_id"))
    if opens:
        rows = rows.filter(pk__in=Deadline.objects.visible_to(actor).values("pk"))
    return rows


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


def ages(rows: QuerySet[Deadline], today: dt.date, by: str) -> dict[Any, dict[str, int]]:
    """How many of each age, told apart by a column; by one statement."""
    counted = (
        rows.order_by()
        .values(by)
        .annotate(**{f"n_{age.code}": Count("pk", filter=age.ends(today)) for age in AGES.values()})
    )
    return {row[by]: {code: row[f"n_{code}"] for code in AGES} for row in counted}
