"""In which part a person stands to a referral: as who may send one, or at its receiver."""

import datetime as dt
from collections.abc import Iterable

from agencies.actor import Actor, Seat
from cases.domain.lifecycle import Who
from cases.models import Matter
from cases.sorts import Parts
from referrals.models import Referral
from referrals.querysets import BODIES, DECIDING_POSTS


class ReferralParts(Parts):
    """The parts of one actor. What is confined to people named, only they act on."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on  # the actor's seats are those of the day
        self._actor = actor
        self._target = target if isinstance(target, Referral) else None

    def seat(self, parts: Iterable[str]) -> Seat | None:
        """The seat in which the actor acts in one of the parts."""
        found = (self._seat(part) for part in parts)
        return next((seat for seat in found if seat is not None), None)

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        seats = [seat for seat in self._actor.seats_in(*BODIES) if seat.post in DECIDING_POSTS]
        row = self._target
        if part == Who.SENDER:
            return next(iter(seats), None)
        if part != Who.RECEIVER or row is None:
            return None
        if row.confined and not row.named.filter(pk=self._actor.user.pk).exists():
            return None
        return next((seat for seat in seats if seat.organisation_id == row.receiver_id), None)
