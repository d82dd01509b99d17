"""In which part a person stands to what a procuratorate leads: campaigns, and what it recommends
from them.
"""

import datetime as dt

from agencies.actor import Actor, Seat
from agencies.models import Organisation, OrganisationKind, Post
from cases.domain.lifecycle import Who
from cases.models import Matter
from cases.querysets import PARTY_POSTS
from cases.sorts import Parts
from referrals.models import Campaign, Governance
from referrals.querysets.governance import receiver_ids

#: Who plans, opens and closes campaigns.
LEADING_A_CAMPAIGN = (Post.HEAD, Post.CHIEF)
#: Who puts cases into one, and works on governance recommendations.
WORKING_POSTS = (Post.HANDLER, Post.HEAD, Post.CHIEF)
#: Who drafts governance recommendations: never the chief, who issues them.
DRAFTING_POSTS = (Post.HANDLER, Post.ASSISTANT, Post.HEAD)


class CampaignParts(Parts):
    """As the head or chief of the procuratorate that leads it, or as who works on cases there or
    where it runs.
    """

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Campaign) else None

    def _seat(self, part: str) -> Seat | None:
        posts = {Who.HEAD: (Post.HEAD,), Who.CHIEF: (Post.CHIEF,)}.get(Who(part), WORKING_POSTS)
        seats = [
            seat
            for seat in self._actor.seats_in(OrganisationKind.PROCURATORATE)
            if seat.post in posts
        ]
        row = self._target
        if self._actor.user is None or not seats:
            return None
        if row is None:
            return seats[0]
        if part != Who.PROCURATORATE:
            return next((s for s in seats if s.organisation_id == row.procuratorate_id), None)
        here = {row.procuratorate_id, *_below(row.place, seats)}
        return next((seat for seat in seats if seat.organisation_id in here), None)


def _below(place: Organisation, seats: list[Seat]) -> set[int]:
    """The organisations of seats that are a procuratorate or stand below it."""
    rows = Organisation.objects.filter(pk__in=[seat.organisation_id for seat in seats])
    return set(rows.under(place).values_list("pk", flat=True))


class GovernanceParts(Parts):
    """As who drafts one, as those who work, review or decide there, or at its receiver."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Governance) else None

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        row = self._target
        if row is None:
            return self._actor.holds(*DRAFTING_POSTS) if part == Who.PROCURATORATE else None
        if part == Who.RECEIVER:
            there = row.receiver_id in receiver_ids(self._actor)
            return (
                self._actor.holds(*PARTY_POSTS, organisation_id=row.receiver_id) if there else None
            )
        if part == Who.DRAFTER and row.author_id != self._actor.user.pk:
            return None
        posts = {
            Who.DRAFTER: DRAFTING_POSTS,
            Who.HEAD: (Post.HEAD,),
            Who.CHIEF: (Post.CHIEF,),
            Who.SENDER: WORKING_POSTS,
        }.get(Who(part), ())
        return self._actor.holds(*posts, organisation_id=row.procuratorate_id)
