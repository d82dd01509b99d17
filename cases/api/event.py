"""The history of a clue or case: for those who see it from inside."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from agencies.actor import Actor
from cases.actions.base import Target
from cases.actions.registry import action_called
from cases.api.base import ApiView
from cases.api.paging import NEWEST, OLDEST, OrderedPagination
from cases.models import Event, column
from cases.views.access import case_for, clue_for, is_inside
from pilit.law.errors import NotFound
from pilit.web.paging import Ordering
from pilit.web.texts import translated


class EventSerializer(serializers.ModelSerializer[Event]):
    """Who did what, when it occurred and when it was recorded, sealed by ``digest`` (SM3)."""

    label = serializers.SerializerMethodField()  # type: ignore[assignment]  # leaves the class, hides nothing
    actor = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields = (
            "id",
            "seq",
            "action",
            "label",
            "stage",
            "actor",
            "actor_name",
            "actor_post",
            "occurred_at",
            "recorded_at",
            "data",
            "effects",
            "previous",
            "digest",
        )

    def get_label(self, row: Event) -> str:
        """What the action is called."""
        return action_label(row.action)

    def get_actor(self, row: Event) -> str | None:
        """The user name of who acted; none for the clock."""
        return row.actor.username if row.actor else None


class Receipt(serializers.ModelSerializer[Event]):
    """What somebody who acted is told of the entry in the log."""

    class Meta:
        model = Event
        fields = ("action", "stage", "occurred_at", "recorded_at")


class EventList(ApiView, ListAPIView[Event]):
    """The history of one clue or case."""

    serializer_class = EventSerializer
    pagination_class = OrderedPagination
    orderings: ClassVar[Mapping[str, Ordering]] = {"newest": NEWEST, "oldest": OLDEST}

    def target(self) -> Target:
        """The clue or case. Raises ``NotFound`` or ``Recused``."""
        raise NotFound

    def get_queryset(self) -> QuerySet[Event]:
        """Its events."""
        if self.is_described:
            return Event.objects.none()
        return events_of(self.target(), self.actor).select_related("actor")


class CaseEvents(EventList):
    """The history of a case, for those who see it from inside."""

    @extend_schema(operation_id="case_events")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The history of a case, for those who see it from inside."""
        return super().get(request, *args, **kwargs)

    def target(self) -> Target:
        """The case; whoever sees only a facet of it is answered as if there were none."""
        case = case_for(self.actor, self.kwargs["number"])
        if not is_inside(self.actor, case):
            raise NotFound
        return case


class ClueEvents(EventList):
    """The history of a clue."""

    @extend_schema(operation_id="clue_events")
    def get(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The history of a clue."""
        return super().get(request, *args, **kwargs)

    def target(self) -> Target:
        """The clue."""
        return clue_for(self.actor, self.kwargs["number"])


def events_of(target: Target, actor: Actor) -> QuerySet[Event]:
    """What the actor may read of the history of a clue or case."""
    seen = Event.objects.visible_to(actor)
    return seen.filter(**{column(target): target})


def action_label(name: str) -> str:
    """What an action is called, in the reader's language."""
    kind = action_called(name)
    return translated(kind.label) if kind else name
