"""Who sees what stands between a procuratorate and those who oversee it: the people of the
procuratorate who work with cases, and whoever sits in the body. Nobody above, nobody beside.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.querysets import INSIDE_POSTS
from cases.statistics.scope import READER_POSTS
from referrals.domain.oversight import OVER

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Oversight  # noqa: F401


def bodies_of(actor: Actor) -> frozenset[int]:
    """The overseeing bodies the actor sits in."""
    return frozenset(seat.organisation_id for seat in actor.seats if seat.post in READER_POSTS)


def overseen_places(actor: Actor) -> frozenset[int]:
    """The procuratorates whose oversight the actor sees from inside."""
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    return frozenset(seat.organisation_id for seat in seats if seat.post in INSIDE_POSTS)


class OversightQuerySet(models.QuerySet["Oversight"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those whose page the actor may open."""
        return self.filter(
            Q(overseer__in=bodies_of(actor)) | Q(procuratorate__in=overseen_places(actor))
        )

    def open(self) -> Self:
        """Those on which something is still expected."""
        return self.exclude(state__in=OVER)
