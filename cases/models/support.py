"""Support of a suit that another brings (支持起诉, Rules 100-103; Env-I 2-5, 11)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class Means(models.TextChoices):
    """Ways to support a suit (Rules 101)."""

    ADVICE = "advice", _("Legal advice")
    OPINION = "opinion", _("Written opinion to the court")
    EVIDENCE_HELP = "evidence_help", _("Help in gathering evidence")
    APPEARANCE = "appearance", _("Appearance in court")


class PlaintiffKind(models.TextChoices):
    """Whose suits may be supported (Rules 100)."""

    RIGHT_HOLDER = "right_holder", _("Right-holder of ecological compensation")
    SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")
    RELATIVE = "relative", _("Near relative of a hero or martyr")
    SERVICEMAN = "serviceman", _("Serviceman or their surviving family")
    OTHER = "other", _("Other eligible plaintiff")


class WithdrawalGround(models.TextChoices):
    """Grounds on which support is withdrawn (Rules 102)."""

    CLAIMS_DROPPED = "claims_dropped", _("Claims dropped without good reason")
    SETTLED = "settled", _("Withdrawn or settled to the detriment of the public interest")
    COSTS_EXCESSIVE = "costs_excessive", _("Excessive costs claimed")
    OTHER = "other", _("Other ground")


class SupportedOutcome(models.TextChoices):
    """How the supported suit ended."""

    UPHELD = "upheld", _("Claims upheld")
    UPHELD_PARTLY = "upheld_partly", _("Claims upheld in part")
    DISMISSED = "dismissed", _("Claims dismissed")
    MEDIATED = "mediated", _("Mediated")
    WITHDRAWN = "withdrawn", _("Withdrawn by the plaintiff")


class SupportedSuit(CaseChild):
    """The suit supported, with the opinion submitted, its withdrawal, and how the suit ended."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supported_suits")
    number = models.CharField(_("Number of the opinion"), max_length=40, unique=True)
    plaintiff = models.CharField(_("Plaintiff"), max_length=200)
    plaintiff_kind = models.CharField(
        max_length=24, choices=PlaintiffKind.choices, default=PlaintiffKind.OTHER
    )
    court = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    means = ArrayField(models.CharField(max_length=16, choices=Means.choices))
    submitted_on = models.DateField()
    withdrawal_number = models.CharField(max_length=40, blank=True)
    withdrawal_ground = models.CharField(
        max_length=16, choices=WithdrawalGround.choices, blank=True
    )
    withdrawal_note = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_submitted_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=SupportedOutcome.choices, blank=True)
    court_number = models.CharField(max_length=60, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Supported suit")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_supported_suit",
            ),
        )

    def __str__(self) -> str:
        return self.number

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The court the opinion was submitted to."""
        return models.Q(court__in=organisation_ids)


class Criterion(models.TextChoices):
    """What makes a social organisation eligible to sue (Env-I 2-5)."""

    REGISTERED = "registered", _("Registered at city level or above (Env-I 2, 3)")
    PURPOSE = "purpose", _("Its purpose is environmental protection (Env-I 4)")
    FIVE_YEARS = "five_years", _("Five years of such work without break (Env-I 4)")
    NO_VIOLATION = "no_violation", _("No violation in five years (Env-I 5)")
    RELATED = "related", _("The interest is within its purpose and scope (Env-I 4)")


class EligibilityCheck(CaseChild):
    """One point of the checklist on a plaintiff, with what proves it."""

    case_path = "supported__case"

    supported = models.ForeignKey(SupportedSuit, on_delete=models.CASCADE, related_name="checks")
    criterion = models.CharField(max_length=16, choices=Criterion.choices)
    met = models.BooleanField()
    proof = models.CharField(max_length=300, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("supported", "criterion"), name="checked_once"),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.met}"
