"""What the asker may do next, as the API lists it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from agencies.actor import Actor
from cases.actions.base import Target
from cases.actions.offers import Offer, offers
from cases.api.event import action_label
from cases.api.schemas import schema_of
from cases.domain.lifecycle import Decision
from pilit.web.texts import basis_text, translated


class ChoiceSerializer(serializers.Serializer[Any]):
    """One value a field takes on this clue or case."""

    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # leaves the class, hides nothing


class WaitingDraftSerializer(serializers.Serializer[Any]):
    """The draft a step is about."""

    id = serializers.IntegerField()
    action = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # leaves the class, hides nothing
    status = serializers.CharField()


class AvailableActionSerializer(serializers.Serializer[Any]):
    """An action the asker may take now.

    ``schema`` is the JSON Schema of the ``data`` to send; ``options`` the values that fields take
    on this very clue or case; ``draft`` the draft a step of a decision is about.
    """

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # leaves the class, hides nothing
    consequence = serializers.CharField(help_text="What follows in law; may be empty.")
    basis = serializers.ListField(child=serializers.CharField(), help_text="The articles, in full.")
    decision = serializers.ChoiceField(choices=[(each.value, each.value) for each in Decision])
    draft = WaitingDraftSerializer(allow_null=True)
    options = serializers.DictField(child=ChoiceSerializer(many=True))
    schema = serializers.DictField()


def available_actions(target: Target | None, actor: Actor, at: dt.datetime) -> list[dict[str, Any]]:
    """The actions the actor may take at a moment; those that wait for something are left out."""
    return offers_told(offers(target, actor, at), target, actor, at)


def offers_told(
    found: Iterable[Offer], target: Target | None, actor: Actor, at: dt.datetime
) -> list[dict[str, Any]]:
    """Offers as the API lists them; those that wait for something are left out."""
    return [_told(offer, target, actor, at) for offer in found if offer.blocked is None]


def _told(offer: Offer, target: Target | None, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    options = offer.kind(target, actor, at, actor.user).options()
    draft = offer.draft
    return {
        "name": offer.name,
        "label": translated(offer.label),
        "consequence": translated(offer.kind.consequence),
        "basis": [basis_text(each) for each in offer.basis.split("; ")],
        "decision": offer.decision.value,
        "draft": draft
        and {
            "id": draft.pk,
            "action": draft.action,
            "label": action_label(draft.action),
            "status": draft.status,
        },
        "options": {
            name: [{"value": row[0], "label": str(row[1])} for row in rows]
            for name, rows in options.items()
        },
        "schema": schema_of(offer.kind.Data),
    }
