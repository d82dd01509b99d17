"""Performance and enforcement of a judgment, and the money that came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.litigation import JudgmentOrder, SuitChild
from cases.querysets import CaseChildQuerySet


class OfJudgedCase(SuitChild):
    """A row of the enforcement stage; the court and the defendant see it."""

    case_path = "case"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The courts and the defendant."""
        return models.Q(case__parties__organisation__in=organisation_ids)


class PerformanceReport(OfJudgedCase):
    """What the defendant reports to have done, order by order (Opinions 5(5))."""

    order = models.ForeignKey(JudgmentOrder, on_delete=models.CASCADE, related_name="reports")
    done = models.BooleanField()
    on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    def __str__(self) -> str:
        return f"order {self.order_id} done={self.done} {self.on}"


class EnforcementStep(OfJudgedCase):
    """A step of enforcement by the court (Interp. 12)."""

    on = models.DateField()
    measure = models.TextField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    payee = models.CharField(max_length=120, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.on}: {self.measure}"


class Payment(OfJudgedCase):
    """Money paid under the judgment, in yuan, and the account it went to (Opinions 8(3))."""

    class Account(models.TextChoices):
        TREASURY = "treasury", _("Treasury")
        RESTORATION_FUND = "restoration_fund", _("Restoration fund")
        VICTIM = "victim", _("Victim")
        COSTS = "costs", _("Costs")

    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    account = models.CharField(max_length=20, choices=Account.choices)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="payment_is_positive", condition=models.Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.amount} to {self.account}"
