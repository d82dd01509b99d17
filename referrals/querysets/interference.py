"""Who sees that there is a record of an attempt to intervene: who recorded it, the chief and the
discipline commission to whom it goes. Nobody else, and not whom it is kept from.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind, Post
from referrals.services.keys import mark

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Interference  # noqa: F401

#: The parts in which a mark stands for a person.
RECORDER, SHUT_OUT = "recorder", "shut out"
COMMISSION_POSTS = frozenset({Post.OFFICER, Post.LEADER})


def chief_of(actor: Actor) -> frozenset[int]:
    """The procuratorates whose chief the actor is."""
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    return frozenset(seat.organisation_id for seat in seats if seat.post == Post.CHIEF)


def commissions_of(actor: Actor) -> frozenset[int]:
    """The discipline commissions at which the actor works."""
    seats = actor.seats_in(OrganisationKind.COMMISSION)
    return frozenset(seat.organisation_id for seat in seats if seat.post in COMMISSION_POSTS)


class InterferenceQuerySet(models.QuerySet["Interference"]):
    def visible_to(self, actor: Actor) -> Self:
        """The records whose page the actor may open."""
        if actor.user is None or not actor.seats:
            return self.none()
        mine = Q(recorder=mark(RECORDER, actor.user))
        by_post = Q(addressed__in=chief_of(actor)) | Q(commission__in=commissions_of(actor))
        kept_from = Q(shut_out__contains=[mark(SHUT_OUT, actor.user)])
        return self.filter(mine | by_post & ~kept_from)
