"""A joint mechanism between a procuratorate and organs, courts or social organisations
(长效协调机制, 检察+; Opinions 7), and its members.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models import Matter
from pilit.law.lengths import Length
from referrals.domain.mechanism import (
    FIELDS_OF_WORK,
    MECHANISM_STATES,
    FieldOfWork,
    MechanismState,
)
from referrals.querysets.mechanism import MechanismQuerySet, MembershipQuerySet


class Mechanism(Matter):
    """What was established, about what, and how often its joint meeting is agreed to meet.

    ``meeting_months``: at least once in so many months; the members agreed on it, no law says it.
    """

    name = models.CharField(_("Name"), max_length=200)
    field = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in FieldOfWork]
    )
    purpose = models.TextField()
    established_on = models.DateField()
    meeting_months = models.PositiveSmallIntegerField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    objects = MechanismQuerySet.as_manager()  # type: ignore[misc]  # the stubs give the parent one

    class Meta:
        verbose_name = _("Joint mechanism")
        verbose_name_plural = _("Joint mechanisms")
        constraints = (
            models.CheckConstraint(
                name="mechanism_ended_with_a_reason",
                condition=models.Q(ended_on__isnull=True, end_reason="")
                | models.Q(ended_on__gte=models.F("established_on")) & ~models.Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="mechanism_meets_at_times", condition=models.Q(meeting_months__gt=0)
            ),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    @property
    def state_label(self) -> str:
        """The state as a message id."""
        return MECHANISM_STATES[MechanismState(self.state)]

    @property
    def field_label(self) -> str:
        """The field of work as a message id."""
        return FIELDS_OF_WORK[FieldOfWork(self.field)]

    @property
    def meets_every(self) -> Length:
        """How often its joint meeting is agreed to meet."""
        return Length(months=self.meeting_months)


class Membership(models.Model):
    """That an organisation is a member, from a day on, until it leaves; rows stay."""

    mechanism = models.ForeignKey(Mechanism, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    contact = models.CharField(max_length=200, blank=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("mechanism", "organisation"),
                name="member_once_at_a_time",
                condition=models.Q(left_on__isnull=True),
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining",
                condition=models.Q(left_on__isnull=True)
                | models.Q(left_on__gte=models.F("joined_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.mechanism_id}"
