"""Hours people spend on cases (Opinions 3(3): staff to match the work)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet

LONGEST_DAY = 24


class HoursQuerySet(CaseChildQuerySet["HoursSpent"]):
    """Hours as they were noted, put right or struck."""

    def standing(self) -> "HoursQuerySet":
        """Those that were not struck."""
        return self.filter(struck_on__isnull=True)


class HoursSpent(CaseChild):
    """Hours one person spent on a case on a Beijing date. Internal: no party sees them."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hours")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    hours = models.DecimalField(_("Hours"), max_digits=4, decimal_places=2)
    note = models.CharField(_("Work done"), max_length=200, blank=True)
    # Noted by mistake; what stood there is in the history.
    struck_on = models.DateField(null=True, blank=True)

    objects = HoursQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")
        indexes = (models.Index(fields=("person", "on"), name="hours_of_person"),)
        constraints = (
            models.CheckConstraint(
                name="hours_within_a_day",
                condition=models.Q(hours__gt=0, hours__lte=LONGEST_DAY),
            ),
        )

    def __str__(self) -> str:
        return f"{self.hours} h on {self.on}"
