"""Joint mechanisms: the list with whether each lives, and one as its side sees it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.actor import Actor
from cases.api.base import ApiView, now
from cases.api.offers import AvailableActionSerializer, available_actions
from cases.api.paging import NEWEST, OrderedPagination
from cases.api.references import LabelField, OrganisationRef
from pilit.web.clock import beijing_date
from pilit.web.paging import Ordering
from referrals.domain.life import Verdict
from referrals.models import (
    CosignedDocument,
    JointTraining,
    Mechanism,
    Membership,
    StaffExchange,
)
from referrals.services.mechanism import verdicts
from referrals.views.mechanism import item_lines, mechanism_for, own_places


class MechanismSerializer(serializers.ModelSerializer[Mechanism]):
    """A mechanism in a list."""

    field_label = LabelField()
    procuratorate = OrganisationRef()

    class Meta:
        model = Mechanism
        fields: tuple[str, ...] = (
            "number",
            "version",
            "name",
            "field",
            "field_label",
            "procuratorate",
            "established_on",
            "meeting_months",
            "ended_on",
            "end_reason",
        )


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    """A member, or one that has left."""

    organisation = OrganisationRef()

    class Meta:
        model = Membership
        fields = ("organisation", "contact", "joined_on", "left_on", "reason")


class CosignedSerializer(serializers.ModelSerializer[CosignedDocument]):
    """A co-signed document."""

    state_label = LabelField()
    signatories = OrganisationRef(many=True)

    class Meta:
        model = CosignedDocument
        fields = ("no", "title", "number", "signed_on", "state_label", "signatories", "review_by")


class TrainingSerializer(serializers.ModelSerializer[JointTraining]):
    """A joint training."""

    class Meta:
        model = JointTraining
        fields = ("title", "starts_on", "ends_on", "place", "people", "participants", "outcome")


class ExchangeSerializer(serializers.ModelSerializer[StaffExchange]):
    """An exchange of staff."""

    home = OrganisationRef()
    host = OrganisationRef()

    class Meta:
        model = StaffExchange
        fields = (
            "no",
            "who",
            "home",
            "host",
            "post",
            "starts_on",
            "ends_on",
            "ended_on",
            "outcome",
        )


class WholeMechanismSerializer(MechanismSerializer):
    """A mechanism in full. ``information`` holds what goes from or to the asker's organisation; to
    the procuratorate that runs it, all.
    """

    lives = serializers.DictField()
    members = MembershipSerializer(many=True)
    documents = CosignedSerializer(many=True)
    meetings = serializers.ListField(child=serializers.CharField())
    information = serializers.ListField(child=serializers.DictField())
    trainings = TrainingSerializer(many=True)
    exchanges = ExchangeSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(MechanismSerializer.Meta):
        fields: tuple[str, ...] = (
            *MechanismSerializer.Meta.fields,
            "lives",
            "members",
            "documents",
            "meetings",
            "information",
            "trainings",
            "exchanges",
            "available_actions",
        )


class MechanismList(ApiView, ListAPIView[Mechanism]):
    """The mechanisms the asker may see."""

    serializer_class = MechanismSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="mechanisms_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The mechanisms the asker's organisation runs or is a member of."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Mechanism]:
        """All of them."""
        if self.is_described:
            return Mechanism.objects.none()
        return Mechanism.objects.visible_to(self.actor).select_related("procuratorate")


def _living(verdict: Verdict) -> dict[str, Any]:
    reasons = [
        {
            "failing": reason.failing.value,
            "number": reason.number,
            "since": reason.since.isoformat() if reason.since else None,
        }
        for reason in verdict.reasons
    ]
    return {"verdict": verdict.life.value, "reasons": reasons}


def _information(row: Mechanism, actor: Actor) -> list[dict[str, Any]]:
    lines = item_lines(row, actor, own_places(actor), beijing_date(now()))
    return [
        {
            "no": line.item.no,
            "what": line.item.what,
            "sender": line.item.sender.code,
            "receiver": line.item.receiver.code,
            "every": {"days": line.item.every_days, "months": line.item.every_months},
            "last_received_on": line.came_on.isoformat() if line.came_on else None,
            "due_on": line.due_on.isoformat(),
            "late": line.late,
            "stopped_on": line.item.stopped_on.isoformat() if line.item.stopped_on else None,
        }
        for line in lines
    ]


class MechanismDetail(ApiView):
    """One mechanism."""

    @extend_schema(operation_id="mechanism", responses=WholeMechanismSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One mechanism as the asker's side sees it, with what the asker may do."""
        row = mechanism_for(self.actor, number)
        members = row.memberships.select_related("organisation")
        documents = row.cosigned.prefetch_related("signatories")
        exchanges = row.exchanges.select_related("home", "host")
        answer = {
            **MechanismSerializer(row).data,
            "lives": _living(verdicts([row], beijing_date(now()))[row.pk]),
            "members": MembershipSerializer(members, many=True).data,
            "documents": CosignedSerializer(documents, many=True).data,
            "meetings": list(row.meetings.order_by("meets_at").values_list("number", flat=True)),
            "information": _information(row, self.actor),
            "trainings": TrainingSerializer(row.trainings.all(), many=True).data,
            "exchanges": ExchangeSerializer(exchanges, many=True).data,
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
