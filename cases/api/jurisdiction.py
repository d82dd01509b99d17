"""What passes between procuratorates, and what is kept of the work on a case, in the API."""

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from cases.api.references import OrganisationRef, Parts, PersonRef
from cases.models import CaseMove, CaseQuestion, Entrustment, HoursSpent, Supervision


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


class CaseQuestionSerializer(serializers.ModelSerializer[CaseQuestion]):
    """A question of who leads or supervises, and its answer. Only from inside."""

    about = serializers.SlugRelatedField[Any](slug_field="code", read_only=True)
    asked_by = PersonRef()
    place = OrganisationRef()
    answered_by = PersonRef()

    class Meta:
        model = CaseQuestion
        fields = (
            "id",
            "about",
            "question",
            "asked_by",
            "place",
            "asked_on",
            "answered_on",
            "answer",
            "answered_by",
            "lifted_on",
        )


class HoursSerializer(serializers.ModelSerializer[HoursSpent]):
    """Hours somebody spent on the case. Only from inside."""

    person = PersonRef()

    class Meta:
        model = HoursSpent
        fields = ("id", "person", "on", "hours", "note", "struck_on")


def jurisdiction_parts() -> Parts:
    """What the serializers above read, fetched together."""
    return (
        Prefetch("moves", CaseMove.objects.select_related("origin", "receiver")),
        Prefetch("supervisions", Supervision.objects.select_related("superior")),
        Prefetch(
            "questions",
            CaseQuestion.objects.select_related("about", "asked_by", "place", "answered_by"),
        ),
        Prefetch("hours", HoursSpent.objects.select_related("person")),
        Prefetch("entrustments", Entrustment.objects.select_related("to", "answered_by")),
    )
