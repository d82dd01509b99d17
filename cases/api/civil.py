"""Before and beside a civil suit: notice, responses, negotiation, support, costs; for the API."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.api.references import OrganisationRef, Parts
from cases.models import (
    Agreement,
    CaseCost,
    EligibilityCheck,
    Negotiation,
    PlaintiffResponse,
    PublicNotice,
    Relative,
    SupportedSuit,
)


class PublicNoticeSerializer(serializers.ModelSerializer[PublicNotice]):
    class Meta:
        model = PublicNotice
        fields = ("number", "medium", "published_on", "facts", "contact", "decided_on")


class RelativeSerializer(serializers.ModelSerializer[Relative]):
    class Meta:
        model = Relative
        fields = ("name", "asked_on", "answer", "answered_on")


class PlaintiffResponseSerializer(serializers.ModelSerializer[PlaintiffResponse]):
    class Meta:
        model = PlaintiffResponse
        fields = ("who", "what", "on")


class AgreementSerializer(serializers.ModelSerializer[Agreement]):
    """What was agreed, and how far its confirmation by the court has come."""

    court = OrganisationRef()

    class Meta:
        model = Agreement
        fields = (
            "on",
            "amount",
            "restoration",
            "perform_by",
            "court",
            "asked_on",
            "published_on",
            "confirmed_on",
            "court_number",
            "performed_on",
        )


class NegotiationSerializer(serializers.ModelSerializer[Negotiation]):
    """A negotiation on compensation for ecological damage, with the agreement reached."""

    right_holder = OrganisationRef()
    court = OrganisationRef()
    agreements = AgreementSerializer(many=True)

    class Meta:
        model = Negotiation
        fields = (
            "right_holder",
            "obligor",
            "started_on",
            "failed_on",
            "failure_reason",
            "sued_on",
            "court",
            "agreements",
        )


class EligibilityCheckSerializer(serializers.ModelSerializer[EligibilityCheck]):
    class Meta:
        model = EligibilityCheck
        fields = ("criterion", "met", "proof")


_OPINION = (
    "number",
    "plaintiff",
    "plaintiff_kind",
    "court",
    "means",
    "submitted_on",
    "outcome",
    "court_number",
    "ended_on",
    "withdrawal_number",
    "withdrawal_ground",
    "withdrawal_submitted_on",
)


class SupportedSuitSerializer(serializers.ModelSerializer[SupportedSuit]):
    """A suit of somebody else that is or was supported."""

    court = OrganisationRef()
    checks = EligibilityCheckSerializer(many=True)

    class Meta:
        model = SupportedSuit
        fields = (*_OPINION, "withdrawn_on", "withdrawal_note", "checks")


class OpinionSerializer(serializers.ModelSerializer[SupportedSuit]):
    """The same as the court knows it. Of a withdrawal it learns when that is submitted."""

    court = OrganisationRef()

    class Meta:
        model = SupportedSuit
        fields = _OPINION

    def to_representation(self, instance: SupportedSuit) -> dict[str, object]:
        """Without what is decided and not submitted yet."""
        told = super().to_representation(instance)
        if instance.withdrawal_submitted_on is None:
            told |= {"withdrawal_number": "", "withdrawal_ground": ""}
        return told


class CaseCostSerializer(serializers.ModelSerializer[CaseCost]):
    class Meta:
        model = CaseCost
        fields = ("kind", "amount", "on", "budget_year", "payee", "note")


def civil_parts() -> Parts:
    """What the serializers above read, fetched together."""
    return (
        "notices",
        "relatives",
        "responses",
        Prefetch("negotiations", Negotiation.objects.select_related("right_holder", "court")),
        Prefetch("negotiations__agreements", Agreement.objects.select_related("court")),
        Prefetch("supported_suits", SupportedSuit.objects.select_related("court")),
        "supported_suits__checks",
        "costs",
    )
