"""Performance and enforcement of a judgment, and the money that came in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, litigant_q
from cases.models.judgment import JudgmentOrder
from cases.models.litigation import SuitChild
from cases.querysets import CaseChildQuerySet


class OfJudgedCase(SuitChild):
    """A row of the enforcement stage; the court and the defendant see it."""

    case_path = "case"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The courts and the defendant; the right-holder under an agreement on compensation."""
        return litigant_q("case__", organisation_ids) | models.Q(
            case__negotiations__right_holder__in=organisation_ids,
            case__negotiations__agreements__confirmed_on__isnull=False,
        )


class PerformanceReport(OfJudgedCase):
    """What the defendant reports to have done, order by order (Opinions 5(5))."""

    # Empty where an agreement or a mediation is performed, as a whole.
    order = models.ForeignKey(
        JudgmentOrder, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
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


class EnforcementApplication(OfJudgedCase):
    """A beneficiary's application for enforcement (CPL 250; ALL-I 153)."""

    by = models.CharField(max_length=200)
    on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"application of {self.by}"


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
