"""Oversight: the list, and one as both sides see it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import ApiView, now
from cases.api.offers import AvailableActionSerializer, available_actions
from cases.api.paging import NEWEST, OrderedPagination
from cases.api.references import LabelField, OrganisationRef, PersonRef
from pilit.web.paging import Ordering
from referrals.models import Oversight, OversightTask
from referrals.views.oversight import oversight_for


class OversightRowSerializer(serializers.ModelSerializer[Oversight]):
    """One use of a form of oversight, in a list."""

    form_label = LabelField()
    state_label = LabelField()
    procuratorate = OrganisationRef()
    overseer = OrganisationRef()

    class Meta:
        model = Oversight
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "form",
            "form_label",
            "origin",
            "procuratorate",
            "overseer",
            "subject",
            "begun_on",
            "wanted_on",
            "planned_on",
            "materials_by",
            "answered_on",
            "held_on",
            "closed_on",
            "ended_on",
        )


class OversightTaskSerializer(serializers.ModelSerializer[OversightTask]):
    """What is to be done on an opinion, and what came of it."""

    owner = PersonRef(allow_null=True)

    class Meta:
        model = OversightTask
        fields = ("no", "what", "owner", "set_on", "due_on", "result", "reported_on")


class OversightSerializer(OversightRowSerializer):
    """It in full: ``basis`` is the citation of its form."""

    basis = serializers.CharField()
    files = serializers.ListField(child=serializers.DictField())
    reports = serializers.ListField(child=serializers.DictField())
    tasks = OversightTaskSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(OversightRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *OversightRowSerializer.Meta.fields,
            "basis",
            "request",
            "place",
            "answer",
            "opinions",
            "remark",
            "ended_reason",
            "files",
            "reports",
            "tasks",
            "available_actions",
        )


class OversightList(ApiView, ListAPIView[Oversight]):
    """What the asker's body oversees, or their procuratorate answers for."""

    serializer_class = OversightRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="oversights_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What the asker's body oversees, or their procuratorate answers for."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Oversight]:
        """All of it."""
        if self.is_described:
            return Oversight.objects.none()
        rows = Oversight.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "overseer")


class OversightDetail(ApiView):
    """One use of a form of oversight."""

    @extend_schema(operation_id="oversight", responses=OversightSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One in full, with what the asker may do."""
        row = oversight_for(self.actor, number)
        answer = {
            **OversightRowSerializer(row).data,
            "basis": row.entry.basis,
            **{
                name: getattr(row, name)
                for name in ("request", "place", "answer", "opinions", "remark", "ended_reason")
            },
            "files": [
                {
                    "name": each.name,
                    "url": reverse("referrals:oversight_file", args=[row.number, each.pk]),
                }
                for each in row.files.order_by("name")
            ],
            "reports": [
                {
                    "code": each.code,
                    "url": reverse("referrals:oversight_report", args=[row.number, each.pk]),
                }
                for each in row.reports.all()
            ],
            "tasks": OversightTaskSerializer(row.tasks.select_related("owner"), many=True).data,
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
