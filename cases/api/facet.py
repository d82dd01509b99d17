"""The facet of a case: what organs and courts that are party to it are told, and nothing else.

Its rows come from ``visible_to`` model by model, its columns from serializers that know no internal
field. What belongs wholly to a visible row (items) comes with it.
"""

from typing import Any, Final

from django.db import models as db
from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.api.civil import NegotiationSerializer, OpinionSerializer
from cases.api.deadline import ExplainedDeadlineSerializer, explained, tell_deadlines
from cases.api.document import ReceivedServiceSerializer
from cases.api.enforcement import (
    EnforcementApplicationSerializer,
    EnforcementStepSerializer,
    PaymentSerializer,
    PerformanceReportSerializer,
)
from cases.api.inquiry import EvidenceSerializer
from cases.api.litigation import (
    CourtRecommendationSerializer,
    DefendedSuitSerializer,
    SuitSerializer,
)
from cases.api.offers import AvailableActionSerializer
from cases.api.people import OffenderSerializer
from cases.api.recommendation import RecommendationSerializer
from cases.api.references import OrganisationRef
from cases.domain.vocabulary import CaseState, case_state_label
from cases.models import (
    Agreement,
    Appeal,
    Case,
    Claim,
    CoPlaintiff,
    CourtRecommendation,
    Deadline,
    Defence,
    EnforcementApplication,
    EnforcementStep,
    Evidence,
    Hearing,
    Judgment,
    JudgmentOrder,
    Mediation,
    Negotiation,
    Objection,
    Offender,
    Payment,
    PerformanceReport,
    Recommendation,
    Reply,
    ServiceRecord,
    StoredFile,
    Suit,
    SupportedSuit,
    TrialSuspension,
)
from cases.models.base import CaseChild
from cases.querysets import party_ids
from pilit.web.texts import translated

_UNTOLD: Final = {
    CaseState.RECOMMENDED: CaseState.INQUIRING,
    CaseState.SUSPENDED: CaseState.FOLLOWING_UP,
}
"""States that only the procuratorate knows, and what a party is told instead."""
_UNTOLD_TO_ORGANS: Final = {**_UNTOLD, CaseState.SUIT_FILED: CaseState.FOLLOWING_UP}
"""The organ learns of a suit when it is docketed, and of no appeal against the refusal to."""


def told_state(actor: Actor) -> db.Case:
    """The state of a case as a party is told it: an expression on cases.

    Support that is withdrawn stands until the withdrawal is submitted (Rules 102).
    """
    of_organ = bool(actor.seats_in(OrganisationKind.ORGAN))
    untold = _UNTOLD_TO_ORGANS if of_organ else _UNTOLD
    unsued = db.When(
        ~db.Exists(Suit.objects.pending().filter(case=db.OuterRef("pk"))),
        state=CaseState.ON_APPEAL,
        then=db.Value(CaseState.FOLLOWING_UP.value),
    )
    withdrawn = SupportedSuit.objects.filter(
        case=db.OuterRef("pk"), withdrawn_on__isnull=False, withdrawal_submitted_on__isnull=True
    )
    return db.Case(
        db.When(
            db.Exists(withdrawn),
            state=CaseState.FOLLOWING_UP,
            then=db.Value(CaseState.SUPPORTING.value),
        ),
        *((unsued,) if of_organ else ()),
        *(db.When(state=state, then=db.Value(told.value)) for state, told in untold.items()),
        default=db.F("state"),
        output_field=db.CharField(),
    )


def state_told(case: Case, actor: Actor) -> str:
    """The state of one case as a party is told it."""
    rows = Case.objects.filter(pk=case.pk).annotate(told_state=told_state(actor))
    found: str = rows.values_list("told_state", flat=True).get()
    return found


class FacetRowSerializer(serializers.ModelSerializer[Case]):
    """A case in the list of a party, annotated with its :func:`told_state`."""

    facet = serializers.SerializerMethodField()
    state = serializers.CharField(source="told_state")
    state_label = serializers.SerializerMethodField()
    procuratorate = OrganisationRef()
    respondent = OrganisationRef()

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            "facet",
            "number",
            "kind",
            "title",
            "domain",
            "state",
            "state_label",
            "procuratorate",
            "respondent",
            "filed_on",
            "closed_on",
        )

    def get_state_label(self, row: Case) -> str:
        """The state told in words, as the reader's language has it."""
        told: str = row.told_state  # type: ignore[attr-defined]  # annotated
        return translated(case_state_label(row.kind, told))

    def get_facet(self, row: Case) -> bool:
        """Always true: not the whole file."""
        del row
        return True


class FacetSerializer(FacetRowSerializer):
    """A case as a party sees it."""

    roles = serializers.ListField(child=serializers.CharField())
    services = ReceivedServiceSerializer(many=True)
    recommendations = RecommendationSerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    suits = SuitSerializer(many=True)
    defendants = OffenderSerializer(many=True)
    negotiations = NegotiationSerializer(many=True)
    supported_suits = OpinionSerializer(many=True)
    court_recommendations = CourtRecommendationSerializer(many=True)
    performance_reports = PerformanceReportSerializer(many=True)
    enforcement = EnforcementStepSerializer(many=True)
    enforcement_applications = EnforcementApplicationSerializer(many=True)
    payments = PaymentSerializer(many=True)
    deadlines = ExplainedDeadlineSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(FacetRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *FacetRowSerializer.Meta.fields,
            "roles",
            "services",
            "recommendations",
            "evidence",
            "suits",
            "defendants",
            "negotiations",
            "supported_suits",
            "court_recommendations",
            "performance_reports",
            "enforcement",
            "enforcement_applications",
            "payments",
            "deadlines",
            "available_actions",
        )


def facet(case: Case, actor: Actor) -> dict[str, Any]:
    """Everything a party is told of a case, by a number of queries that does not grow with it."""
    files = Prefetch("files", _seen(StoredFile, actor))
    suits = SuitSerializer if actor.seats_in(OrganisationKind.COURT) else DefendedSuitSerializer
    reports = _of(PerformanceReport, case, actor).select_related("order").prefetch_related(files)
    evidence = _of(Evidence, case, actor).select_related("filed_by").prefetch_related(files)
    deadlines = explained(Deadline.objects.visible_to(actor).filter(case=case)).order_by("id")
    cases = Case.objects.annotate(told_state=told_state(actor))
    row = cases.select_related("procuratorate", "respondent").get(pk=case.pk)
    return {
        **FacetRowSerializer(row).data,
        "roles": _roles(case, actor),
        "services": ReceivedServiceSerializer(
            _of(ServiceRecord, case, actor)
            .select_related("received_by")
            .prefetch_related("present"),
            many=True,
        ).data,
        "recommendations": RecommendationSerializer(_recommendations(case, actor), many=True).data,
        "evidence": EvidenceSerializer(evidence, many=True).data,
        "suits": suits(_suits(case, actor), many=True).data,
        "defendants": OffenderSerializer(_of(Offender, case, actor), many=True).data,
        "negotiations": NegotiationSerializer(_negotiations(case, actor), many=True).data,
        "supported_suits": OpinionSerializer(
            _of(SupportedSuit, case, actor).select_related("court"), many=True
        ).data,
        "court_recommendations": CourtRecommendationSerializer(
            _of(CourtRecommendation, case, actor), many=True
        ).data,
        "performance_reports": PerformanceReportSerializer(reports, many=True).data,
        "enforcement": EnforcementStepSerializer(_of(EnforcementStep, case, actor), many=True).data,
        "enforcement_applications": EnforcementApplicationSerializer(
            _of(EnforcementApplication, case, actor), many=True
        ).data,
        "payments": PaymentSerializer(_of(Payment, case, actor), many=True).data,
        "deadlines": tell_deadlines(list(deadlines)),
    }


def _seen[M: CaseChild](model: type[M], actor: Actor) -> QuerySet[M]:
    rows: QuerySet[M] = model._default_manager.visible_to(actor)  # type: ignore[attr-defined]
    return rows.order_by("pk")


def _of[M: CaseChild](model: type[M], case: Case, actor: Actor) -> QuerySet[M]:
    return _seen(model, actor).filter(**{model.case_path: case})


def _roles(case: Case, actor: Actor) -> list[str]:
    mine = case.parties.filter(organisation__in=party_ids(actor))
    return sorted(set(mine.values_list("role", flat=True)))


def _recommendations(case: Case, actor: Actor) -> QuerySet[Recommendation]:
    replies = _seen(Reply, actor).select_related("submitted_by")
    return (
        _of(Recommendation, case, actor)
        .select_related("organ")
        .prefetch_related(
            "items",
            Prefetch("objections", _seen(Objection, actor)),
            Prefetch(
                "replies",
                replies.prefetch_related(
                    "items",
                    Prefetch("files", _seen(StoredFile, actor)),
                    Prefetch("scans", _seen(StoredFile, actor)),
                ),
            ),
        )
    )


def _negotiations(case: Case, actor: Actor) -> QuerySet[Negotiation]:
    agreements = _seen(Agreement, actor).select_related("court")
    rows = _of(Negotiation, case, actor).select_related("right_holder", "court")
    return rows.prefetch_related(Prefetch("agreements", agreements))


def _suits(case: Case, actor: Actor) -> QuerySet[Suit]:
    judgments = _seen(Judgment, actor).select_related("court")
    return (
        _of(Suit, case, actor)
        .select_related("court", "department")
        .prefetch_related(
            Prefetch("co_plaintiffs", _seen(CoPlaintiff, actor)),
            Prefetch("mediations", _seen(Mediation, actor)),
            Prefetch("claims", _seen(Claim, actor).order_by("no", "id")),
            Prefetch("defences", _seen(Defence, actor)),
            Prefetch("hearings", _seen(Hearing, actor).prefetch_related("attendants")),
            Prefetch("trial_suspensions", _seen(TrialSuspension, actor)),
            Prefetch(
                "judgments",
                judgments.prefetch_related(
                    Prefetch("orders", _seen(JudgmentOrder, actor).order_by("no"))
                ),
            ),
            Prefetch("appeals", _seen(Appeal, actor)),
        )
    )
