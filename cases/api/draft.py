"""Decisions on their way: drafts that wait for the asker, and one in full."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.actor import Actor
from agencies.models import Post
from cases.api.base import ApiView, asked
from cases.api.event import action_label
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.api.references import PersonRef, TargetRef
from cases.models import Draft
from pilit.law.errors import NotFound
from pilit.web.paging import Ordering


class DraftSerializer(serializers.ModelSerializer[Draft]):
    """A decision on its way, with what is to be decided and what was said of it."""

    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # leaves the class, hides nothing
    target = serializers.SerializerMethodField()
    drafter = PersonRef()
    reviewer = PersonRef()
    decider = PersonRef()
    sent_back_by = PersonRef()

    class Meta:
        model = Draft
        fields = (
            "id",
            "action",
            "label",
            "status",
            "target",
            "data",
            "sections",
            "remarks",
            "drafter",
            "drafted_at",
            "reviewer",
            "reviewed_at",
            "review_opinion",
            "decider",
            "decided_at",
            "decision_opinion",
            "sent_back_by",
            "sent_back_at",
            "sent_back_reason",
        )

    def get_label(self, row: Draft) -> str:
        """What the drafted action is called."""
        return action_label(row.action)

    @extend_schema_field(TargetRef)
    def get_target(self, row: Draft) -> dict[str, Any]:
        """The clue or case it is on."""
        return dict(TargetRef(row.case or row.clue).data)


PEOPLE = ("drafter", "reviewer", "decider", "sent_back_by")
"""What the serializer reads of a draft besides its clue or case."""


class DraftFilter(serializers.Serializer[Any]):
    """``all`` lists every open draft on what the asker sees, not only those that wait for them."""

    all = serializers.BooleanField(required=False, default=False)


class DraftList(ApiView, ListAPIView[Draft]):
    """The drafts that wait for the asker."""

    serializer_class = DraftSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"oldest": OLDEST, "newest": NEWEST}

    @extend_schema(operation_id="drafts_list", parameters=[DraftFilter])
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Drafts to review, to decide or to revise."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Draft]:
        """Those asked for."""
        if self.is_described:
            return Draft.objects.none()
        rows = Draft.objects.visible_to(self.actor).open()
        if not asked(DraftFilter, self.request)["all"]:
            rows = rows.filter(waits_for(self.actor))
        return rows.select_related("case", "clue", *PEOPLE)


class DraftDetail(ApiView):
    """One draft, open or not."""

    @extend_schema(operation_id="draft", responses=DraftSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One draft, open or not."""
        rows = Draft.objects.visible_to(self.actor).select_related("case", "clue", *PEOPLE)
        row = rows.filter(pk=pk).first()
        if row is None:
            raise NotFound
        return Response(DraftSerializer(row).data)


def waits_for(actor: Actor) -> Q:
    """Drafts whose next step is the actor's: to review, to decide, or sent back to them."""
    heads = [seat.organisation_id for seat in actor.seats if seat.post == Post.HEAD]
    chiefs = [seat.organisation_id for seat in actor.seats if seat.post == Post.CHIEF]
    others = ~Q(drafter=actor.user)
    to_review = Q(status=Draft.Status.DRAFTED, review_at__in=heads) & others
    to_decide = (
        Q(status=Draft.Status.REVIEWED, decide_at__in=chiefs) & others & ~Q(reviewer=actor.user)
    )
    return to_review | to_decide | Q(status=Draft.Status.SENT_BACK, drafter=actor.user)
