"""Who sees a joint mechanism and its meetings: the procuratorate that runs it, those above it, and
the organisations that are members now. To anybody else it is not there.

Information shared goes between two: a third member is shown neither what it is nor that it came.
"""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from agencies.actor import Actor
from agencies.models import OrganisationKind
from cases.querysets import PARTY_POSTS, subtree_q

if TYPE_CHECKING:
    # Named in the base classes below; the models import this module.
    from referrals.models import (  # noqa: F401
        InformationItem,
        JointMeeting,
        Mechanism,
        Membership,
    )

MEMBER_KINDS = (OrganisationKind.ORGAN, OrganisationKind.COURT, OrganisationKind.SOCIAL)
"""Who may be a member: organs, courts, social organisations (Opinions 7)."""


def joined_by(actor: Actor) -> frozenset[int]:
    """The organisations for which the actor takes part in mechanisms, by id."""
    seats = actor.seats_in(*MEMBER_KINDS)
    return frozenset(seat.organisation_id for seat in seats if seat.post in PARTY_POSTS)


def _mechanisms_joined(actor: Actor) -> Any:
    members = apps.get_model("referrals", "Membership")._default_manager
    rows = members.filter(left_on__isnull=True, organisation__in=joined_by(actor))
    return rows.values("mechanism")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that have not ended."""
        return self.filter(left_on__isnull=True)


class MechanismQuerySet(models.QuerySet["Mechanism"]):
    def visible_to(self, actor: Actor) -> Self:
        """The mechanisms whose page the actor may open."""
        if actor.user is None:
            return self.none()
        return self.filter(_seen_q(actor, "pk__in"))


class JointMeetingQuerySet(models.QuerySet["JointMeeting"]):
    def visible_to(self, actor: Actor) -> Self:
        """The meetings whose page the actor may open: those of the mechanisms they see."""
        if actor.user is None:
            return self.none()
        return self.filter(_seen_q(actor, "of_mechanism__in"))


def _seen_q(actor: Actor, mechanism: str) -> Q:
    seen = Q(**{mechanism: _mechanisms_joined(actor)})
    scope = subtree_q(actor)
    return seen if scope is None else seen | scope


class InformationItemQuerySet(models.QuerySet["InformationItem"]):
    def shown_to(self, actor: Actor) -> Self:
        """Of mechanisms the actor sees: to their procuratorate all, to a member its own."""
        own = joined_by(actor)
        seen = Q(sender__in=own) | Q(receiver__in=own)
        scope = subtree_q(actor, "mechanism__")
        return self.filter(seen if scope is None else seen | scope)
