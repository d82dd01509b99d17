"""Proof of service, as the API tells it."""

from rest_framework import serializers

from cases.api.references import FileRef, OrganisationRef, PersonRef
from cases.models import ServicePresence, ServiceRecord


class PresenceSerializer(serializers.ModelSerializer[ServicePresence]):
    class Meta:
        model = ServicePresence
        fields = ("name", "role")


class ReceivedServiceSerializer(serializers.ModelSerializer[ServiceRecord]):
    """Service as its addressee knows it."""

    present = PresenceSerializer(many=True)
    received_by = PersonRef(allow_null=True)

    class Meta:
        model = ServiceRecord
        fields: tuple[str, ...] = (
            "id",
            "document",
            "number",
            "served_on",
            "method",
            "place",
            "signed_by",
            "proxy_name",
            "proxy_relation",
            "consent_on",
            "consent_by",
            "posted_on",
            "tracking_number",
            "reached_at",
            "refusal_reason",
            "witness",
            "present",
            "received_by",
            "received_at",
        )


class ServiceSerializer(ReceivedServiceSerializer):
    """Service as those inside know it. An addressee in no directory has a name only."""

    addressee = OrganisationRef(allow_null=True)
    recorded_by = PersonRef()
    files = FileRef(many=True)

    class Meta(ReceivedServiceSerializer.Meta):
        fields: tuple[str, ...] = (
            *ReceivedServiceSerializer.Meta.fields,
            "addressee",
            "addressee_name",
            "recorded_by",
            "files",
        )
