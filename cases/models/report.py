"""A report from the public (举报): taken in without an account, before it is a clue (Rules 24)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.domain.vocabulary import DOMAIN_LABELS, Domain
from cases.models.clue import Clue, Place
from cases.querysets import ReportQuerySet


class ReportState(models.TextChoices):
    """Where a report stands in the intake; what follows an acceptance stands with the clue."""

    RECEIVED = "received", _("Waiting for intake")
    ACCEPTED = "accepted", _("Accepted as a clue")
    DECLINED = "declined", _("Not accepted")
    SPAM = "spam", _("Marked as spam")


class DeclineReason(models.TextChoices):
    """Why a report becomes no clue; the reporter is told the category and nothing else."""

    NO_PUBLIC_INTEREST = "no_public_interest", _("It is not about harm to the public interest")
    TOO_VAGUE = "too_vague", _("It does not say enough to be looked into")
    KNOWN = "known", _("The same harm is being looked into already")
    OTHER_AUTHORITY = "other_authority", _("It is a matter for another authority")


class SpamSign(models.TextChoices):
    """What makes a report look like spam. A sign is shown beside it; nothing is dropped for one."""

    LINKS = "links", _("It holds links")
    ADVERTISING = "advertising", _("It holds words of advertising")
    TOO_SHORT = "too_short", _("It is very short")
    REPETITIVE = "repetitive", _("It repeats the same characters")
    SAME_TEXT = "same_text", _("The same text came before")


class Report(Place):
    """What somebody without an account reported, for the procuratorate of the district.

    Nothing of the sender's connection is kept. ``code_hash`` is the digest of the receipt code,
    ``key_hash`` that of the key of the form, so that a form sent twice makes one report. Contact
    that was left is sealed as that of an informant and moves to the clue.
    """

    procuratorate = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Procuratorate"),
        db_index=False,
    )
    state = models.CharField(
        max_length=10, choices=ReportState.choices, default=ReportState.RECEIVED
    )
    narrative = models.TextField(_("What was reported"))
    domain = models.CharField(
        _("Domain"),
        max_length=24,
        choices=[(domain.value, _(DOMAIN_LABELS[domain])) for domain in Domain],
    )
    anonymous = models.BooleanField(_("Anonymous"))
    sealed = models.BinaryField(blank=True, default=b"")
    signs = ArrayField(models.CharField(max_length=16, choices=SpamSign.choices), default=list)
    text_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField(_("Received"))
    # the decision of the intake
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decline_reason = models.CharField(max_length=20, choices=DeclineReason.choices, blank=True)
    note = models.TextField(_("Note"), blank=True)
    clue = models.OneToOneField(
        Clue, null=True, blank=True, on_delete=models.PROTECT, related_name="report"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("Report")
        constraints = (
            models.CheckConstraint(
                name="report_anonymous_keeps_nothing",
                condition=models.Q(anonymous=False) | models.Q(sealed=b""),
            ),
            models.CheckConstraint(
                name="report_accepted_is_a_clue",
                condition=models.Q(state="accepted", clue__isnull=False)
                | (~models.Q(state="accepted") & models.Q(clue__isnull=True)),
            ),
            models.CheckConstraint(
                name="report_declined_for_a_reason",
                condition=models.Q(state="declined") ^ models.Q(decline_reason=""),
            ),
            models.CheckConstraint(
                name="report_decided_by_somebody",
                condition=models.Q(
                    state="received", decided_at__isnull=True, decided_by__isnull=True
                )
                | (
                    ~models.Q(state="received")
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
            ),
        )
        indexes = (
            models.Index(fields=("procuratorate", "state", "-id"), name="report_own_state"),
            models.Index(fields=("procuratorate", "text_hash"), name="report_same_text"),
        )

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def excerpt(self) -> str:
        """Its beginning in one line, for lists and as the proposed title of the clue."""
        line = " ".join(self.narrative.split())
        return line if len(line) <= EXCERPT else f"{line[:EXCERPT]}…"

    @property
    def sign_labels(self) -> list[str]:
        """The signs of spam in the reader's language."""
        return [str(SpamSign(sign).label) for sign in self.signs]


EXCERPT = 60
"""Characters of a report that a list shows."""


class ReportPhoto(models.Model):
    """A photo of a report, drawn anew at receipt: nothing of what the camera wrote is in it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="photos")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="reports/%Y/%m/")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"photo {self.pk} of report {self.report_id}"
