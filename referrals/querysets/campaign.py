"""Who sees a campaign: the procuratorate that leads it and those above; once it was opened, all
procuratorates in whose midst it runs.

Which of its cases somebody sees is asked of the cases, not of it.
"""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind
from cases.querysets import INSIDE_POSTS, subtree_q

if TYPE_CHECKING:
    # Named in the base class below; the models import this module.
    from referrals.models import Campaign  # noqa: F401


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Actor) -> Self:
        """The campaigns whose page the actor may open."""
        led = subtree_q(actor)
        if led is None or actor.user is None:
            return self.none()
        return self.filter(led | Q(Exists(_running_over(actor)), opened_on__isnull=False))

    def of_case(self, case_id: int) -> Self:
        """Those a case is in now."""
        return self.filter(
            entries__case=case_id, entries__taken_out_on__isnull=True, dropped_on__isnull=True
        )


def _running_over(actor: Actor) -> models.QuerySet[Organisation]:
    """The actor's procuratorates among the place of a campaign and those below it."""
    here = [
        seat.organisation_id
        for seat in actor.seats_in(OrganisationKind.PROCURATORATE)
        if seat.post in INSIDE_POSTS
    ]
    place = OuterRef("place")
    below = Q(pk=place) | Q(national=place) | Q(provincial=place) | Q(municipal=place)
    return Organisation.objects.filter(below, pk__in=here)
