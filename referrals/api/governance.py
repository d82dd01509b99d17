"""Governance recommendations: the list, and one as its side sees it."""

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
from cases.models import Case
from pilit.web.paging import Ordering
from referrals.models import Governance, GovernanceItem
from referrals.views.governance import governance_for, is_inside


class GovernanceRowSerializer(serializers.ModelSerializer[Governance]):
    """A governance recommendation in a list."""

    state_label = LabelField()
    procuratorate = OrganisationRef()
    receiver = OrganisationRef()

    class Meta:
        model = Governance
        fields: tuple[str, ...] = (
            "number",
            "letter_number",
            "state",
            "state_label",
            "version",
            "heading",
            "procuratorate",
            "receiver",
            "issued_on",
            "served_on",
            "reply_by",
            "replied_on",
        )


class GovernanceItemSerializer(serializers.ModelSerializer[GovernanceItem]):
    """One problem, its cause, what is proposed, and the answer; empty before the reply."""

    answer = serializers.CharField()

    class Meta:
        model = GovernanceItem
        fields = ("no", "problem", "cause", "proposal", "answer", "measure", "reason")


class GovernanceSerializer(GovernanceRowSerializer):
    """One in full. ``campaign``, ``cases``, ``remark``, ``outcome``, ``outcome_note`` and
    ``follow_ups`` are for the procuratorate: to the receiver they are empty.
    """

    items = GovernanceItemSerializer(many=True)
    files = serializers.ListField(child=serializers.DictField())
    campaign = serializers.CharField(allow_null=True)
    cases = serializers.ListField(child=serializers.CharField())
    outcome = serializers.CharField()
    follow_ups = serializers.ListField(child=serializers.DictField())
    available_actions = AvailableActionSerializer(many=True)

    class Meta(GovernanceRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *GovernanceRowSerializer.Meta.fields,
            "background",
            "items",
            "statement",
            "files",
            "closed_on",
            "withdrawn_on",
            "withdrawn_reason",
            "campaign",
            "cases",
            "remark",
            "outcome",
            "outcome_note",
            "follow_ups",
            "available_actions",
        )


class GovernanceList(ApiView, ListAPIView[Governance]):
    """The governance recommendations the asker may see."""

    serializer_class = GovernanceRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="governances_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Those the asker's procuratorate wrote or those below it; those addressed to the asker."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Governance]:
        """All of them."""
        if self.is_described:
            return Governance.objects.none()
        rows = Governance.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "receiver")


class GovernanceDetail(ApiView):
    """One governance recommendation."""

    @extend_schema(operation_id="governance", responses=GovernanceSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One governance recommendation as the asker's side sees it."""
        row = governance_for(self.actor, number)
        answer = {
            **GovernanceRowSerializer(row).data,
            **{
                name: getattr(row, name)
                for name in (
                    *("background", "statement", "closed_on"),
                    *("withdrawn_on", "withdrawn_reason"),
                )
            },
            "items": GovernanceItemSerializer(row.items.all(), many=True).data,
            "files": [
                {
                    "name": each.name,
                    "url": reverse("referrals:governance_file", args=[row.number, each.pk]),
                }
                for each in row.files.order_by("name")
            ],
            **self._inside(row),
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)

    def _inside(self, row: Governance) -> dict[str, Any]:
        """What is the procuratorate's own; empty to the receiver."""
        if not is_inside(self.actor, row):
            own = {"remark": "", "outcome": "", "outcome_note": "", "follow_ups": []}
            return {"campaign": None, "cases": [], **own}
        cases = Case.objects.internal_to(self.actor).filter(governance=row)
        return {
            "campaign": row.from_campaign.number if row.from_campaign is not None else None,
            "cases": list(cases.order_by("id").values_list("number", flat=True)),
            "remark": row.remark,
            "outcome": row.outcome,
            "outcome_note": row.outcome_note,
            "follow_ups": [
                {"on": each.on.isoformat(), "note": each.note} for each in row.follow_ups.all()
            ],
        }
