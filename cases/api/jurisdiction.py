"""What passes between procuratorates, as the API tells it."""

from rest_framework import serializers

from cases.api.references import OrganisationRef
from cases.models import CaseMove, Supervision


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


JURISDICTION_PARTS = (
    "moves__origin",
    "moves__receiver",
    "supervisions__superior",
    "entrustments__to",
    "entrustments__answered_by",
)
"""What the serializers above read, fetched together."""
