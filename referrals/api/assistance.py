"""Requests for assistance: the list, and one as its side sees it."""

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
from cases.api.references import LabelField, OrganisationRef
from pilit.web.paging import Ordering
from referrals.domain.assistance import AssistanceState
from referrals.models import Assistance
from referrals.views.assistance import assistance_for, is_inside


class AssistanceRowSerializer(serializers.ModelSerializer[Assistance]):
    """A request in a list."""

    kind_label = LabelField()
    procuratorate = OrganisationRef()
    organ = OrganisationRef()

    class Meta:
        model = Assistance
        fields: tuple[str, ...] = (
            "number",
            "version",
            "kind",
            "kind_label",
            "procuratorate",
            "organ",
            "asked_on",
            "answer_by",
            "answered_on",
        )


class AssistanceSerializer(AssistanceRowSerializer):
    """A request in full. ``case``, ``obstructions`` and ``reports`` are for those inside the case:
    to the organ they are empty.
    """

    files = serializers.ListField(child=serializers.DictField())
    state = serializers.ChoiceField(choices=[(each.value, each.value) for each in AssistanceState])
    case = serializers.CharField(allow_null=True)
    obstructions = serializers.ListField(child=serializers.DictField())
    reports = serializers.ListField(child=serializers.DictField())
    available_actions = AvailableActionSerializer(many=True)

    class Meta(AssistanceRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *AssistanceRowSerializer.Meta.fields,
            "request",
            "answer",
            "files",
            "refused_on",
            "refusal",
            "withdrawn_on",
            "withdrawal",
            "closed_on",
            "state",
            "case",
            "obstructions",
            "reports",
            "available_actions",
        )


class AssistanceList(ApiView, ListAPIView[Assistance]):
    """The requests the asker may see."""

    serializer_class = AssistanceRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="assistances_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The requests the asker's cases or organ are concerned with."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Assistance]:
        """All of them."""
        if self.is_described:
            return Assistance.objects.none()
        rows = Assistance.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "organ")


class AssistanceDetail(ApiView):
    """One request."""

    @extend_schema(operation_id="assistance", responses=AssistanceSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One request as the asker's side sees it, with what the asker may do."""
        row = assistance_for(self.actor, number)
        inside = is_inside(self.actor, row)
        answer = {
            **AssistanceRowSerializer(row).data,
            "request": row.request,
            "answer": row.answer,
            "files": [
                {
                    "name": each.name,
                    "url": reverse("referrals:assistance_file", args=[row.number, each.pk]),
                }
                for each in row.files.order_by("name")
            ],
            **{
                name: getattr(row, name)
                for name in (
                    *("refused_on", "refusal", "withdrawn_on", "withdrawal", "closed_on"),
                    "state",
                )
            },
            "case": row.case.number if inside else None,
            "obstructions": [
                {"on": each.on.isoformat(), "what": each.what}
                for each in (row.obstructions.all() if inside else ())
            ],
            "reports": [
                {"way": each.way, "to": each.to.code, "on": each.on.isoformat(), "note": each.note}
                for each in (row.reports.select_related("to") if inside else ())
            ],
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
