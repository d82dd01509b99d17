"""Compensation for ecological damage: negotiation, agreement, judicial confirmation (Eco-I)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class Negotiation(CaseChild):
    """A negotiation between right-holder and obligor; one at a time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="negotiations")
    right_holder = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Right-holder"),
    )
    obligor = models.CharField(_("Obligor"), max_length=200)
    started_on = models.DateField(_("Started on"))
    failed_on = models.DateField(_("Failed on"), null=True, blank=True)
    failure_reason = models.TextField(_("Why it failed"), blank=True)
    sued_on = models.DateField(_("Sued on"), null=True, blank=True)
    court = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Court of the right-holder's suit"),
    )

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Negotiation")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(failed_on__isnull=True),
                name="one_negotiation_at_a_time",
            ),
            models.CheckConstraint(
                name="negotiation_failed_after_started",
                condition=models.Q(failed_on__isnull=True)
                | models.Q(failed_on__gte=models.F("started_on")),
            ),
        )

    def __str__(self) -> str:
        return f"negotiation with {self.obligor}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The right-holder, and the court asked to confirm what was agreed."""
        return models.Q(right_holder__in=organisation_ids) | models.Q(
            agreements__court__in=organisation_ids
        )


class Agreement(CaseChild):
    """What was agreed; in force once the court has confirmed it (Eco-I 20)."""

    case_path = "negotiation__case"

    negotiation = models.ForeignKey(
        Negotiation, on_delete=models.CASCADE, related_name="agreements"
    )
    on = models.DateField(_("Agreed on"))
    amount = models.DecimalField(_("Amount (yuan)"), max_digits=14, decimal_places=2)
    restoration = models.TextField(_("Restoration"), blank=True)
    perform_by = models.DateField(_("To be performed by"), null=True, blank=True)
    court = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Court asked to confirm"),
    )
    asked_on = models.DateField(_("Asked on"), null=True, blank=True)
    published_on = models.DateField(_("Published on"), null=True, blank=True)
    confirmed_on = models.DateField(_("Confirmed on"), null=True, blank=True)
    court_number = models.CharField(_("Number of the ruling"), max_length=60, blank=True)
    performed_on = models.DateField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Agreement")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("negotiation",), name="one_agreement"),
            models.CheckConstraint(
                name="agreement_amount_not_negative", condition=models.Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="agreement_confirmed_after_published",
                condition=models.Q(confirmed_on__isnull=True)
                | models.Q(confirmed_on__gt=models.F("published_on")),
            ),
        )

    def __str__(self) -> str:
        return f"agreement {self.on}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The right-holder, and the court asked to confirm it."""
        return models.Q(negotiation__right_holder__in=organisation_ids) | models.Q(
            court__in=organisation_ids
        )
