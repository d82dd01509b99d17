"""Who acts: a person with the posts they hold today, nobody, or the clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from agencies.models import Appointment, Level, OrganisationKind, Post, User


@dataclass(frozen=True, slots=True)
class Seat:
    """One post at one organisation, as held on the day the actor was made."""

    organisation_id: int
    organisation_code: str
    organisation_kind: OrganisationKind
    organisation_level: Level
    parent_id: int | None
    post: Post
    organisation_name: str = ""
    """The short name of the organisation."""
    loaned: bool = False
    """Acting there on loan from another procuratorate."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with every post in which they may act. Made anew for each request."""

    user: User | None
    seats: tuple[Seat, ...]
    is_system: bool = False

    @classmethod
    def of(cls, user: User | AnonymousUser, on: dt.date) -> Actor:
        """A person with the posts they hold on a Beijing date, by one query.

        A visitor who is not logged in, or whose account is closed, holds none.
        """
        if not isinstance(user, User) or not user.is_active:
            return cls.anonymous()
        rows = (
            Appointment.objects.active_on(on)
            .filter(person_id=user.pk)
            .order_by("id")
            .values_list(*_SEAT_COLUMNS)
        )
        return cls(user, tuple(_seat(*row) for row in rows))

    @classmethod
    def anonymous(cls) -> Actor:
        """Somebody unknown: no user, no seat."""
        return cls(None, ())

    @classmethod
    def system(cls) -> Actor:
        """The clock: acts where a period has run out, holds no post."""
        return cls(None, (), is_system=True)

    def holds(self, *posts: Post, organisation_id: int | None = None) -> Seat | None:
        """The first seat in one of the posts, at the organisation where one is named."""
        for seat in self.seats:
            if seat.post in posts and organisation_id in (None, seat.organisation_id):
                return seat
        return None

    @property
    def posts(self) -> frozenset[str]:
        """The posts held, wherever: what the main menu is made for."""
        return frozenset(seat.post.value for seat in self.seats)

    def places(self, *posts: Post) -> frozenset[int]:
        """The organisations at which the actor holds one of the posts."""
        return frozenset(seat.organisation_id for seat in self.seats if seat.post in posts)

    def seats_in(self, *kinds: OrganisationKind) -> tuple[Seat, ...]:
        """The seats at organisations of the kinds."""
        return tuple(seat for seat in self.seats if seat.organisation_kind in kinds)


_SEAT_COLUMNS = (
    "organisation_id",
    "organisation__code",
    "organisation__kind",
    "organisation__level",
    "organisation__parent_id",
    "post",
    "organisation__short_name",
    "loaned_from_id",
)


def _seat(
    organisation_id: int,
    code: str,
    kind: str,
    level: str,
    parent_id: int | None,
    post: str,
    name: str,
    loaned_from_id: int | None,
) -> Seat:
    return Seat(
        organisation_id=organisation_id,
        organisation_code=code,
        organisation_kind=OrganisationKind(kind),
        organisation_level=Level(level),
        parent_id=parent_id,
        post=Post(post),
        organisation_name=name,
        loaned=loaned_from_id is not None,
    )
