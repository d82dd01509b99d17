"""Numbers, proof of service and stored files."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import LITIGANTS, Case
from cases.models.clue import Clue
from cases.querysets import CaseChildQuerySet


class NumberSeries(models.Model):
    """The last number given in a series; locked while one is given, so none is given twice or
    skipped.
    """

    procuratorate = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    series = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("procuratorate", "series", "year"), name="one_series_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class ServiceMethod(models.TextChoices):
    """How a document was served (Rules 76; CPL 87-95)."""

    DIRECT = "direct", _("Direct service")
    POST = "post", _("By post")
    LEFT = "left", _("Left at the premises")
    ELECTRONIC = "electronic", _("Electronic service")
    ANNOUNCED = "announced", _("Announced service")


class ServiceRecord(CaseChild):
    """Proof of service (送达回证): the start of a clock points here."""

    class Document(models.TextChoices):
        FILING_DECISION = "filing_decision", _("Filing decision")
        RECOMMENDATION = "recommendation", _("Recommendation")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="services")
    document = models.CharField(max_length=20, choices=Document.choices)
    addressee = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    served_on = models.DateField()
    method = models.CharField(max_length=12, choices=ServiceMethod.choices)
    witness = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.document} served {self.served_on}"

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The addressee."""
        return models.Q(addressee__in=organisation_ids)


class StoredFile(CaseChild):
    """An uploaded file, kept under a random name outside the web root.

    Until an action attaches it, it belongs to its uploader alone. ``sha256`` is taken at receipt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    clue = models.ForeignKey(
        Clue, null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    evidence = models.ForeignKey(
        "cases.Evidence", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    reply = models.ForeignKey(
        "cases.Reply", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    report = models.ForeignKey(
        "cases.PerformanceReport",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="files",
    )
    look_back = models.ForeignKey(
        "cases.LookBack",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="files",
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.FileField(upload_to="files/%Y/%m/")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_for = models.ForeignKey(
        "agencies.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    attached_at = models.DateTimeField(null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("uploaded_at", "id")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """A party sees the files it sent; the court sees those reported on its judgments."""
        return models.Q(case__isnull=False, uploaded_for__in=organisation_ids) | models.Q(
            report__isnull=False,
            case__parties__organisation__in=organisation_ids,
            case__parties__role__in=LITIGANTS,
        )
