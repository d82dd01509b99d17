"""Who sees a referral; nobody else is told that there is one.

* *ordinary*: the people of both sides who work with cases, and the procuratorates above a
  procuratorate that sends or receives it;
* *internal*: on both sides who works on it or decides, nobody above;
* *secret*: its author and the people named in it, while they sit there.

Whoever is recused from the case it came from sees none.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.actor import Actor
from agencies.models import Level, OrganisationKind, Post
from cases.models import Recusal
from cases.querysets import INSIDE_POSTS, PARTY_POSTS
from referrals.domain.vocabulary import OVER, Secrecy

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Referral  # noqa: F401

#: Posts that work with referrals, and of these the ones that work on them or decide.
WORKING_POSTS = INSIDE_POSTS | PARTY_POSTS
DECIDING_POSTS = WORKING_POSTS - {Post.ASSISTANT, Post.REGISTRAR, Post.CLERK}
#: Who leads where a referral arrives: one of them is among those named in a secret one.
LEADING_POSTS = frozenset({Post.HEAD, Post.CHIEF, Post.LEADER, Post.JUDGE})
BODIES = (
    OrganisationKind.PROCURATORATE,
    OrganisationKind.ORGAN,
    OrganisationKind.COURT,
    OrganisationKind.COMMISSION,
)


def places(actor: Actor, posts: frozenset[Post]) -> frozenset[int]:
    """The organisations in which the actor holds one of the posts."""
    seats = actor.seats_in(*BODIES)
    return frozenset(seat.organisation_id for seat in seats if seat.post in posts)


def _sides(ids: frozenset[int]) -> Q:
    return Q(sender__in=ids) | Q(receiver__in=ids)


def _above(actor: Actor) -> Q:
    """What procuratorates below the actor's own send or receive."""
    found = Q(pk__in=())
    for seat in actor.seats_in(OrganisationKind.PROCURATORATE):
        if seat.post in INSIDE_POSTS and seat.organisation_level != Level.DISTRICT:
            column = f"{seat.organisation_level}_id"
            found |= Q(**{f"sender__{column}": seat.organisation_id})
            found |= Q(**{f"receiver__{column}": seat.organisation_id})
    return found


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, actor: Actor) -> Self:
        """The referrals whose page the actor may open."""
        if actor.user is None:
            return self.none()
        working, deciding = places(actor, WORKING_POSTS), places(actor, DECIDING_POSTS)
        named = self.model.named.through.objects.filter(matter=OuterRef("pk"), user=actor.user)
        seen = (
            Q(secrecy=Secrecy.ORDINARY) & (_sides(working) | _above(actor))
            | Q(secrecy=Secrecy.INTERNAL) & _sides(deciding)
            | Q(secrecy=Secrecy.SECRET)
            & (Q(sender__in=working, author=actor.user) | Q(Exists(named), receiver__in=working))
        )
        recused = Recusal.objects.filter(case=OuterRef("case"), person=actor.user)
        return self.filter(seen).exclude(Exists(recused))

    def incoming(self, actor: Actor) -> Self:
        """Those sent to an organisation of the actor."""
        return self.filter(receiver__in=places(actor, WORKING_POSTS))

    def outgoing(self, actor: Actor) -> Self:
        """Those sent by an organisation of the actor."""
        return self.filter(sender__in=places(actor, WORKING_POSTS))

    def open(self) -> Self:
        """Those on which something is still owed."""
        return self.exclude(state__in=OVER)
