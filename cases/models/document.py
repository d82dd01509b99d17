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
    """Proof of service (送达回证): the start of a clock points here.

    ``served_on`` is the day of service as the method has it: of signing, on the return slip, on
    which it was left, on which it reached the addressee's system (CPL 87-91). What the addressee
    confirms later (``received_at``) never moves it.
    """

    class Document(models.TextChoices):
        FILING_DECISION = "filing_decision", _("Filing decision")
        RECOMMENDATION = "recommendation", _("Recommendation")
        OBJECTION_ANSWER = "objection_answer", _("Answer to the objection")
        REVIEW_SUSPENSION = "review_suspension", _("Decision to suspend the review")
        REVIEW_RESUMPTION = "review_resumption", _("Decision to resume the review")
        CLOSING_DECISION = "closing_decision", _("Closing decision")
        SUPPORT_WITHDRAWAL = "support_withdrawal", _("Decision to withdraw support")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="services")
    document = models.CharField(max_length=20, choices=Document.choices)
    legal = models.ForeignKey(
        "cases.LegalDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
        verbose_name=_("Document"),
    )
    number = models.CharField(_("Number of the document"), max_length=60, blank=True)
    addressee = models.ForeignKey(
        "agencies.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # who is in no directory, such as the plaintiff of a suit that is supported
    addressee_name = models.CharField(max_length=200, blank=True)
    served_on = models.DateField()
    method = models.CharField(max_length=12, choices=ServiceMethod.choices)
    place = models.CharField(_("Place of service"), max_length=200, blank=True)
    signed_by = models.CharField(_("Signed for by"), max_length=200, blank=True)
    # Who took it for the addressee, and as what (CPL 88).
    proxy_name = models.CharField(_("Taken on behalf by"), max_length=200, blank=True)
    proxy_relation = models.CharField(_("Relation to the addressee"), max_length=200, blank=True)
    # That electronic service was agreed to: on which day, by whom (CPL 90).
    consent_on = models.DateField(_("Consent given on"), null=True, blank=True)
    consent_by = models.CharField(_("Consent given by"), max_length=200, blank=True)
    posted_on = models.DateField(_("Postmark"), null=True, blank=True)
    tracking_number = models.CharField(_("Number of the letter"), max_length=60, blank=True)
    reached_at = models.DateTimeField(_("Reached the system"), null=True, blank=True)
    refusal_reason = models.CharField(_("Reason of refusal"), max_length=300, blank=True)
    witness = models.CharField(_("Witness"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("Receipt confirmed"), null=True, blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="service_has_an_addressee",
                condition=models.Q(addressee__isnull=False, addressee_name="")
                | (models.Q(addressee__isnull=True) & ~models.Q(addressee_name="")),
            ),
            models.CheckConstraint(
                name="service_posted_before_served",
                condition=models.Q(posted_on__isnull=True)
                | models.Q(posted_on__lte=models.F("served_on")),
            ),
            models.CheckConstraint(
                name="service_consent_whole",
                condition=models.Q(consent_on__isnull=True, consent_by="")
                | (
                    models.Q(consent_on__isnull=False, method="electronic")
                    & ~models.Q(consent_by="")
                ),
            ),
            models.CheckConstraint(
                name="service_proxy_whole",
                condition=models.Q(proxy_name="", proxy_relation="")
                | (~models.Q(proxy_name="") & ~models.Q(proxy_relation="")),
            ),
            models.CheckConstraint(
                name="service_receipt_by_somebody",
                condition=models.Q(received_at__isnull=True, received_by__isnull=True)
                | models.Q(
                    received_at__isnull=False, received_by__isnull=False, method="electronic"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.document} served {self.served_on}"

    @property
    def awaits_receipt(self) -> bool:
        """Whether the addressee may still confirm that it came (CPL 90)."""
        return self.method == ServiceMethod.ELECTRONIC and self.received_at is None

    @property
    def to(self) -> str:
        """Whom it was served on."""
        return self.addressee.name if self.addressee is not None else self.addressee_name

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The addressee."""
        return models.Q(addressee__in=organisation_ids)


class ServicePresence(CaseChild):
    """Somebody invited to an announced service (Rules 76)."""

    case_path = "service__case"

    class Role(models.TextChoices):
        DEPUTY = "deputy", _("Deputy to the people's congress")
        MEMBER = "member", _("Member of the political consultative conference")
        SUPERVISOR = "supervisor", _("People's supervisor")
        OTHER = "other", _("Other person")

    service = models.ForeignKey(ServiceRecord, on_delete=models.CASCADE, related_name="present")
    name = models.CharField(_("Name"), max_length=200)
    role = models.CharField(max_length=12, choices=Role.choices)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The addressee, who was there too."""
        return models.Q(service__addressee__in=organisation_ids)


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
    matter = models.ForeignKey(
        "cases.Matter", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    evidence = models.ForeignKey(
        "cases.Evidence", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    reply = models.ForeignKey(
        "cases.Reply", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    # The reply of the reply form, printed, sealed and scanned.
    scan_of = models.ForeignKey(
        "cases.Reply", null=True, blank=True, on_delete=models.PROTECT, related_name="scans"
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
    service = models.ForeignKey(
        ServiceRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    # Counted at receipt; empty where that cannot be known, as of a table or a film.
    pages = models.PositiveIntegerField(null=True, blank=True)
    # As it was uploaded; and encrypted, as long as no action has attached it. Read through
    # ``cases.services.waiting_files``.
    content = models.FileField(upload_to="files/%Y/%m/", blank=True)
    waiting = models.FileField(upload_to="waiting/%Y/%m/", blank=True, editable=False)
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
        constraints = (
            models.CheckConstraint(
                name="stored_file_lies_somewhere", condition=~models.Q(content="", waiting="")
            ),
        )

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
