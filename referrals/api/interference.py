"""Records of attempts to intervene: that there is one. What it says and who recorded it are opened
on its page only.
"""

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
from referrals.models import Interference
from referrals.views.interference import interference_for


class InterferenceRowSerializer(serializers.ModelSerializer[Interference]):
    """A record in a list."""

    state_label = LabelField()
    addressed = OrganisationRef()
    commission = OrganisationRef()

    class Meta:
        model = Interference
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "addressed",
            "commission",
            "recorded_on",
            "received_on",
        )


class InterferenceSerializer(InterferenceRowSerializer):
    """A record with what the asker may do."""

    available_actions = AvailableActionSerializer(many=True)

    class Meta(InterferenceRowSerializer.Meta):
        fields: tuple[str, ...] = (*InterferenceRowSerializer.Meta.fields, "available_actions")


class InterferenceList(ApiView, ListAPIView[Interference]):
    """The records the asker may see."""

    serializer_class = InterferenceRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="interferences_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The records the asker has made, and those that go to the asker."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Interference]:
        """All of them."""
        if self.is_described:
            return Interference.objects.none()
        rows = Interference.objects.visible_to(self.actor)
        return rows.select_related("addressed", "commission")


class InterferenceDetail(ApiView):
    """One record."""

    @extend_schema(operation_id="interference", responses=InterferenceSerializer)
    def get(self, request: Request, number: str) -> Response:
        """That there is this record, where it is, and what the asker may do."""
        row = interference_for(self.actor, number)
        answer = {
            **InterferenceRowSerializer(row).data,
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
