"""Who sees a governance recommendation: who works at the procuratorate that wrote it or at one
above, but is recused from none of the cases behind it; and, from the day of service, its receiver.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.models import Recusal
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
        seen = Q(receiver__in=receiver_ids(actor), served_on__isnull=False)
        return self.filter(seen | _inside_q(actor))

    def inside(self, actor: Actor) -> Self:
        """Those of them that the actor sees whole."""
        return self.none() if actor.user is None else self.filter(_inside_q(actor))


def _inside_q(actor: Actor) -> Q:
    scope = subtree_q(actor)
    if scope is None:
        return Q(pk__in=())
    recused = Recusal.objects.filter(case__governance=OuterRef("pk"), person=actor.user)
    return scope & ~Q(Exists(recused))
