"""In which part a person stands to what goes between the organs."""

import datetime as dt

from agencies.actor import Actor, Seat
from agencies.models import OrganisationKind, Post
from cases.domain.lifecycle import Who
from cases.models import Case, Matter
from cases.querysets import INSIDE_POSTS, PARTY_POSTS
from cases.sorts import Parts
from cases.statistics.scope import READER_POSTS
from referrals.models import (
    Assistance,
    Circulation,
    Interference,
    Invitation,
    Oversight,
    Referral,
    TypicalCase,
)
from referrals.querysets.interference import COMMISSION_POSTS, RECORDER, SHUT_OUT
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
        return procurator_on(self._actor, row.case_id if row is not None else None)


def procurator_on(actor: Actor, case: int | None) -> Seat | None:
    """The seat of a procurator where a case is now; without a case, any such seat."""
    seats = actor.seats_in(OrganisationKind.PROCURATORATE)
    own = [seat for seat in seats if seat.post in DECIDING_POSTS]
    if case is None:
        return next(iter(own), None)
    seen = Case.objects.internal_to(actor).filter(pk=case)
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


class OversightParts(Parts):
    """As who sits in the overseeing body; as who leads or registers for the procuratorate, or has a
    follow-up task there. What came on paper, the head or chief enters for the body.
    """

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Oversight) else None

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        row = self._target
        if part == Who.OVERSEER:
            body = None if row is None else row.overseer_id
            seat = self._actor.holds(*READER_POSTS, organisation_id=body)
            for_the_body = row is not None and row.is_on_paper
            return seat or (self._inside(Post.HEAD, Post.CHIEF) if for_the_body else None)
        if part == Who.TASKED:
            open_tasks = row and row.tasks.filter(owner=self._actor.user, reported_on=None)
            return self._inside(*INSIDE_POSTS) if open_tasks else None
        post = {
            Who.HEAD: Post.HEAD,
            Who.CHIEF: Post.CHIEF,
            Who.REGISTRAR: Post.REGISTRAR,
        }.get(Who(part))
        return self._inside(post) if post else None

    def _inside(self, *posts: Post) -> Seat | None:
        place = None if self._target is None else self._target.procuratorate_id
        return self._actor.holds(*posts, organisation_id=place)


class InvitationParts(Parts):
    """As a procurator where the case is now, or as the person invited."""

    def __init__(self, actor: Actor, target: Matter | None, on: dt.date) -> None:
        del on
        self._actor = actor
        self._target = target if isinstance(target, Invitation) else None

    def _seat(self, part: str) -> Seat | None:
        if self._actor.user is None:
            return None
        row = self._target
        if part == Who.SENDER:
            return procurator_on(self._actor, None if row is None else row.case_id)
        if part != Who.INVITED or row is None or row.invitee_id != self._actor.user.pk:
            return None
        return self._actor.holds(*READER_POSTS)
