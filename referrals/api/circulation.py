"""Circulation statements: the list, and one with its sums and rows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
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
from referrals.models import Circulation, CirculationRow
from referrals.services.circulation import sums_of
from referrals.views.circulation import circulation_for


class CirculationSumsSerializer(serializers.Serializer[Any]):
    """What one side sent, and what the other did with it."""

    name = serializers.CharField()
    sent = serializers.IntegerField()
    received = serializers.IntegerField()
    decided = serializers.IntegerField()
    outstanding = serializers.IntegerField()


class CirculationLineSerializer(serializers.ModelSerializer[CirculationRow]):
    """One referral as it stood at the end of the quarter; ``outcome`` is empty where it was
    outstanding.
    """

    referral = serializers.SlugRelatedField(slug_field="number", read_only=True)  # type: ignore[var-annotated]
    outcome = serializers.CharField()

    class Meta:
        model = CirculationRow
        fields = (
            "referral",
            "by_procuratorate",
            "sent_on",
            "received_on",
            "decided_on",
            "outcome",
        )


class CirculationSerializer(serializers.ModelSerializer[Circulation]):
    """A statement in a list."""

    state_label = LabelField()
    procuratorate = OrganisationRef()
    commission = OrganisationRef()

    class Meta:
        model = Circulation
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "procuratorate",
            "commission",
            "first_on",
            "last_on",
            "drawn_on",
            "confirmed_on",
            "agreed_on",
        )


class WholeCirculationSerializer(CirculationSerializer):
    """A statement with its sums, its rows, and what the asker may do."""

    sums = CirculationSumsSerializer(many=True)
    rows = CirculationLineSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(CirculationSerializer.Meta):
        fields: tuple[str, ...] = (
            *CirculationSerializer.Meta.fields,
            "sums",
            "rows",
            "available_actions",
        )


class CirculationList(ApiView, ListAPIView[Circulation]):
    """The statements the asker may see."""

    serializer_class = CirculationSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="circulations_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The statements between the asker's organisation and its counterpart."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Circulation]:
        """All of them."""
        if self.is_described:
            return Circulation.objects.none()
        rows = Circulation.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "commission")


class CirculationDetail(ApiView):
    """One statement."""

    @extend_schema(operation_id="circulation", responses=WholeCirculationSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One statement with its sums and the rows they are counted from."""
        row = circulation_for(self.actor, number)
        lines = list(row.rows.select_related("referral"))
        answer = {
            **CirculationSerializer(row).data,
            "sums": CirculationSumsSerializer(sums_of(row, lines), many=True).data,
            "rows": CirculationLineSerializer(lines, many=True).data,
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
