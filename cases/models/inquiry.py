"""What an inquiry leaves in the file: plan, measures, evidence, appraisals, consultation,
conclusions.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.base import CaseChild
from cases.models.case import Case
from cases.querysets import CaseChildQuerySet


class MeasureKind(models.TextChoices):
    """Ways to inquire (Rules 35); none may restrict liberty or property."""

    CONSULT_FILES = "consult_files", _("Consult and copy files")
    QUESTION = "question", _("Question")
    COLLECT = "collect", _("Collect evidence")
    CONSULT_EXPERT = "consult_expert", _("Consult an expert")
    COMMISSION = "commission", _("Commission an appraisal")
    INSPECT = "inspect", _("Inspect objects or the scene")
    OTHER = "other", _("Other")


class EvidenceKind(models.TextChoices):
    """Kinds of evidence (Rules 34)."""

    DOCUMENTARY = "documentary", _("Documentary evidence")
    PHYSICAL = "physical", _("Physical evidence")
    AUDIOVISUAL = "audiovisual", _("Audiovisual material")
    ELECTRONIC = "electronic", _("Electronic data")
    TESTIMONY = "testimony", _("Testimony of a witness")
    STATEMENT = "statement", _("Statement of a party")
    APPRAISAL = "appraisal", _("Appraisal opinion")
    EXPERT_OPINION = "expert_opinion", _("Expert opinion")
    INSPECTION_RECORD = "inspection_record", _("Inspection record")


class InquiryPlan(CaseChild):
    """The plan of the inquiry (Rules 33)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="plans")
    approach = models.TextField(_("Approach and steps"))
    evidence_sought = models.TextField(_("Evidence sought"))
    made_on = models.DateField()

    objects = CaseChildQuerySet.as_manager()

    def __str__(self) -> str:
        return f"plan of {self.case_id}"


class Measure(CaseChild):
    """A measure of inquiry, taken by two officers at least (Rules 35, 36)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=16, choices=MeasureKind.choices)
    on = models.DateField()
    officers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    record = models.TextField()

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


class Evidence(CaseChild):
    """A piece of evidence; what a party filed in its own facet, that party sees too."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices)
    title = models.CharField(max_length=200)
    obtained_on = models.DateField()
    source = models.CharField(max_length=200)
    # Taken over from a criminal investigation of the same facts (Rules 88).
    criminal_number = models.CharField(_("Criminal case number"), max_length=60, blank=True)
    filed_by = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("obtained_on", "id")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """A party sees what it filed itself."""
        return models.Q(filed_by__in=organisation_ids)


class Appraisal(CaseChild):
    """An appraisal, assessment, audit, test or translation; the review period rests meanwhile
    (Rules 48).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="appraisals")
    institution = models.CharField(max_length=200)
    matter = models.TextField()
    commissioned_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    conclusion = models.TextField(blank=True)

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="appraisal_received_after_commissioned",
                condition=models.Q(received_on__isnull=True)
                | models.Q(received_on__gte=models.F("commissioned_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution} {self.commissioned_on}"


class Consultation(CaseChild):
    """A consultation with the organ before any recommendation (磋商, Rules 70)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consultations")
    held_on = models.DateField()
    form = models.CharField(max_length=16)
    minutes = models.TextField()

    objects = CaseChildQuerySet.as_manager()

    def __str__(self) -> str:
        return f"consultation {self.held_on}"


class PublicHearing(CaseChild):
    """A public hearing (公开听证, Rules 44)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="public_hearings")
    on = models.DateField()
    panel = models.JSONField(default=list)
    parties = models.JSONField(default=list)
    opinion = models.TextField()

    objects = CaseChildQuerySet.as_manager()

    def __str__(self) -> str:
        return f"public hearing {self.on}"


class Conclusion(CaseChild):
    """The report that ends an inquiry (Rules 73, 89) or a review (Rules 79, 94) and what it
    proposes.
    """

    class Stage(models.TextChoices):
        INQUIRY = "inquiry", _("Inquiry")
        REVIEW = "review", _("Review")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conclusions")
    stage = models.CharField(max_length=8, choices=Stage.choices)
    on = models.DateField()
    proposal = models.CharField(max_length=16)
    findings = models.TextField(blank=True)
    failure_kind = models.CharField(max_length=24, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CaseChildQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.stage} conclusion: {self.proposal}"


class SuperiorRecord(CaseChild):
    """Something filed with the next higher procuratorate for the record (备案)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="superior_records")
    what = models.CharField(max_length=16)
    on = models.DateField()
    superior = models.ForeignKey(
        "agencies.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects = CaseChildQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.what} {self.on}"
