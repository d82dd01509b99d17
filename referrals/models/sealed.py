"""What is kept under seal beside a row, and the requests to open it."""

import uuid

from django.conf import settings
from django.db import models

from cases.models import Matter


class SealedFile(models.Model):
    """A file of what is secret, encrypted where it is stored; its name and kind are sealed too.

    Nobody changes or deletes the row: a trigger and the grants of the application's role refuse it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="sealed_files")
    sealed = models.BinaryField()
    content = models.FileField(upload_to="sealed/")
    size = models.PositiveBigIntegerField()
    """Bytes of what was uploaded."""

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.id)


class Opening(models.Model):
    """That one of those who may read it asked to open what is sealed; a second person approves."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="openings")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    reason = models.CharField(max_length=200)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="opening_by_two_people",
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    models.Q(approved_at__isnull=False)
                    & ~models.Q(approved_by=models.F("asked_by"))
                ),
            ),
            models.UniqueConstraint(
                fields=("matter", "asked_by"),
                condition=models.Q(approved_by__isnull=True),
                name="one_request_to_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter_id} by {self.asked_by_id}"
