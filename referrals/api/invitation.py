"""Invitations: the list, and one as the asker's side sees it."""

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
from cases.api.references import LabelField, OrganisationRef, PersonRef
from pilit.web.paging import Ordering
from referrals.models import Invitation
from referrals.views.invitation import invitation_for, is_inside


class InvitationRowSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation in a list."""

    occasion_label = LabelField()
    state_label = LabelField()
    procuratorate = OrganisationRef()
    invitee = PersonRef()

    class Meta:
        model = Invitation
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "occasion",
            "occasion_label",
            "procuratorate",
            "invitee",
            "subject",
            "starts_at",
            "place",
            "invited_on",
            "answered_on",
        )


class InvitationSerializer(InvitationRowSerializer):
    """An invitation in full. ``case`` is for those inside the case: to the invited it is empty."""

    case = serializers.CharField(allow_null=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(InvitationRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *InvitationRowSerializer.Meta.fields,
            "case",
            "text",
            "note",
            "happened_on",
            "said",
            "cancelled_on",
            "cancelled_reason",
            "available_actions",
        )


class InvitationList(ApiView, ListAPIView[Invitation]):
    """The invitations in the asker's cases, or to the asker."""

    serializer_class = InvitationRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="invitations_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The invitations in the asker's cases, or to the asker."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Invitation]:
        """All of them."""
        if self.is_described:
            return Invitation.objects.none()
        rows = Invitation.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "invitee")


class InvitationDetail(ApiView):
    """One invitation."""

    @extend_schema(operation_id="invitation", responses=InvitationSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One invitation, with what the asker may do."""
        row = invitation_for(self.actor, number)
        answer = {
            **InvitationRowSerializer(row).data,
            "case": row.case.number if is_inside(self.actor, row) else None,
            **{
                name: getattr(row, name)
                for name in (
                    *("text", "note", "happened_on", "said"),
                    *("cancelled_on", "cancelled_reason"),
                )
            },
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
