"""Who sees an invitation: the person invited, and who sees its case from inside. Nobody recused."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.actor import Actor
from cases.models import Case, Recusal
from referrals.querysets.oversight import bodies_of

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Invitation  # noqa: F401


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those whose page the actor may open; the invited while they hold a post of those who
        oversee.
        """
        if actor.user is None:
            return self.none()
        seen = Q(case__in=Case.objects.internal_to(actor).values("pk"))
        if bodies_of(actor):
            recused = Recusal.objects.filter(case=OuterRef("case"), person=actor.user)
            seen |= Q(~Exists(recused), invitee=actor.user)
        return self.filter(seen)

    def addressed_to(self, actor: Actor) -> Self:
        """Those that invite the actor."""
        return self.visible_to(actor).filter(invitee=actor.user)
