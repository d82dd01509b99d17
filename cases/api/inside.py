"""A case as it is seen from inside: the row of a list, and the whole file."""

from typing import Any

from django.db.models import prefetch_related_objects
from rest_framework import serializers

from cases.api.archive import ArchiveSerializer
from cases.api.base import ApiView
from cases.api.civil import (
    CaseCostSerializer,
    NegotiationSerializer,
    PlaintiffResponseSerializer,
    PublicNoticeSerializer,
    RelativeSerializer,
    SupportedSuitSerializer,
    civil_parts,
)
from cases.api.clue import surroundings
from cases.api.deadline import ExplainedDeadlineSerializer
from cases.api.document import ServiceSerializer
from cases.api.draft import DraftSerializer
from cases.api.enforcement import (
    ENFORCEMENT_PARTS,
    EnforcementApplicationSerializer,
    EnforcementStepSerializer,
    PaymentSerializer,
    PerformanceReportSerializer,
)
from cases.api.entrusted import EntrustmentSerializer
from cases.api.event import EventSerializer
from cases.api.inquiry import (
    INQUIRY_PARTS,
    AppraisalSerializer,
    ConclusionSerializer,
    ConsultationSerializer,
    EvidenceSerializer,
    MeasureSerializer,
    PlanSerializer,
    PublicHearingSerializer,
    SuperiorRecordSerializer,
)
from cases.api.jurisdiction import (
    CaseMoveSerializer,
    CaseQuestionSerializer,
    HoursSerializer,
    SupervisionSerializer,
    jurisdiction_parts,
)
from cases.api.litigation import LITIGATION_PARTS, CourtRecommendationSerializer, SuitSerializer
from cases.api.lookback import LOOK_BACK_PARTS, LookBackSerializer
from cases.api.offers import AvailableActionSerializer
from cases.api.people import (
    OffenderSerializer,
    PartySerializer,
    RecusalApplicationSerializer,
    RecusalSerializer,
    TeamMemberSerializer,
    people_parts,
)
from cases.api.recommendation import (
    RECOMMENDATION_PARTS,
    FollowUpSerializer,
    RecommendationSerializer,
    ReviewSuspensionSerializer,
)
from cases.api.references import LabelField, OrganisationRef, Parts, PersonRef
from cases.models import Case


class CaseRowSerializer(serializers.ModelSerializer[Case]):
    """A case in a list, from inside."""

    facet = serializers.SerializerMethodField()
    state_label = LabelField()
    procuratorate = OrganisationRef()
    respondent = OrganisationRef()
    handler = PersonRef()

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            "facet",
            "number",
            "kind",
            "title",
            "cause",
            "domain",
            "state",
            "state_label",
            "version",
            "procuratorate",
            "respondent",
            "handler",
            "filed_on",
            "state_since",
            "closed_on",
            "next_due_on",
            "next_due_rule",
        )

    def get_facet(self, row: Case) -> bool:
        """Always false: the whole file."""
        del row
        return False


class CaseFileSerializer(CaseRowSerializer):
    """The file itself."""

    clue = serializers.SlugRelatedField[Any](slug_field="number", read_only=True)
    criminal_court = OrganisationRef()
    team = TeamMemberSerializer(many=True)
    parties = PartySerializer(many=True)
    offenders = OffenderSerializer(many=True)
    recusals = RecusalSerializer(many=True)
    recusal_applications = RecusalApplicationSerializer(many=True)
    moves = CaseMoveSerializer(many=True)
    supervisions = SupervisionSerializer(many=True)
    entrustments = EntrustmentSerializer(many=True)
    questions = CaseQuestionSerializer(many=True)
    hours = HoursSerializer(many=True)
    services = ServiceSerializer(many=True)
    plans = PlanSerializer(many=True)
    measures = MeasureSerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    appraisals = AppraisalSerializer(many=True)
    consultations = ConsultationSerializer(many=True)
    public_hearings = PublicHearingSerializer(many=True)
    conclusions = ConclusionSerializer(many=True)
    superior_records = SuperiorRecordSerializer(many=True)
    recommendations = RecommendationSerializer(many=True)
    follow_ups = FollowUpSerializer(many=True)
    review_suspensions = ReviewSuspensionSerializer(many=True)
    look_backs = LookBackSerializer(many=True)
    archives = ArchiveSerializer(many=True)
    notices = PublicNoticeSerializer(many=True)
    relatives = RelativeSerializer(many=True)
    responses = PlaintiffResponseSerializer(many=True)
    negotiations = NegotiationSerializer(many=True)
    supported_suits = SupportedSuitSerializer(many=True)
    suits = SuitSerializer(many=True)
    court_recommendations = CourtRecommendationSerializer(many=True)
    performance_reports = PerformanceReportSerializer(many=True, source="performancereports")
    enforcement = EnforcementStepSerializer(many=True, source="enforcementsteps")
    enforcement_applications = EnforcementApplicationSerializer(
        many=True, source="enforcementapplications"
    )
    payments = PaymentSerializer(many=True)
    costs = CaseCostSerializer(many=True)

    class Meta(CaseRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *CaseRowSerializer.Meta.fields,
            "clue",
            "against_matter",
            "criminal_number",
            "criminal_court",
            "address",
            "region",
            "lng",
            "lat",
            "closing_ground",
            "outcome_note",
            "team",
            "parties",
            "offenders",
            "recusals",
            "recusal_applications",
            "moves",
            "supervisions",
            "entrustments",
            "questions",
            "hours",
            "services",
            "plans",
            "measures",
            "evidence",
            "appraisals",
            "consultations",
            "public_hearings",
            "conclusions",
            "superior_records",
            "recommendations",
            "follow_ups",
            "review_suspensions",
            "look_backs",
            "archives",
            "notices",
            "relatives",
            "responses",
            "negotiations",
            "supported_suits",
            "suits",
            "court_recommendations",
            "performance_reports",
            "enforcement",
            "enforcement_applications",
            "payments",
            "costs",
        )


class WholeCaseSerializer(CaseFileSerializer):
    """The file with everything that hangs on it."""

    deadlines = ExplainedDeadlineSerializer(many=True)
    drafts = DraftSerializer(many=True)
    events = EventSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(CaseFileSerializer.Meta):
        fields: tuple[str, ...] = (
            *CaseFileSerializer.Meta.fields,
            "deadlines",
            "drafts",
            "events",
            "available_actions",
        )


def _parts() -> Parts:
    return (
        *people_parts(),
        *jurisdiction_parts(),
        "services__addressee",
        "services__recorded_by",
        "services__received_by",
        "services__present",
        "services__files",
        "archives__archived_by",
        *INQUIRY_PARTS,
        *RECOMMENDATION_PARTS,
        *LOOK_BACK_PARTS,
        *civil_parts(),
        *LITIGATION_PARTS,
        *ENFORCEMENT_PARTS,
    )


def case_file(case: Case, view: ApiView) -> dict[str, Any]:
    """The whole file of a case, by a number of queries that does not grow with it."""
    prefetch_related_objects([case], *_parts())
    return {**CaseFileSerializer(case).data, **surroundings(case, view)}
