"""Who may take an action: the parts of the lifecycle table, matched with the posts of a person."""

import datetime as dt
from collections.abc import Iterable

from agencies.actor import Actor, Seat
from agencies.models import OrganisationKind, Post
from cases.domain.lifecycle import Transition, Who
from cases.domain.vocabulary import CaseState
from cases.models import Case, Clue, Draft, Matter, PartyRole
from cases.querysets import INSIDE_POSTS
from cases.sorts import Parts, beginning, sort_of

ORGAN_POSTS = (Post.OFFICER, Post.LEADER)
COURT_POSTS = (Post.JUDGE, Post.CLERK)
#: Parts in which the people of the procuratorate that has the case act, by their post.
_POSTS_HERE = {
    Who.HANDLER: Post.HANDLER,
    Who.HEAD: Post.HEAD,
    Who.CHIEF: Post.CHIEF,
    Who.REGISTRAR: Post.REGISTRAR,
}


class Standing:
    """In which parts one actor stands to one clue or case, asked once and remembered.

    A handler is a procurator of the procuratorate that has the case; once the head has assigned a
    team, a member of the team or their substitute (Rules 6). Where nobody has the case, nobody is,
    until the head names one.
    """

    def __init__(
        self,
        actor: Actor,
        target: Clue | Case | None,
        on: dt.date,
        drafts: Iterable[Draft] | None = None,
    ) -> None:
        self.actor = actor
        self.target = target
        self.on = on
        """The Beijing date on which the actor stands there."""
        self._drafts = None if drafts is None else list(drafts)
        self._parts: dict[Who, Seat | None] = {}
        self._works: bool | None = None

    @property
    def drafts(self) -> list[Draft]:
        """The open drafts on the target."""
        if self._drafts is None:
            self._drafts = [] if self.target is None else list(self.target.drafts.open())
        return self._drafts

    def permitted(self, entry: Transition) -> bool:
        """Whether the actor may take the action of a row, whatever the state."""
        return any(self.acts_as(who) for who in entry.who)

    def acts_as(self, who: Who) -> bool:
        """Whether the actor stands in this part."""
        if who is Who.CLOCK:
            return self.actor.is_system
        if self.actor.user is None:
            return False
        if who not in self._parts:
            self._parts[who] = self._seat(who)
        return self._parts[who] is not None

    def seat(self, parts: Iterable[Who]) -> Seat | None:
        """The seat in which the actor acts in one of the parts."""
        return next(
            (self._parts[who] for who in parts if self.acts_as(who) and who in self._parts), None
        )

    def _seat(self, who: Who) -> Seat | None:
        match who:
            case Who.PROCURATORATE:
                return next(
                    (
                        seat
                        for seat in self.actor.seats_in(OrganisationKind.PROCURATORATE)
                        if seat.post in INSIDE_POSTS
                    ),
                    None,
                )
            case Who.DRAFTER:
                mine = any(draft.drafter_id == self._user_id() for draft in self.drafts)
                return self._any_seat() if mine else None
            case Who.REVIEWER:
                return self._draft_seat(Post.HEAD, "drafted")
            case Who.DECIDER:
                return self._draft_seat(Post.CHIEF, "reviewed")
            case _:
                return self._seat_on_target(who)

    def _seat_on_target(self, who: Who) -> Seat | None:
        target = self.target
        if target is None:
            return None
        if who in _POSTS_HERE:
            seat = self.actor.holds(_POSTS_HERE[who], organisation_id=target.procuratorate_id)
            return seat if who is not Who.HANDLER or self._works_on_it() else None
        if who is Who.TEAM:
            works = self.actor.holds(
                Post.HANDLER, Post.ASSISTANT, organisation_id=target.procuratorate_id
            )
            return works if self._works_on_it() else None
        if who is Who.HIGHER:
            return self._seat_above(target, Post.HANDLER, Post.HEAD)
        if who is Who.CHIEF_ABOVE:
            return self._seat_above(target, Post.CHIEF)
        if who is Who.SUPERIOR:
            above = target.procuratorate.parent_id
            posts = (Post.HANDLER, Post.HEAD)
            return self.actor.holds(*posts, organisation_id=above) if above else None
        return self._seat_on_case(target, who) if isinstance(target, Case) else None

    def _seat_on_case(self, case: Case, who: Who) -> Seat | None:
        match who:
            case Who.ORGAN:
                if case.respondent_id is None:
                    return None
                return self.actor.holds(*ORGAN_POSTS, organisation_id=case.respondent_id)
            case Who.RIGHT_HOLDER:
                return self._party_seat(case, PartyRole.RIGHT_HOLDER, ORGAN_POSTS)
            case Who.ENTRUSTED:
                return self._party_seat(case, PartyRole.ENTRUSTED, (Post.HANDLER, Post.HEAD))
            case Who.COURT:
                return self._court_seat(case)
        return None

    def _seat_above(self, target: Clue | Case, *posts: Post) -> Seat | None:
        """A seat in one of the posts at any procuratorate above the one that has the target."""
        above = {target.provincial_id, target.municipal_id, target.national_id}
        above.discard(target.procuratorate_id)
        for seat in self.actor.seats_in(OrganisationKind.PROCURATORATE):
            if seat.organisation_id in above and seat.post in posts:
                return seat
        return None

    def _party_seat(self, case: Case, role: PartyRole, posts: tuple[Post, ...]) -> Seat | None:
        """A seat in one of the posts at an organisation that is party to the case in a role."""
        mine = [seat for seat in self.actor.seats if seat.post in posts]
        ids = {seat.organisation_id for seat in mine}
        if not ids:
            return None
        parties = set(
            case.parties.filter(role=role, organisation__in=ids).values_list(
                "organisation_id", flat=True
            )
        )
        return next((seat for seat in mine if seat.organisation_id in parties), None)

    def _court_seat(self, case: Case) -> Seat | None:
        """The court seised: on appeal that of second instance, else that of first."""
        role = PartyRole.APPEAL_COURT if case.state == CaseState.ON_APPEAL else PartyRole.COURT
        parties = case.parties.filter(role=role)
        courts = set(parties.values_list("organisation_id", flat=True))
        if role is PartyRole.COURT and len(courts) > 1:
            courts &= {_seised(case)}
        for seat in self.actor.seats_in(OrganisationKind.COURT):
            if seat.post in COURT_POSTS and seat.organisation_id in courts:
                return seat
        return None

    def _works_on_it(self) -> bool:
        if self._works is None:
            self._works = self._on_team()
        return self._works

    def _on_team(self) -> bool:
        if not isinstance(self.target, Case) or self.target.state == CaseState.CLOSED:
            # Looking back on a closed case must not depend on whether its team is still there.
            return True
        if self.target.handler_id is None:
            return False
        team = self.target.team.on(self.on)
        return (
            not team.filter(assigned=True).exists() or team.filter(person=self.actor.user).exists()
        )

    def _draft_seat(self, post: Post, status: str) -> Seat | None:
        for draft in self.drafts:
            place = draft.review_at_id if status == Draft.Status.DRAFTED else draft.decide_at_id
            if draft.status == status:
                seat = self.actor.holds(post, organisation_id=place)
                if seat is not None:
                    return seat
        return None

    def _any_seat(self) -> Seat | None:
        return self.actor.seats[0] if self.actor.seats else None

    def _user_id(self) -> int | None:
        return self.actor.user.pk if self.actor.user else None


def standing_of(
    action: str, actor: Actor, target: Clue | Case | Matter | None, on: dt.date
) -> Standing | Parts:
    """In which parts an actor stands to what an action is taken on, or is to bring about."""
    if isinstance(target, Matter):
        return sort_of(target).standing(actor, target, on)
    sort = beginning(action) if target is None else None
    return Standing(actor, target, on) if sort is None else sort.standing(actor, None, on)


def _seised(case: Case) -> int | None:
    """The court of what is before a court now, where a case has been to several: the suit that is
    supported, the agreement to be confirmed or confirmed, or the pending suit.
    """
    if case.state == CaseState.SUPPORTING:
        supported = case.supported_suits.filter(withdrawn_on__isnull=True)
        return supported.values_list("court", flat=True).first()
    court = case.suits.pending().order_by("-id").values_list("court", flat=True).first()
    if court is not None:
        return court
    agreed = case.negotiations.filter(agreements__court__isnull=False).order_by("-id")
    return agreed.values_list("agreements__court", flat=True).first()
