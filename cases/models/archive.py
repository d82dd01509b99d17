"""The archive: when the file of a closed case was bound and handed over (Rules 106)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class Archive(CaseChild):
    """One archiving of a file; what came later is archived anew, as the next version.

    The table of contents as it was then is the document ``file_contents`` decided with it.
    ``missing`` tells what the file lacked, and why: rows of ``piece``, ``name`` and ``reason``.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="archives")
    version = models.PositiveSmallIntegerField(_("Version"))
    number = models.CharField(_("Archive number"), max_length=60)
    on = models.DateField(_("Archived on"))
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    volumes = models.PositiveSmallIntegerField(_("Volumes"))
    pages = models.PositiveIntegerField(_("Pages"))
    entries = models.PositiveIntegerField(_("Entries"))
    missing = models.JSONField(default=list)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("Archive")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("case", "version"), name="archive_version_once"),
            models.CheckConstraint(
                name="archive_has_pages", condition=models.Q(volumes__gte=1, pages__gte=1)
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} ({self.version})"
