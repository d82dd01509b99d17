"""What must reach the world outside, and requests already answered: both commit with the change
itself.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxMail(models.Model):
    """An e-mail to be sent once.

    It is claimed before it is sent: a crash in between leaves it ``claimed`` and it is not sent a
    second time, because a reminder may reach a person at most once; the notification in the page
    stands either way.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Claimed")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    notification = models.OneToOneField(
        "agencies.Notification", on_delete=models.CASCADE, related_name="+"
    )
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("Mail to be sent")
        verbose_name_plural = _("Mails to be sent")
        indexes = (
            models.Index(
                fields=("not_before", "id"),
                name="mail_waiting",
                condition=models.Q(status="waiting"),
            ),
        )

    def __str__(self) -> str:
        return f"mail {self.pk} {self.status}"


class IdempotencyKey(models.Model):
    """A request that was carried out: sent again with the same key, it gets the same answer."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    outcome = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("actor", "key"), name="one_use_of_a_key"),)

    def __str__(self) -> str:
        return self.key
