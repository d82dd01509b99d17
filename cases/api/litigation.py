"""The suit from the complaint to the last judgment, as the API tells it."""

from rest_framework import serializers

from cases.api.references import OrganisationRef, PersonRef
from cases.models import (
    Appeal,
    Claim,
    CoPlaintiff,
    CourtRecommendation,
    Defence,
    Hearing,
    Judgment,
    JudgmentOrder,
    Mediation,
    Suit,
    TrialSuspension,
)


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    class Meta:
        model = Claim
        fields = ("no", "kind", "text", "amount", "altered_on")


class CoPlaintiffSerializer(serializers.ModelSerializer[CoPlaintiff]):
    class Meta:
        model = CoPlaintiff
        fields = ("who", "on")


class MediationSerializer(serializers.ModelSerializer[Mediation]):
    """A mediation agreement; in force from ``on``."""

    class Meta:
        model = Mediation
        fields = ("agreement", "amount", "published_on", "on", "perform_by")


class DefenceSerializer(serializers.ModelSerializer[Defence]):
    class Meta:
        model = Defence
        fields = ("statement", "received_on", "evidence", "forwarded_on")


class HearingSerializer(serializers.ModelSerializer[Hearing]):
    """A hearing with the notice to appear and the procuratorate's answer to it."""

    attendants = PersonRef(many=True)

    class Meta:
        model = Hearing
        fields = (
            "instance",
            "hearing_at",
            "notice_received_on",
            "appearance_on",
            "attendants",
            "held_on",
            "organ_head_attended",
            "delegate",
            "absence_reason",
        )


class PublicHearingDaySerializer(serializers.ModelSerializer[Hearing]):
    """A hearing as the defendant knows it: not what court and procuratorate wrote each other."""

    class Meta:
        model = Hearing
        fields = (
            "instance",
            "hearing_at",
            "held_on",
            "organ_head_attended",
            "delegate",
            "absence_reason",
        )


class TrialSuspensionSerializer(serializers.ModelSerializer[TrialSuspension]):
    class Meta:
        model = TrialSuspension
        fields = ("ground", "starts_on", "ends_on")


class OrderSerializer(serializers.ModelSerializer[JudgmentOrder]):
    class Meta:
        model = JudgmentOrder
        fields = ("no", "text", "perform_by", "amount", "payee", "performed_on")


class JudgmentSerializer(serializers.ModelSerializer[Judgment]):
    court = OrganisationRef()
    orders = OrderSerializer(many=True)

    class Meta:
        model = Judgment
        fields = (
            "instance",
            "court",
            "is_ruling",
            "on",
            "court_number",
            "served_on",
            "outcome",
            "upheld_below",
            "criminal_part",
            "in_force_on",
            "orders",
        )


class AppealSerializer(serializers.ModelSerializer[Appeal]):
    class Meta:
        model = Appeal
        fields = (
            "by",
            "on",
            "number",
            "copy_received_on",
            "reason",
            "docketed_on",
            "court_number",
            "ruled_on",
            "refusal_upheld",
            "ruling_reason",
        )


class SuitSerializer(serializers.ModelSerializer[Suit]):
    """A suit in full, as the procuratorate and the court know it."""

    court = OrganisationRef()
    department = OrganisationRef()
    claims = ClaimSerializer(many=True)
    co_plaintiffs = CoPlaintiffSerializer(many=True)
    mediations = MediationSerializer(many=True)
    defences = DefenceSerializer(many=True)
    hearings = HearingSerializer(many=True)
    trial_suspensions = TrialSuspensionSerializer(many=True)
    judgments = JudgmentSerializer(many=True)
    appeals = AppealSerializer(many=True)

    class Meta:
        model = Suit
        fields = (
            "number",
            "court",
            "delivered_on",
            "docketed_on",
            "court_number",
            "refused_on",
            "refusal_reason",
            "refusal_number",
            "refusal_served_on",
            "refusal_set_aside_on",
            "complaint_served_on",
            "withdrawal_decided_on",
            "withdrawal_reason",
            "withdrawn_on",
            "department",
            "department_informed_on",
            "claims",
            "co_plaintiffs",
            "mediations",
            "defences",
            "hearings",
            "trial_suspensions",
            "judgments",
            "appeals",
        )


class DefendedSuitSerializer(serializers.ModelSerializer[Suit]):
    """A suit as the defendant knows it."""

    court = OrganisationRef()
    claims = ClaimSerializer(many=True)
    defences = DefenceSerializer(many=True)
    hearings = PublicHearingDaySerializer(many=True)
    trial_suspensions = TrialSuspensionSerializer(many=True)
    judgments = JudgmentSerializer(many=True)
    appeals = AppealSerializer(many=True)

    class Meta:
        model = Suit
        fields = (
            "number",
            "court",
            "delivered_on",
            "docketed_on",
            "court_number",
            "complaint_served_on",
            "withdrawn_on",
            "claims",
            "defences",
            "hearings",
            "trial_suspensions",
            "judgments",
            "appeals",
        )


class CourtRecommendationSerializer(serializers.ModelSerializer[CourtRecommendation]):
    class Meta:
        model = CourtRecommendation
        fields = ("ground", "items", "decided_on")


LITIGATION_PARTS = (
    "suits__court",
    "suits__department",
    "suits__claims",
    "suits__co_plaintiffs",
    "suits__mediations",
    "suits__defences",
    "suits__hearings__attendants",
    "suits__trial_suspensions",
    "suits__judgments__court",
    "suits__judgments__orders",
    "suits__appeals",
    "court_recommendations",
)
"""What the serializers above read, fetched together."""
