"""The quarterly statement of what a procuratorate and a commission referred to each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from pilit.law.texts import N_
from referrals.domain.circulation import CIRCULATION_STATES, CirculationState, Quarter
from referrals.domain.vocabulary import KIND_LABELS, RESULT_LABELS, ReferralKind, Result
from referrals.querysets.circulation import CirculationQuerySet

RETURNED = "returned"
OUTSTANDING = N_("Not concluded")


class Circulation(Matter):
    """One quarter between the procuratorate (of the matter) and ``commission``.

    Its rows are taken down when it is drawn up and stay as they are from the moment both sides
    agree: a trigger refuses to change them then.
    """

    commission = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    first_on = models.DateField()
    last_on = models.DateField()
    drawn_on = models.DateField()
    confirmed_by = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Side that confirmed first"),
    )
    confirmed_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    objects = CirculationQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Circulation statement")
        verbose_name_plural = _("Circulation statements")
        constraints = (
            models.CheckConstraint(
                name="circulation_of_a_quarter_that_ended",
                condition=models.Q(
                    last_on__gt=models.F("first_on"), drawn_on__gt=models.F("last_on")
                ),
            ),
            models.CheckConstraint(
                name="circulation_agreed_once_confirmed",
                condition=models.Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                & models.Q(agreed_on__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """Between whom it is."""
        return f"{self.procuratorate.short_name} — {self.commission.short_name}"

    @property
    def quarter(self) -> Quarter:
        """The quarter it is of."""
        return Quarter.of(self.first_on)

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return CIRCULATION_STATES[CirculationState(self.state)]


class CirculationRow(models.Model):
    """One referral as it stood at the end of the quarter; of later days nothing is told.

    ``outcome`` is its result, ``returned``, or empty where it was outstanding.
    """

    circulation = models.ForeignKey(Circulation, on_delete=models.CASCADE, related_name="rows")
    referral = models.ForeignKey(
        "referrals.Referral", on_delete=models.PROTECT, related_name="circulated"
    )
    by_procuratorate = models.BooleanField()
    sent_on = models.DateField()
    received_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("sent_on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("circulation", "referral"), name="circulated_once_a_quarter"
            ),
            models.CheckConstraint(
                name="circulated_outcome_once_decided",
                condition=models.Q(decided_on__isnull=True, outcome="")
                | models.Q(decided_on__isnull=False) & ~models.Q(outcome=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.circulation_id} {self.referral_id}"

    @property
    def kind_label(self) -> str:
        """What was referred, a message id."""
        return KIND_LABELS[ReferralKind(self.referral.kind)]

    @property
    def outcome_label(self) -> str:
        """What came of it by the end of the quarter, a message id."""
        if not self.outcome:
            return OUTSTANDING
        return N_("Returned") if self.outcome == RETURNED else RESULT_LABELS[Result(self.outcome)]
