"""Legal documents as decided: one text each, frozen; and the seals that are laid on them."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.documents.blocks import Document
from cases.models.base import CaseChild
from cases.models.case import Case
from cases.models.clue import Clue
from cases.models.draft import Draft
from cases.models.event import Event
from cases.models.matter import Matter, one_target
from cases.querysets import LegalDocumentQuerySet


def new_token() -> str:
    """What stands in the address that verifies a document: 128 bits, not to be guessed."""
    return secrets.token_urlsafe(16)


class Seal(models.Model):
    """The picture of a procuratorate's seal. A later one replaces it for documents decided later;
    none is ever changed.
    """

    procuratorate = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    content = models.FileField(upload_to="seals", max_length=200)
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("procuratorate", "-id"), name="seal_newest"),)

    def __str__(self) -> str:
        return f"{self.procuratorate_id} {self.uploaded_at:%Y-%m-%d}"


class ElectronicSignature(models.Model):
    """A PDF of a decided document as it was signed with its procuratorate's certificate.

    The signed file is an original and is kept; nobody changes the row. Where the file kept is not
    what was signed, the document is signed anew, and the newest row counts.
    """

    document = models.ForeignKey(
        "cases.LegalDocument", on_delete=models.PROTECT, related_name="signatures"
    )
    content = models.FileField(upload_to="signed", max_length=200)
    sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    certified_by = models.CharField(max_length=200)
    serial_number = models.CharField(max_length=60)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.signer} {self.signed_at:%Y-%m-%d}"


class LegalDocument(CaseChild):
    """A document as it was decided: its canonical text and the digest of it.

    The database refuses to delete one and to change its text, digest or number. The same digest
    stands in the event of the action, which nobody can change unnoticed either.
    """

    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    clue = models.ForeignKey(
        Clue, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    code = models.CharField(max_length=48)
    name = models.CharField(max_length=120)
    number = models.CharField(_("Number"), max_length=60, blank=True)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    # of its PDF, counted by a worker within minutes; null: not yet
    pages = models.PositiveSmallIntegerField(null=True)
    # the required contents nobody wrote, by what they are called
    missing = models.JSONField(default=list)
    action = models.CharField(max_length=48)
    issued_by = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    # No constraint: that the log was cut must be found and told, as with every event.
    event = models.ForeignKey(
        Event, on_delete=models.DO_NOTHING, db_constraint=False, related_name="documents"
    )
    draft = models.ForeignKey(
        Draft, null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    seal = models.ForeignKey(
        Seal, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    addressee = models.ForeignKey(
        "agencies.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Document")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="document_of_one_target",
                condition=one_target(),
            ),
            models.UniqueConstraint(
                fields=("number",), condition=~models.Q(number=""), name="document_number_once"
            ),
            models.UniqueConstraint(fields=("event", "code"), name="document_once_an_event"),
        )
        indexes = (
            models.Index(
                fields=("-id",),
                name="document_pages_to_count",
                condition=models.Q(pages__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()

    @property
    def document(self) -> Document:
        """Its blocks. Raises ``ValueError`` where the text is no document any more."""
        return Document.restored(self.text)

    @property
    def made_on(self) -> dt.date:
        """The Beijing date of the decision."""
        return timezone.localdate(self.made_at)

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """Whom it is addressed to, once it was served or delivered; and who issued it."""
        return models.Q(addressee__in=organisation_ids, released_at__isnull=False) | models.Q(
            issued_by__in=organisation_ids
        )
