"""Clues: the list, one in full, and registering a new one."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions.base import File
from cases.api.action import perform_action
from cases.api.base import ApiView, asked, now
from cases.api.deadline import ExplainedDeadlineSerializer, explained, tell_deadlines
from cases.api.draft import PEOPLE, DraftSerializer
from cases.api.event import EventSerializer, events_of
from cases.api.filters import ClueFilter, narrowed
from cases.api.offers import AvailableActionSerializer, available_actions
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.api.references import LabelField, OrganisationRef, PersonRef, TargetRef
from cases.models import Case, Clue, Informant
from cases.views.access import clue_for
from cases.views.readings import record_reading
from pilit.web.clock import beijing_date
from pilit.web.paging import Ordering

LAST_EVENTS = 20
"""Events shown with a clue or case; the rest is in its list of events."""


class ClueRowSerializer(serializers.ModelSerializer[Clue]):
    """A clue in a list."""

    state_label = LabelField()
    procuratorate = OrganisationRef()
    organ = OrganisationRef()

    class Meta:
        model = Clue
        fields: tuple[str, ...] = (
            "number",
            "title",
            "state",
            "state_label",
            "version",
            "source",
            "domain",
            "procuratorate",
            "organ",
            "address",
            "region",
            "reported_on",
            "registered_at",
            "verdict",
            "next_due_on",
        )


class ClueSerializer(ClueRowSerializer):
    """A clue in full. Of who reported it, nothing but whether that is sealed or was anonymous."""

    registered_by = PersonRef()
    handler = PersonRef()
    merged_into = serializers.SlugRelatedField[Clue](slug_field="number", read_only=True)
    transferred_to = OrganisationRef()
    transferred_from = OrganisationRef()
    informant = serializers.SerializerMethodField()

    class Meta(ClueRowSerializer.Meta):
        fields: tuple[str, ...] = (
            *ClueRowSerializer.Meta.fields,
            "narrative",
            "lng",
            "lat",
            "registered_by",
            "handler",
            "penalty_decision",
            "truth",
            "viability",
            "harm",
            "assessment_note",
            "assessed_on",
            "merged_into",
            "transferred_to",
            "transferred_from",
            "accepted_on",
            "reported_up_on",
            "reported_up_reason",
            "outcome_reason",
            "informant",
        )

    def get_informant(self, row: Clue) -> str | None:
        """``sealed``, ``anonymous``, or nothing where the clue was not reported by anybody."""
        known = Informant.objects.filter(clue=row).values_list("anonymous", flat=True).first()
        return None if known is None else ("anonymous" if known else "sealed")


class WholeClueSerializer(ClueSerializer):
    """A clue in full with everything that hangs on it."""

    cases = TargetRef(many=True)
    merged = TargetRef(many=True)
    deadlines = ExplainedDeadlineSerializer(many=True)
    drafts = DraftSerializer(many=True)
    events = EventSerializer(many=True)
    available_actions = AvailableActionSerializer(many=True)

    class Meta(ClueSerializer.Meta):
        fields: tuple[str, ...] = (
            *ClueSerializer.Meta.fields,
            "cases",
            "merged",
            "deadlines",
            "drafts",
            "events",
            "available_actions",
        )


class ClueList(ApiView, ListAPIView[Clue]):
    """The clues of the asker's procuratorate and of those below it."""

    serializer_class = ClueRowSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {
        "newest": NEWEST,
        "oldest": OLDEST,
        "due": Ordering("next_due_on", nullable=True),
    }

    @extend_schema(operation_id="clues_list", parameters=[ClueFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The clues of the asker's procuratorate and of those below it."""
        return super().get(request, *args, **kwargs)

    @extend_schema(exclude=True)
    def post(self, request: Request) -> Response:
        """Register a clue: short for its action."""
        return perform_action(request, "register_clue", None)

    def get_queryset(self) -> QuerySet[Clue]:
        """Those asked for."""
        if self.is_described:
            return Clue.objects.none()
        rows = narrowed(
            Clue.objects.visible_to(self.actor),
            asked(ClueFilter, self.request),
            beijing_date(now()),
        )
        return rows.select_related("procuratorate", "organ")


class ClueDetail(ApiView):
    """One clue."""

    @extend_schema(operation_id="clue", responses=WholeClueSerializer)
    def get(self, request: Request, number: str) -> Response:
        """One clue with its deadlines, drafts, last events and what the asker may do with it."""
        clue, at = clue_for(self.actor, number), now()
        record_reading(request._request, clue, at)
        cases = Case.objects.internal_to(self.actor).filter(clue=clue).order_by("id")
        merged = Clue.objects.visible_to(self.actor).filter(merged_into=clue).order_by("id")
        answer = {
            **ClueSerializer(clue).data,
            "cases": TargetRef(cases, many=True).data,
            "merged": TargetRef(merged, many=True).data,
            **surroundings(clue, self),
            "available_actions": available_actions(clue, self.actor, at),
        }
        return Response(answer)


class NewClueActions(ApiView):
    """What may be done before there is a clue."""

    @extend_schema(operation_id="new_clue_actions", responses=AvailableActionSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The actions that need no clue (register one), with the schema of their fields."""
        return Response(available_actions(None, self.actor, now()))


def surroundings(target: File, view: ApiView) -> dict[str, Any]:
    """Deadlines, open drafts and last events of a clue or case, for those inside."""
    drafts = target.drafts.open().select_related("case", "clue", *PEOPLE)
    events = events_of(target, view.actor).select_related("actor").order_by("-id")[:LAST_EVENTS]
    return {
        "deadlines": tell_deadlines(list(explained(target.deadlines.order_by("id")))),
        "drafts": DraftSerializer(drafts, many=True).data,
        "events": EventSerializer(events, many=True).data,
    }
