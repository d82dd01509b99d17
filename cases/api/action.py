"""Taking an action: the REST door to ``perform``."""

from collections.abc import Callable
from datetime import MAXYEAR
from typing import Annotated, Any

from django.db import DataError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from pydantic import Field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from agencies.actor import Actor
from agencies.request import actor_of
from cases.actions import Outcome, perform
from cases.actions.base import Target
from cases.actions.drafts import STEPS
from cases.actions.fields import ActionData, Ask, Moment, parse
from cases.api.base import ApiView, now
from cases.api.event import EventSerializer, Receipt
from cases.api.facet import state_told
from cases.api.references import kind_of
from cases.models import Case, Clue
from cases.querysets import party_ids
from cases.sorts import beginning
from cases.views.access import case_for, clue_for, is_inside
from pilit.law.errors import Invalid, NotFound
from pilit.law.texts import N_

KEY_HEADER = "Idempotency-Key"
KEY_LENGTH = 64
EARLIEST = 1949
"""No fact of a case is older than this year."""


class Envelope(ActionData):
    """The body of a request: the fields of the action, and what is said about them.

    ``occurred_at`` is when it happened, where no field tells it (late entry); ``version`` the
    version of the clue or case the fields were filled in for.
    """

    data: Annotated[dict[str, Any], Ask(_("The fields of the action"))] = Field(
        default_factory=dict
    )
    occurred_at: Annotated[
        Moment | None,
        Ask(
            _("When it happened"),
            _("For late entry, where no field tells it. Beijing time where no offset is given."),
        ),
    ] = None
    sections: Annotated[
        dict[str, dict[str, str]] | None,
        Ask(
            _("The sections of its documents"),
            _("By document and section; where they are given, none required may be empty."),
        ),
    ] = None
    version: Annotated[
        int | None,
        Field(ge=0),
        Ask(_("Version"), _("That of the clue or case the fields were filled in for.")),
    ] = None


class TargetStateSerializer(serializers.Serializer[Any]):
    """Where a clue or case stands. ``version`` is for those inside; where it stands is not for an
    entrusted procuratorate, nor for one from which it has just passed.
    """

    kind = serializers.CharField(help_text="clue, case or referral")
    number = serializers.CharField()
    state = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False)


class DraftStateSerializer(serializers.Serializer[Any]):
    """Where a draft stands."""

    id = serializers.IntegerField()
    status = serializers.CharField()


class OutcomeSerializer(serializers.Serializer[Any]):
    """What came of an action.

    ``made``: the clue or case it brought into being. ``draft``: the draft that waits, or that the
    step was about. ``repeated``: the same request had been carried out before, nothing was done
    again.
    """

    target = TargetStateSerializer(allow_null=True)
    made = TargetStateSerializer(allow_null=True)
    draft = DraftStateSerializer(allow_null=True)
    event = EventSerializer(allow_null=True)
    repeated = serializers.BooleanField()


def described[F: Callable[..., Response]](operation_id: str) -> Callable[[F], F]:
    """Describe an action's answer; what each takes is written into the schema by ``pilit.api``."""
    return extend_schema(
        operation_id=operation_id,
        request=OpenApiTypes.OBJECT,
        responses={200: OutcomeSerializer, 201: OutcomeSerializer},
    )


class CaseActionView(ApiView):
    """Actions on a case."""

    @described("case_action")
    def post(self, request: Request, number: str, name: str) -> Response:
        """Take an action on a case."""
        return perform_action(request, name, case_for(self.actor, number))


class ClueActionView(ApiView):
    """Actions on a clue."""

    @described("clue_action")
    def post(self, request: Request, number: str, name: str) -> Response:
        """Take an action on a clue."""
        return perform_action(request, name, clue_for(self.actor, number))


class NewClueActionView(ApiView):
    """Actions before there is a clue."""

    @described("new_clue_action")
    def post(self, request: Request, name: str) -> Response:
        """Register a clue."""
        if beginning(name) is not None:
            raise NotFound
        return perform_action(request, name, None)


def perform_action(request: Request, name: str, target: Target | None) -> Response:
    """Take the action the request asks for. Raises a ``DomainError``; then nothing has changed."""
    body = request.data
    if not isinstance(body, dict):
        raise Invalid(errors={"__all__": [N_("The body is an object with the fields under data.")]})
    asked = _read(body)
    actor = actor_of(request._request)
    try:
        outcome = perform(
            name,
            target,
            actor,
            asked.data,
            now(),
            occurred_at=asked.occurred_at,
            version=asked.version,
            key=_key(request),
            sections=asked.sections,
        )
    except (DataError, OverflowError) as fault:
        raise Invalid(N_("A date or number is too large or too small to be kept.")) from fault
    opened = outcome.draft is not None and name not in STEPS
    return Response(told(outcome, actor), status=201 if outcome.made or opened else 200)


def _read(body: dict[str, Any]) -> Envelope:
    asked = parse(Envelope, body)
    if asked.occurred_at is not None and not EARLIEST <= asked.occurred_at.year < MAXYEAR:
        raise Invalid(errors={"occurred_at": [N_("Enter a date of our time.")]})
    return asked


def _key(request: Request) -> str:
    key: str = request.headers.get(KEY_HEADER, "")
    if len(key) > KEY_LENGTH or not key.isprintable() or not key.isascii():
        raise Invalid(errors={KEY_HEADER: [N_("At most 64 letters, digits and signs.")]})
    return key


def told(outcome: Outcome, actor: Actor) -> dict[str, Any]:
    """What came of it, as far as the actor sees it."""
    target = outcome.target
    # Who acts on a matter is of the side whose act it is, and told of that act alone.
    inside = is_inside(actor, target) if isinstance(target, Case) else isinstance(target, Clue)
    event = outcome.event
    serializer = EventSerializer if inside else Receipt
    draft = outcome.draft
    return {
        "target": _where(outcome.target, actor, inside=inside),
        "made": _where(outcome.made, actor, inside=inside),
        "draft": {"id": draft.pk, "status": draft.status} if draft else None,
        "event": serializer(event).data if event else None,
        "repeated": outcome.repeated,
    }


def _where(target: Target | None, actor: Actor, *, inside: bool) -> dict[str, Any] | None:
    if target is None:
        return None
    found: dict[str, Any] = {"kind": kind_of(target), "number": target.number}
    if inside or not isinstance(target, Case):
        return {**found, "state": target.state, "version": target.version}
    if not party_ids(actor):
        return found
    return {**found, "state": state_told(target, actor)}
