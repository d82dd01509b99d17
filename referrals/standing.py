"""In which part a person stands to what goes between the organs."""

import datetime as dt
from functools import cached_property

from agencies.actor import Actor, Seat
from agencies.models import OrganisationKind, Post
from cases.domain.lifecycle import Who
from cases.models import Case, Matter
from cases.querysets import INSIDE_POSTS, PARTY_POSTS
from cases.sorts import Parts
from referrals.models import (
    Assistance,
    Circulation,
    Interference,
    JointMeeting,
    Mechanism,
    Referral,
    TypicalCase,
)
from referrals.querysets.interference import COMMISSION_POSTS, RECORDER, SHUT_OUT
from referrals.querysets.mechanism import MEMBER_KINDS
from referrals.querysets.referral import BODIES, DECIDING_POSTS, LEADING_POSTS
from referrals.services.keys import mark

#: Who writes typical cases: who works on cases and neither reviews nor decides.
WRITING_POSTS = (Post.HANDLER, Post.ASSISTANT)


class ReferralParts(Parts):
    """As who may send one, or at its receiver. What is confined to people named, only they act
    on.
    """

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on  # the actor's seats are those of the day
        self._actor = actor
        self._target = target if isinstance(target, Referral) else None

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


class InterferenceParts(Parts):
    """As who recorded an attempt to intervene, or as one to whom the record goes."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Interference) else None

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        inside = [
            seat
            for seat in self._actor.seats_in(OrganisationKind.PROCURATORATE)
            if seat.post in INSIDE_POSTS
        ]
        row = self._target
        if row is None:
            return next(iter(inside), None) if part == Who.PROCURATORATE else None
        if part == Who.RECORDER:
            mine = row.recorder == mark(RECORDER, self._actor.user)
            return next(iter(inside), None) if mine else None
        if mark(SHUT_OUT, self._actor.user) in row.shut_out:
            return None
        at_commission = self._actor.holds(*COMMISSION_POSTS, organisation_id=row.commission_id)
        if part == Who.COMMISSION:
            return at_commission
        if part != Who.ADDRESSEE:
            return None
        return at_commission or self._actor.holds(Post.CHIEF, organisation_id=row.addressed_id)


class CirculationParts(Parts):
    """As one who works on referrals on either side, or who leads that side."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Circulation) else None

    def _seat(self, part: str) -> Seat | None:
        posts = {Who.SIDE: DECIDING_POSTS, Who.SIDE_LEADER: LEADING_POSTS}.get(Who(part))
        if posts is None or self._actor.user is None:
            return None
        kinds = (OrganisationKind.PROCURATORATE, OrganisationKind.COMMISSION)
        seats = [seat for seat in self._actor.seats_in(*kinds) if seat.post in posts]
        row = self._target
        if row is None:
            return next(iter(seats), None)
        sides = (row.procuratorate_id, row.commission_id)
        return next((seat for seat in seats if seat.organisation_id in sides), None)


class AssistanceParts(Parts):
    """As a procurator where the case is now, whoever asked, or at the organ that is asked."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Assistance) else None

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        row = self._target
        if part == Who.SENDER:
            return self._procurator(row)
        if part != Who.RECEIVER or row is None:
            return None
        return self._actor.holds(*PARTY_POSTS, organisation_id=row.organ_id)

    def _procurator(self, row: Assistance | None) -> Seat | None:
        seats = self._actor.seats_in(OrganisationKind.PROCURATORATE)
        own = [seat for seat in seats if seat.post in DECIDING_POSTS]
        if row is None:
            return next(iter(own), None)
        seen = Case.objects.internal_to(self._actor).filter(pk=row.case_id)
        here = seen.values_list("procuratorate", flat=True).first()
        return next((seat for seat in own if seat.organisation_id == here), None)


class TypicalParts(Parts):
    """As who writes a typical case, or as the head or chief of its procuratorate."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, TypicalCase) else None

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        row = self._target
        if row is None:
            return self._actor.holds(*WRITING_POSTS) if part == Who.PROCURATORATE else None
        if part == Who.DRAFTER and row.author_id != self._actor.user.pk:
            return None
        posts = {
            Who.DRAFTER: WRITING_POSTS,
            Who.HEAD: (Post.HEAD,),
            Who.CHIEF: (Post.CHIEF,),
        }.get(Who(part), ())
        return self._actor.holds(*posts, organisation_id=row.procuratorate_id)


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
