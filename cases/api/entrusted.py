"""The facet of a procuratorate entrusted with an inquiry: the letter, its answer, its period.

No column of the case but what the letter itself says: its number, title, kind and sender (Rules
43).
"""

from typing import Any

from rest_framework import serializers

from agencies.actor import Actor
from cases.api.deadline import ExplainedDeadlineSerializer, explained, tell_deadlines
from cases.api.offers import AvailableActionSerializer
from cases.api.references import OrganisationRef, PersonRef
from cases.models import Case, Deadline, Entrustment
from cases.views.case.entrusted import letters


class EntrustmentSerializer(serializers.ModelSerializer[Entrustment]):
    """A letter of entrustment and its answer."""

    to = OrganisationRef()
    answered_by = PersonRef()

    class Meta:
        model = Entrustment
        fields: tuple[str, ...] = (
            "to",
            "matter",
            "entrusted_on",
            "received_on",
            "answered_on",
            "findings",
            "answered_by",
        )


class EntrustedRowSerializer(serializers.ModelSerializer[Case]):
    """A case in the list of an entrusted procuratorate."""

    facet = serializers.SerializerMethodField()
    roles = serializers.SerializerMethodField()
    procuratorate = OrganisationRef()

    class Meta:
        model = Case
        fields: tuple[str, ...] = ("facet", "roles", "number", "kind", "title", "procuratorate")

    def get_facet(self, row: Case) -> bool:
        """Always true: not the whole file."""
        del row
        return True

    def get_roles(self, row: Case) -> list[str]:
        """That it is entrusted."""
        del row
        return ["entrusted"]


class EntrustedSerializer(EntrustedRowSerializer):
    """A case as an entrusted procuratorate sees it."""

    entrustments = EntrustmentSerializer(many=True)
    deadlines = ExplainedDeadlineSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(EntrustedRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *EntrustedRowSerializer.Meta.fields,
            "entrustments",
            "deadlines",
            "available_actions",
        )


def entrusted_facet(case: Case, actor: Actor) -> dict[str, Any]:
    """Everything an entrusted procuratorate is told of a case."""
    rows = letters(actor).filter(case=case).select_related("to", "answered_by")
    deadlines = explained(Deadline.objects.visible_to(actor).filter(case=case)).order_by("id")
    return {
        **EntrustedRowSerializer(case).data,
        "entrustments": EntrustmentSerializer(rows, many=True).data,
        "deadlines": tell_deadlines(list(deadlines)),
    }
