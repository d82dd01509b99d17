"""Who sees a circulation statement: on both sides who works on referrals or decides, nobody above.

It lists what is internal between the two sides too, but of each referral no more than its number,
kind, days and result: no person, no case. What is secret is neither listed nor counted.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from agencies.actor import Actor
from referrals.querysets.referral import DECIDING_POSTS, places

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Circulation  # noqa: F401


class CirculationQuerySet(models.QuerySet["Circulation"]):
    def visible_to(self, actor: Actor) -> Self:
        """The statements whose page the actor may open."""
        if actor.user is None:
            return self.none()
        here = places(actor, DECIDING_POSTS)
        return self.filter(Q(procuratorate__in=here) | Q(commission__in=here))
