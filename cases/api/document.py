"""Proof of service, as the API tells it."""

from rest_framework import serializers

from cases.api.references import OrganisationRef, PersonRef
from cases.models import ServiceRecord


class ServiceSerializer(serializers.ModelSerializer[ServiceRecord]):
    addressee = OrganisationRef()
    recorded_by = PersonRef()

    class Meta:
        model = ServiceRecord
        fields = ("document", "addressee", "served_on", "method", "witness", "recorded_by")


class ReceivedServiceSerializer(serializers.ModelSerializer[ServiceRecord]):
    """Service as its addressee knows it."""

    class Meta:
        model = ServiceRecord
        fields = ("document", "served_on", "method", "witness")
