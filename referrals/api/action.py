"""Taking an action on what goes between the organs: the same door as for clues and cases."""

from dataclasses import dataclass

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions.offers import beginnings
from cases.api.action import described, perform_action
from cases.api.base import ApiView, now
from cases.api.offers import AvailableActionSerializer, offers_told
from cases.sorts import Sort, beginning
from cases.views.access import matter_for
from pilit.law.errors import NotFound


@dataclass(frozen=True, slots=True)
class ActionViews:
    """The views that take the actions of one sort, and the one that tells what begins one."""

    on_one: type[ApiView]
    before: type[ApiView]
    offered: type[ApiView]


def action_views(sort: Sort) -> ActionViews:
    """The views of a sort; what they are called in the document follows from its name."""

    class OnOne(ApiView):
        """Actions on what is there."""

        @described(f"{sort.name}_action")
        def post(self, request: Request, number: str, name: str) -> Response:
            """Take an action."""
            return perform_action(request, name, matter_for(self.actor, sort, number))

    class Before(ApiView):
        """Actions before there is anything."""

        @described(f"new_{sort.name}_action")
        def post(self, request: Request, name: str) -> Response:
            """Take the action that brings one into being."""
            if beginning(name) is not sort:
                raise NotFound
            return perform_action(request, name, None)

    class Offered(ApiView):
        """What may be done before there is anything."""

        @extend_schema(
            operation_id=f"new_{sort.name}_actions",
            responses=AvailableActionSerializer(many=True),
        )
        def get(self, request: Request) -> Response:
            """The action that brings one into being, with the schema of its fields."""
            at = now()
            return Response(offers_told(beginnings(sort, self.actor, at), None, self.actor, at))

    return ActionViews(OnOne, Before, Offered)
