"""What a case costs the procuratorate (Opinions 8(3))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class CaseCost(CaseChild):
    """A cost of the procuratorate on a case, in yuan, and whose budget year bears it (Opinions
    8(3)).
    """

    class Kind(models.TextChoices):
        APPRAISAL = "appraisal", _("Appraisal and assessment")
        EXPERT = "expert", _("Expert consultation")
        MONITORING = "monitoring", _("Environmental monitoring")
        INVESTIGATION = "investigation", _("Inquiry and verification")
        INFORMATION = "information", _("Information technology")
        OTHER = "other", _("Other")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="costs")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    budget_year = models.PositiveSmallIntegerField()
    payee = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.CheckConstraint(name="cost_is_positive", condition=models.Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
