"""What passes between procuratorates, as the API tells it."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.api.references import OrganisationRef, Parts
from cases.models import CaseMove, Entrustment, Supervision


class CaseMoveSerializer(serializers.ModelSerializer[CaseMove]):
    """A case that passed from one procuratorate to another."""

    origin = OrganisationRef()
    receiver = OrganisationRef()

    class Meta:
        model = CaseMove
        fields = ("kind", "number", "origin", "receiver", "on", "reason")


class SupervisionSerializer(serializers.ModelSerializer[Supervision]):
    """The supervision of a superior, and the report made to it."""

    superior = OrganisationRef()

    class Meta:
        model = Supervision
        fields = (
            "number",
            "superior",
            "reason",
            "on",
            "report_by",
            "reported_on",
            "report",
            "lifted_on",
        )


def jurisdiction_parts() -> Parts:
    """What the serializers above read, fetched together."""
    return (
        Prefetch("moves", CaseMove.objects.select_related("origin", "receiver")),
        Prefetch("supervisions", Supervision.objects.select_related("superior")),
        Prefetch("entrustments", Entrustment.objects.select_related("to", "answered_by")),
    )
