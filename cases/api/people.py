"""Who works on a case and who takes part: team, recusals, parties, wrongdoers; for the API."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.api.references import OrganisationRef, Parts, PersonRef
from cases.models import CaseParty, Offender, Recusal, RecusalApplication, TeamMember


class PartySerializer(serializers.ModelSerializer[CaseParty]):
    organisation = OrganisationRef()

    class Meta:
        model = CaseParty
        fields: tuple[str, ...] = ("organisation", "role", "since")


class TeamMemberSerializer(serializers.ModelSerializer[TeamMember]):
    """A member of the team, or a substitute until their last day."""

    person = PersonRef()

    class Meta:
        model = TeamMember
        fields: tuple[str, ...] = (
            "person",
            "is_lead",
            "assigned",
            "is_substitute",
            "handover_note",
            "since",
            "until",
        )


class RecusalSerializer(serializers.ModelSerializer[Recusal]):
    person = PersonRef()

    class Meta:
        model = Recusal
        fields: tuple[str, ...] = ("person", "decided_on", "ground")


class RecusalApplicationSerializer(serializers.ModelSerializer[RecusalApplication]):
    """An application for recusal, its decision, and the one reconsideration."""

    person = PersonRef()
    applicant = OrganisationRef()

    class Meta:
        model = RecusalApplication
        fields: tuple[str, ...] = (
            "id",
            "person",
            "applicant",
            "ground",
            "received_on",
            "upheld",
            "decided_on",
            "reconsideration_received_on",
            "reconsideration_upheld",
            "reconsidered_on",
        )


class OffenderSerializer(serializers.ModelSerializer[Offender]):
    class Meta:
        model = Offender
        fields: tuple[str, ...] = ("name", "kind")


def people_parts() -> Parts:
    """What the serializers above read, fetched together."""
    return (
        Prefetch("team", TeamMember.objects.select_related("person")),
        Prefetch("parties", CaseParty.objects.select_related("organisation")),
        "offenders",
        Prefetch("recusals", Recusal.objects.select_related("person")),
        Prefetch(
            "recusal_applications",
            RecusalApplication.objects.select_related("person", "applicant"),
        ),
    )
