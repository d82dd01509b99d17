"""That a deputy, member or reader is invited to watch a step in a case (Opinions 8(2))."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from referrals.domain.invitation import (
    INVITATION_STATES,
    OCCASIONS,
    InvitationState,
    Occasion,
    OccasionRow,
)
from referrals.querysets.invitation import InvitationQuerySet

OCCASION_CHOICES = [(each.value, each.value) for each in Occasion]
"""Named for the API's document."""


class Invitation(Matter):
    """One person invited to one occasion, the answer, and what they said there.

    The invited sees what is written in the invitation, and nothing of the case.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="invitations")
    occasion = models.CharField(_("Occasion"), max_length=20, choices=OCCASION_CHOICES)
    invitee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Invited"),
    )
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    place = models.CharField(_("Place"), max_length=200)
    invited_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    said = models.TextField(blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_reason = models.TextField(blank=True)

    objects = InvitationQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Invitation")
        verbose_name_plural = _("Invitations")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "occasion", "invitee", "starts_at"),
                condition=models.Q(cancelled_on__isnull=True),
                name="invited_once_to_an_occasion",
            ),
            models.CheckConstraint(
                name="invitation_said_where_they_came",
                condition=models.Q(said="") | models.Q(happened_on__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_cancelled_for_a_reason",
                condition=models.Q(cancelled_on__isnull=True, cancelled_reason="")
                | (models.Q(cancelled_on__isnull=False) & ~models.Q(cancelled_reason="")),
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """What it is about, as the invited is told."""
        return self.subject

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return INVITATION_STATES[InvitationState(self.state)]

    @property
    def entry(self) -> OccasionRow:
        """The occasion, with its basis."""
        return OCCASIONS[Occasion(self.occasion)]

    @property
    def occasion_label(self) -> str:
        """The occasion as a message id."""
        return self.entry.label

    @property
    def day(self) -> dt.date:
        """The Beijing date on which it begins."""
        return timezone.localdate(self.starts_at)
