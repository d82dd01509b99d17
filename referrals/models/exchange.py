"""Joint training and exchange of staff (联合培训、人员交流; Opinions 7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JointTraining(models.Model):
    """A training held together: when, where, for how many people of whom, with what outcome."""

    mechanism = models.ForeignKey(
        "referrals.Mechanism", on_delete=models.CASCADE, related_name="trainings"
    )
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    people = models.PositiveIntegerField()
    participants = models.TextField()
    outcome = models.TextField()

    class Meta:
        verbose_name = _("Joint training")
        verbose_name_plural = _("Joint trainings")
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                name="training_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(name="training_for_somebody", condition=models.Q(people__gt=0)),
        )

    def __str__(self) -> str:
        return self.title


class StaffExchange(models.Model):
    """Somebody of one organisation who serves at another for a time; ``ends_on`` is planned.

    ``no`` counts within the mechanism.
    """

    mechanism = models.ForeignKey(
        "referrals.Mechanism", on_delete=models.CASCADE, related_name="exchanges"
    )
    no = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=200)
    home = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("agencies.Organisation", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Exchange of staff")
        verbose_name_plural = _("Exchanges of staff")
        ordering = ("starts_on", "id")
        constraints = (
            models.UniqueConstraint(fields=("mechanism", "no"), name="exchange_no"),
            models.CheckConstraint(
                name="exchange_with_another", condition=~models.Q(home=models.F("host"))
            ),
            models.CheckConstraint(
                name="exchange_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="exchange_ended_with_an_outcome",
                condition=models.Q(ended_on__isnull=True, outcome="")
                | models.Q(ended_on__gte=models.F("starts_on")) & ~models.Q(outcome=""),
            ),
        )

    def __str__(self) -> str:
        return self.who
