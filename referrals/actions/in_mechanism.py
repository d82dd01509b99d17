"""What the actions in a joint mechanism share: its members, for whom one acts, whom to tell."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from agencies.models import Organisation, OrganisationKind, Post, User
from cases.actions.base import Action
from cases.actions.notices import tell
from cases.querysets import PARTY_POSTS
from cases.services.people import holders
from pilit.law.errors import DateOutOfOrder, Invalid
from pilit.law.texts import N_
from referrals.models import JointMeeting, Mechanism, Membership
from referrals.querysets.mechanism import joined_by
from referrals.querysets.referral import DECIDING_POSTS

type Choices = list[tuple[str, str]]

CHOOSE = N_("Choose one that is offered.")
RUNNING_POSTS = (Post.HANDLER, Post.HEAD)
"""Who at the procuratorate is told of what members do."""


def people_at(places: Iterable[Organisation], on: dt.date) -> list[User]:
    """The people of members, and who is told of mechanisms at a procuratorate, on a day."""
    found: list[User] = []
    for place in places:
        inside = place.kind == OrganisationKind.PROCURATORATE
        found += holders(place.pk, RUNNING_POSTS if inside else PARTY_POSTS, on)
    return list(dict.fromkeys(found))


class InMechanism(Action):
    """An action on a mechanism or on one of its meetings."""

    @property
    def mechanism(self) -> Mechanism:
        """The mechanism acted in."""
        if isinstance(self.target, JointMeeting):
            return self.target.of_mechanism
        if not isinstance(self.target, Mechanism):
            raise TypeError(f"{self.name} acts in a joint mechanism")
        return self.target

    @cached_property
    def members(self) -> list[Membership]:
        """The members now, in the order in which they joined."""
        return list(self.mechanism.memberships.current().select_related("organisation"))

    @cached_property
    def participants(self) -> dict[str, Organisation]:
        """The procuratorate, then the members, by code."""
        places = [self.mechanism.procuratorate, *(row.organisation for row in self.members)]
        return {place.code: place for place in places}

    @cached_property
    def own(self) -> frozenset[int]:
        """Those of the participants for which the actor may act."""
        seats = self.actor.seats_in(OrganisationKind.PROCURATORATE)
        inside = {seat.organisation_id for seat in seats if seat.post in DECIDING_POSTS}
        places = {place.pk for place in self.participants.values()}
        return frozenset(places & (inside | joined_by(self.actor)))

    def own_participants(self) -> list[Organisation]:
        """The participants for which the actor may act."""
        return [place for place in self.participants.values() if place.pk in self.own]

    def participant(self, field: str, code: str) -> Organisation:
        """The participant of that code. Raises :class:`Invalid` at ``field``."""
        place = self.participants.get(code)
        if place is None:
            raise Invalid(errors={field: [N_("Choose a participant of the mechanism.")]})
        return place

    def participant_choices(self) -> Choices:
        """All participants, to choose from."""
        return [(place.code, place.name) for place in self.participants.values()]

    def refuse_before(self, field: str, first: dt.date | None) -> None:
        """Raise :class:`DateOutOfOrder` at ``field`` where its day lies before ``first``."""
        day = getattr(self.data, field)
        if first is not None and day is not None and day < first:
            raise DateOutOfOrder(
                errors={field: [N_("This day lies before what had to come first.")]}
            )

    def tell_places(self, places: Iterable[Organisation], title: str, **params: Any) -> None:
        """Tell the people of some participants."""
        tell(self, people_at(places, self.today), self.name, title, **params)

    def tell_members(self, title: str, **params: Any) -> None:
        """Tell the people of all members."""
        self.tell_places((row.organisation for row in self.members), title, **params)
