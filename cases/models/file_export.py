"""The export of a whole case file: asked for by one person, theirs alone."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.actor import Actor
from cases.models.case import Case


class FileExportQuerySet(models.QuerySet["FileExport"]):
    """One verb per filter."""

    def visible_to(self, actor: Actor) -> Self:
        """Those the actor asked for, of cases they still see from inside."""
        if actor.user is None:
            return self.none()
        cases = Case.objects.internal_to(actor).values("pk")
        return self.filter(asked_by=actor.user, case__in=cases)

    def unfinished(self) -> Self:
        """Those that wait or are being made."""
        return self.filter(status__in=(FileExport.Status.WAITING, FileExport.Status.RUNNING))


class FileExport(models.Model):
    """One export. Its key is random and is what its address holds.

    The row stays when the file has expired: it says who took the file of which case, and keeps the
    page counts found while making it.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", _("One PDF with bookmarks")
        ZIP = "zip", _("ZIP with the single files and a manifest")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Failed")
        EXPIRED = "expired", _("Expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="exports")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=4, choices=Kind.choices)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    asked_at = models.DateTimeField()
    # Whose work it is: a worker that finds another's claim here lets go.
    claim = models.UUIDField(null=True, editable=False)
    # The last sign of life of the worker; one that gives none was killed.
    seen_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    content = models.FileField(blank=True)
    size = models.PositiveBigIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    # Digest of a generated sheet to the number of its pages.
    pages = models.JSONField(default=dict)

    objects = FileExportQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("asked_by", "case"), name="export_of_person"),
            models.Index(
                fields=("asked_at",),
                condition=models.Q(status__in=("waiting", "running")),
                name="export_unfinished",
            ),
            models.Index(
                fields=("expires_at",),
                condition=models.Q(status="ready"),
                name="export_expiring",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("case", "asked_by", "kind"),
                condition=models.Q(status__in=("waiting", "running")),
                name="one_unfinished_export",
            ),
            models.CheckConstraint(
                name="export_ready_has_its_end",
                condition=~models.Q(status="ready")
                | (models.Q(expires_at__isnull=False) & ~models.Q(content="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id} for {self.asked_by_id}: {self.status}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more happens by itself, but that it expires."""
        return self.status not in (self.Status.WAITING, self.Status.RUNNING)
