"""Campaigns: the list, and one with its goals and what the asker sees in it."""

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
from cases.models import Case, Clue
from pilit.web.paging import Ordering
from referrals.models import Campaign
from referrals.services.campaign import cases_in, counted, entries_of
from referrals.views.campaign import campaign_for


class CampaignRowSerializer(serializers.ModelSerializer[Campaign]):
    """A campaign in a list."""

    state_label = LabelField()
    procuratorate = OrganisationRef()
    place = OrganisationRef()
    domains = serializers.ListField(child=serializers.CharField())

    class Meta:
        model = Campaign
        fields: tuple[str, ...] = (
            "number",
            "state",
            "state_label",
            "version",
            "name",
            "procuratorate",
            "place",
            "domains",
            "from_on",
            "until_on",
            "opened_on",
            "closed_on",
        )


class CampaignGoalSerializer(serializers.Serializer[Any]):
    """A goal: its figure, how many are to be, how many there are of what the asker sees."""

    figure = serializers.CharField()
    goal = serializers.IntegerField()
    now = serializers.IntegerField()


class CampaignSerializer(CampaignRowSerializer):
    """A campaign with its goals, and the numbers of the cases and clues in it that the asker
    sees.
    """

    goals = CampaignGoalSerializer(many=True)
    cases = serializers.ListField(child=serializers.CharField())
    clues = serializers.ListField(child=serializers.CharField())
    available_actions = AvailableActionSerializer(many=True)

    class Meta(CampaignRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *CampaignRowSerializer.Meta.fields,
            "theme",
            "findings",
            "goals",
            "cases",
            "clues",
            "available_actions",
        )


class CampaignList(ApiView, ListAPIView[Campaign]):
    """The campaigns the asker may see."""

    serializer_class = CampaignRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST}

    @extend_schema(operation_id="campaigns_list")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The campaigns that run where the asker works, and those led there or below."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Campaign]:
        """All of them."""
        if self.is_described:
            return Campaign.objects.none()
        rows = Campaign.objects.visible_to(self.actor)
        return rows.select_related("procuratorate", "place")


class CampaignDetail(ApiView):
    """One campaign."""

    @extend_schema(operation_id="campaign", responses=CampaignSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One campaign with its goals; counted is what the asker sees."""
        row = campaign_for(self.actor, number)
        goals = list(row.goals.all())
        numbers = counted(row, goals, self.actor)
        cases = cases_in(row).filter(pk__in=Case.objects.internal_to(self.actor).values("pk"))
        clues = Clue.objects.visible_to(self.actor).filter(pk__in=entries_of(row).values("clue"))
        answer = {
            **CampaignRowSerializer(row).data,
            "theme": row.theme,
            "findings": row.findings,
            "goals": [
                {
                    "figure": goal.figure,
                    "goal": goal.goal,
                    "now": sum(n for (code, _at), n in numbers.items() if code == goal.figure),
                }
                for goal in goals
            ],
            "cases": list(cases.order_by("id").values_list("number", flat=True)),
            "clues": list(clues.order_by("id").values_list("number", flat=True)),
            "available_actions": available_actions(row, self.actor, now()),
        }
        return Response(answer)
