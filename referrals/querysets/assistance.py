"""Who sees a request for assistance: who sees its case from inside, and the organ that is asked."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.models import Case
from cases.querysets import PARTY_POSTS

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Assistance  # noqa: F401


def organs_of(actor: Actor) -> frozenset[int]:
    """The organs for which the actor answers."""
    seats = actor.seats_in(OrganisationKind.ORGAN)
    return frozenset(seat.organisation_id for seat in seats if seat.post in PARTY_POSTS)


class AssistanceQuerySet(models.QuerySet["Assistance"]):
    def visible_to(self, actor: Actor) -> Self:
        """The requests whose page the actor may open."""
        if actor.user is None:
            return self.none()
        inside = Case.objects.internal_to(actor).values("pk")
        return self.filter(Q(case__in=inside) | Q(organ__in=organs_of(actor)))
