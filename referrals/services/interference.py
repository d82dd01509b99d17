"""To whom a record of an attempt to intervene goes, and from whom it is kept."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agencies.models import Organisation, OrganisationKind, Post, User
from cases.services.people import holders
from referrals.models import Interference
from referrals.querysets.interference import COMMISSION_POSTS, SHUT_OUT
from referrals.services.keys import mark
from referrals.services.sealing import unseal


def _upward(place: Organisation) -> Iterator[Organisation]:
    """A procuratorate and those above it, the nearest first."""
    row: Organisation | None = place
    while row is not None:
        yield row
        row = row.parent


def chief_place(place: Organisation, kept_from: Iterable[User], on: dt.date) -> Organisation | None:
    """The procuratorate to whose chief it goes: the recorder's own; where that chief is one of
    those it is kept from, or there is none, the next higher one. ``None`` where there is nobody.
    """
    barred = set(kept_from)
    for row in _upward(place):
        if any(chief not in barred for chief in holders(row.pk, (Post.CHIEF,), on)):
            return row
    return None


def commission_for(place: Organisation) -> Organisation | None:
    """The discipline commission of its region, or of the nearest region above that has one."""
    for row in _upward(place):
        region = row.region.partition(".")[0]
        found = Organisation.objects.active().of_kind(OrganisationKind.COMMISSION)
        first = found.filter(region=region).order_by("id").first()
        if first is not None:
            return first
    return None


def addressees(row: Interference, on: dt.date) -> list[User]:
    """The people to whom it goes on a Beijing date."""
    people = [
        *holders(row.addressed_id, (Post.CHIEF,), on),
        *holders(row.commission_id, COMMISSION_POSTS, on),
    ]
    return [person for person in people if mark(SHUT_OUT, person) not in row.shut_out]


@dataclass(frozen=True, slots=True)
class Told:
    """One account as it was written."""

    recorded_at: dt.datetime
    texts: dict[str, str]

    @property
    def happened_on(self) -> dt.date | None:
        """The day of the attempt; a supplement names none."""
        day = self.texts.get("happened_on")
        return dt.date.fromisoformat(day) if day else None


def accounts_of(row: Interference) -> list[Told]:
    """What the record says, oldest first; only for what has told its opening in the log."""
    return [Told(each.recorded_at, unseal(each.sealed)) for each in row.accounts.all()]


def case_of(row: Interference) -> str:
    """The number of the case it tells of, for asking who is recused from that."""
    return accounts_of(row)[0].texts["case"]


def recorder_of(row: Interference) -> str:
    """The name of who recorded it; only for what has told its opening in the log."""
    return unseal(row.sealed)["name"]
