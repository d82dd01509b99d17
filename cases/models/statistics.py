"""The figures of supervision added up by procuratorate, month, kind and domain, and what they were
checked against (Opinions 3(2)).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cell(models.Model):
    """How often a figure was counted, and the yuan in it, in one month at one procuratorate.

    ``kind`` is empty for clues, which have none.
    """

    procuratorate = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    month = models.DateField()
    figure = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, blank=True)
    domain = models.CharField(max_length=24)
    count = models.BigIntegerField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.figure} {self.month:%Y-%m} at {self.procuratorate_id}: {self.count}"


class FigureDelta(Cell):
    """By how much an action changed a cell, written in its transaction; gone once it is folded."""


class FigureRollup(Cell):
    """What the deltas folded so far add up to."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "month", "figure", "kind", "domain"),
                name="one_rollup_a_cell",
            ),
            models.CheckConstraint(
                name="rollup_month_is_its_first_day", condition=models.Q(month__day=1)
            ),
        )


class Reconciliation(models.Model):
    """The cells compared with the clues and cases themselves, and in how many they differed.

    What differed is kept in ``details`` and was put right.
    """

    at = models.DateTimeField(_("At"))
    cells = models.PositiveIntegerField(_("Cells"))
    differences = models.PositiveIntegerField(_("Differences"))
    details = models.JSONField(default=list)

    class Meta:
        verbose_name = _("Reconciliation")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.differences}"
