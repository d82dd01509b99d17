"""The weekly digest to those who lead: one for each person and week."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Digest(models.Model):
    """The numbers one person was sent at the beginning of a week, by what they count."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    # Its Monday.
    week = models.DateField()
    numbers = models.JSONField()
    notification = models.OneToOneField(
        "agencies.Notification", on_delete=models.CASCADE, related_name="digest"
    )

    class Meta:
        verbose_name = _("Weekly digest")
        constraints = (
            models.UniqueConstraint(fields=("person", "week"), name="digest_once_a_week"),
            models.CheckConstraint(
                name="digest_week_begins_on_monday", condition=models.Q(week__iso_week_day=1)
            ),
        )

    def __str__(self) -> str:
        return f"digest of {self.week} to {self.person_id}"
