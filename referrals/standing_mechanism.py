"""In which part a person stands to a joint mechanism and its meetings."""

import datetime as dt
from functools import cached_property

from agencies.actor import Actor, Seat
from agencies.models import OrganisationKind
from cases.domain.lifecycle import Who
from cases.models import Matter
from cases.querysets import PARTY_POSTS
from cases.sorts import Parts
from referrals.models import JointMeeting, Mechanism
from referrals.querysets.mechanism import MEMBER_KINDS
from referrals.querysets.referral import DECIDING_POSTS


class MechanismParts(Parts):
    """As a procurator of the procuratorate that runs the mechanism, or for one of its members."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target.of_mechanism if isinstance(target, JointMeeting) else target

    @cached_property
    def _members(self) -> frozenset[int]:
        if not isinstance(self._target, Mechanism):
            return frozenset()
        rows = self._target.memberships.current()
        return frozenset(rows.values_list("organisation", flat=True))

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        if part == Who.MEMBER:
            seats = self._actor.seats_in(*MEMBER_KINDS)
            return next(
                (
                    seat
                    for seat in seats
                    if seat.post in PARTY_POSTS and seat.organisation_id in self._members
                ),
                None,
            )
        if part != Who.PROCURATORATE:
            return None
        seats = self._actor.seats_in(OrganisationKind.PROCURATORATE)
        own = [seat for seat in seats if seat.post in DECIDING_POSTS]
        if self._target is None:
            return next(iter(own), None)
        place = self._target.procuratorate_id
        return next((seat for seat in own if seat.organisation_id == place), None)
