"""What an inquiry leaves in the file, as the API tells it."""

from rest_framework import serializers

from cases.api.references import FileRef, OrganisationRef, PersonRef
from cases.models import (
    Appraisal,
    Conclusion,
    Consultation,
    Evidence,
    InquiryPlan,
    Measure,
    PublicHearing,
    SuperiorRecord,
)


class PlanSerializer(serializers.ModelSerializer[InquiryPlan]):
    class Meta:
        model = InquiryPlan
        fields = ("made_on", "approach", "evidence_sought")


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    officers = PersonRef(many=True)

    class Meta:
        model = Measure
        fields = ("kind", "on", "officers", "record")


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    filed_by = OrganisationRef()
    files = FileRef(many=True)

    class Meta:
        model = Evidence
        fields = (
            "kind",
            "title",
            "obtained_on",
            "source",
            "criminal_number",
            "filed_by",
            "files",
        )


class AppraisalSerializer(serializers.ModelSerializer[Appraisal]):
    class Meta:
        model = Appraisal
        fields = ("institution", "matter", "commissioned_on", "received_on", "conclusion")


class ConsultationSerializer(serializers.ModelSerializer[Consultation]):
    class Meta:
        model = Consultation
        fields = ("held_on", "form", "minutes")


class PublicHearingSerializer(serializers.ModelSerializer[PublicHearing]):
    class Meta:
        model = PublicHearing
        fields = ("on", "panel", "parties", "opinion")


class ConclusionSerializer(serializers.ModelSerializer[Conclusion]):
    author = PersonRef()

    class Meta:
        model = Conclusion
        fields = ("stage", "on", "proposal", "findings", "failure_kind", "author")


class SuperiorRecordSerializer(serializers.ModelSerializer[SuperiorRecord]):
    superior = OrganisationRef()

    class Meta:
        model = SuperiorRecord
        fields = ("what", "on", "superior")


INQUIRY_PARTS = (
    "plans",
    "measures__officers",
    "evidence__filed_by",
    "evidence__files",
    "appraisals",
    "consultations",
    "public_hearings",
    "conclusions__author",
    "superior_records__superior",
)
"""What the serializers above read, fetched together."""
