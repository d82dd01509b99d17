"""Referrals: the list, and one as its side sees it. What is sealed is opened on its page only."""

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import FileResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.base import ApiView, asked, now
from cases.api.offers import AvailableActionSerializer, available_actions
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.api.references import LabelField, OrganisationRef, PersonRef
from pilit.web.paging import Ordering
from referrals.domain.vocabulary import ReferralState
from referrals.models import Referral
from referrals.views.access import referral_for, sees_origin, sees_work
from referrals.views.files import fetched


class ReferralFilter(serializers.Serializer[Any]):
    """``box`` is ``incoming`` or ``outgoing``; both where it is not given."""

    box = serializers.ChoiceField(choices=["incoming", "outgoing"], required=False)
    state = serializers.MultipleChoiceField(
        choices=[(each.value, each.value) for each in ReferralState], required=False
    )


class ReferralRowSerializer(serializers.ModelSerializer[Referral]):
    """A referral in a list."""

    state_label = LabelField()
    kind_label = LabelField()
    sender = OrganisationRef()
    receiver = OrganisationRef()

    class Meta:
        model = Referral
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "kind",
            "kind_label",
            "secrecy",
            "sender",
            "receiver",
            "sent_on",
            "next_due_on",
            "result",
        )


class ReferralSerializer(ReferralRowSerializer):
    """A referral in full. Its content is empty where it is sealed."""

    author = PersonRef()
    files = serializers.SerializerMethodField()

    class Meta(ReferralRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *ReferralRowSerializer.Meta.fields,
            "author",
            "narrative",
            "penalty_decision",
            "files",
            "received_on",
            "accepted_on",
            "returned_on",
            "return_reason",
            "reported_on",
            "result_note",
        )

    def get_files(self, row: Referral) -> list[dict[str, str]]:
        """What came along; of a secret referral not even the names."""
        return [
            {
                "id": str(each.pk),
                "name": each.name,
                "url": reverse("referrals-api:file", kwargs={"number": row.number, "pk": each.pk}),
            }
            for each in row.files.order_by("name")
        ]


class WholeReferralSerializer(ReferralSerializer):
    """A referral with what only one side is told: its origin to the sender's, the work on it to
    the receiver's; and what the asker may do.
    """

    case = serializers.CharField(allow_null=True)
    clue = serializers.CharField(allow_null=True)
    registered = serializers.CharField(allow_null=True)
    progress = serializers.ListField(child=serializers.DictField())
    available_actions = AvailableActionSerializer(many=True)

    class Meta(ReferralSerializer.Meta):
        fields: tuple[str, ...] = (
            *ReferralSerializer.Meta.fields,
            "case",
            "clue",
            "registered",
            "progress",
            "available_actions",
        )


class ReferralList(ApiView, ListAPIView[Referral]):
    """The referrals the asker may see."""

    serializer_class = ReferralRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {
        "newest": NEWEST,
        "oldest": OLDEST,
        "due": Ordering("next_due_on", nullable=True),
    }

    @extend_schema(operation_id="referrals_list", parameters=[ReferralFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The referrals the asker may see."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Referral]:
        """Those asked for."""
        if self.is_described:
            return Referral.objects.none()
        wanted = asked(ReferralFilter, self.request)
        rows = Referral.objects.visible_to(self.actor)
        match wanted.get("box"):
            case "incoming":
                rows = rows.incoming(self.actor)
            case "outgoing":
                rows = rows.outgoing(self.actor)
        if states := wanted.get("state"):
            rows = rows.filter(state__in=states)
        return rows.select_related("sender", "receiver")


class ReferralDetail(ApiView):
    """One referral."""

    @extend_schema(operation_id="referral", responses=WholeReferralSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One referral as the asker's side sees it, with what the asker may do."""
        row = referral_for(self.actor, number)
        origin, inside = sees_origin(self.actor, row), sees_work(self.actor, row)
        answer = {
            **ReferralSerializer(row).data,
            "case": row.case.number if origin and row.case else None,
            "clue": row.clue.number if origin and row.clue else None,
            "registered": row.registered.number if inside and row.registered else None,
            "progress": [
                {"on": each.on.isoformat(), "note": each.note}
                for each in (row.progress.all() if inside else ())
            ],
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)


class ReferralFile(ApiView):
    """A file that came along."""

    @extend_schema(
        operation_id="referral_file",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, number: str, pk: uuid.UUID) -> FileResponse:
        """A file of a referral; of a secret one only under an approved opening, and told."""
        return fetched(referral_for(self.actor, number), pk, self.actor, now())
