"""What of campaigns and governance recommendations stands in a person's work, and in the file of a
case.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import Post
from cases.models import Case
from referrals.domain.campaign import END, CampaignState
from referrals.domain.governance import REPLY, GovernanceState
from referrals.models import Campaign, Governance
from referrals.querysets.governance import receiver_ids
from referrals.querysets.referral import places
from referrals.services.waiting import LEADING

CAMPAIGN_MEETS: Final = {END: ("close_campaign",)}
"""The action that meets the period of a campaign."""
GOVERNANCE_MEETS: Final = {REPLY: ("reply_governance",)}
"""The action that meets the period of a governance recommendation."""


def campaigns_waiting(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns that the actor leads, while they run."""
    rows = Campaign.objects.visible_to(actor).filter(state=CampaignState.OPEN)
    return rows.filter(Q(author=actor.user) | Q(procuratorate__in=places(actor, LEADING)))


def campaign_steps(actor: Actor) -> Mapping[str, QuerySet[Campaign]]:
    """The plans that wait for the chief to open them."""
    chiefs = actor.places(Post.CHIEF)
    rows = Campaign.objects.visible_to(actor).select_related("procuratorate")
    waiting = rows.filter(state=CampaignState.PLANNED, procuratorate__in=chiefs)
    return {"open_campaign": waiting} if chiefs else {}


def campaign_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What campaigns are called."""
    return dict(Campaign.objects.filter(pk__in=list(keys)).values_list("pk", "name"))


def campaigns_of(actor: Actor, case: Case) -> QuerySet[Campaign]:
    """The campaigns a case is in, the newest first."""
    return Campaign.objects.visible_to(actor).of_case(case.pk).order_by("-id")


def governance_waiting(actor: Actor) -> QuerySet[Governance]:
    """What an organisation of the actor is to answer; and whose reply the actor waits for: as its
    author, or as who leads the procuratorate that wrote it.
    """
    asked = Q(receiver__in=receiver_ids(actor))
    owed = Q(author=actor.user) | Q(procuratorate__in=places(actor, LEADING))
    rows = Governance.objects.visible_to(actor).filter(state=GovernanceState.SERVED)
    return rows.filter(asked | owed)


def governance_steps(actor: Actor) -> Mapping[str, QuerySet[Governance]]:
    """What waits for the head's review and for the chief's decision: never of who had a hand in
    it.
    """
    found = {}
    rows = Governance.objects.visible_to(actor).select_related("procuratorate")
    rows = rows.exclude(drafted_by=actor.user)
    if heads := actor.places(Post.HEAD):
        found["review_governance"] = rows.filter(
            state=GovernanceState.IN_REVIEW, procuratorate__in=heads
        )
    if chiefs := actor.places(Post.CHIEF):
        found["issue_governance"] = rows.filter(
            Q(reviewed_by__isnull=True) | ~Q(reviewed_by=actor.user),
            state=GovernanceState.REVIEWED,
            procuratorate__in=chiefs,
        )
    return found


def governance_headlines(keys: Iterable[int]) -> Mapping[int, str]:
    """What governance recommendations are called."""
    return dict(Governance.objects.filter(pk__in=list(keys)).values_list("pk", "heading"))
