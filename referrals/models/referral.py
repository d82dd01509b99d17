"""A clue or matter handed from one organisation to another (移送), and what came of it."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from referrals.domain.vocabulary import (
    KIND_LABELS,
    RESULT_LABELS,
    SECRECY_LABELS,
    STATE_LABELS,
    ReferralKind,
    ReferralState,
    Result,
    Secrecy,
)
from referrals.querysets.referral import ReferralQuerySet


def _values(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in words]


REFERRAL_KIND_CHOICES = _values(ReferralKind)
"""Named for the API's document."""


class Referral(Matter):
    """What was sent, by whom to whom; signed for, accepted or returned; and its result.

    Of a secret one ``narrative`` and ``penalty_decision`` are empty and ``sealed`` holds them
    encrypted.
    """

    sender = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Sender"),
    )
    receiver = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Receiver"),
    )
    kind = models.CharField(max_length=24, choices=REFERRAL_KIND_CHOICES)
    secrecy = models.CharField(max_length=10, choices=_values(Secrecy))
    case = models.ForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    clue = models.ForeignKey(
        "cases.Clue", null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    narrative = models.TextField(blank=True)
    penalty_decision = models.TextField(blank=True)
    sealed = models.BinaryField(blank=True, default=b"")
    sent_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    # The clue the receiving procuratorate registered from it: the receiver's own affair.
    registered = models.OneToOneField(
        "cases.Clue", null=True, blank=True, on_delete=models.PROTECT, related_name="referred"
    )
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.TextField(blank=True)
    reported_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=20, blank=True, choices=_values(Result))
    result_note = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Referral")
        verbose_name_plural = _("Referrals")
        constraints = (
            models.CheckConstraint(
                name="referral_to_somebody_else",
                condition=~models.Q(sender=models.F("receiver")),
            ),
            models.CheckConstraint(
                name="referral_secret_is_sealed",
                condition=(
                    models.Q(secrecy="secret", narrative="", penalty_decision="")
                    & ~models.Q(sealed=b"")
                )
                | (~models.Q(secrecy="secret") & models.Q(sealed=b"")),
            ),
            models.CheckConstraint(
                name="referral_reported_has_a_result",
                condition=models.Q(reported_on__isnull=True) | ~models.Q(result=""),
            ),
        )
        indexes = (
            models.Index(fields=("receiver", "-matter_ptr"), name="referral_incoming"),
            models.Index(fields=("sender", "-matter_ptr"), name="referral_outgoing"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """Between whom it is; of a secret one not even that."""
        if self.is_secret:
            return self.number
        return f"{self.sender.short_name} → {self.receiver.short_name}"

    @property
    def is_secret(self) -> bool:
        """Whether its content is sealed."""
        return self.secrecy == Secrecy.SECRET

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return STATE_LABELS[ReferralState(self.state)]

    @property
    def kind_label(self) -> str:
        """The kind as a message id."""
        return KIND_LABELS[ReferralKind(self.kind)]

    @property
    def secrecy_label(self) -> str:
        """The level of secrecy as a message id."""
        return SECRECY_LABELS[Secrecy(self.secrecy)]

    @property
    def result_label(self) -> str:
        """The result as a message id; nothing while there is none."""
        return RESULT_LABELS[Result(self.result)] if self.result else ""


class Progress(models.Model):
    """How the receiver gets on; the sender is told that it goes on, not how."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="progress")
    on = models.DateField()
    note = models.TextField()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.referral_id} {self.on}"
