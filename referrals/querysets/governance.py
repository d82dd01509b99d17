"""Who sees a governance recommendation: who works at the procuratorate that wrote it or at one
above, and, from the day of service, its receiver.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.querysets import PARTY_POSTS, subtree_q

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Governance  # noqa: F401

RECEIVERS = (OrganisationKind.ORGAN, OrganisationKind.SOCIAL)
"""The organisations to which one is addressed."""


def receiver_ids(actor: Actor) -> frozenset[int]:
    """The organisations for which the actor answers one."""
    seats = actor.seats_in(*RECEIVERS)
    return frozenset(seat.organisation_id for seat in seats if seat.post in PARTY_POSTS)


class GovernanceQuerySet(models.QuerySet["Governance"]):
    def visible_to(self, actor: Actor) -> Self:
        """The recommendations whose page the actor may open."""
        if actor.user is None:
            return self.none()
        inside = subtree_q(actor)
        seen = Q(receiver__in=receiver_ids(actor), served_on__isnull=False)
        return self.filter(seen if inside is None else seen | inside)

    def inside(self, actor: Actor) -> Self:
        """Those of them that the actor sees whole."""
        inside = subtree_q(actor)
        return self.none() if inside is None or actor.user is None else self.filter(inside)
