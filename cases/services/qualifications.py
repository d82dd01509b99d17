"""The fields of work people are qualified for: entered and ended by the head of their procuratorate
(Opinions 3(3)). Each stands in the procuratorate's chain of events.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.actor import Actor, Seat
from agencies.models import Post, User
from cases.domain.vocabulary import Domain
from cases.models import Event, Qualification
from cases.services import record
from cases.services.people import holders
from pilit.law.errors import Conflict, DateInFuture, DateOutOfOrder, Invalid, NotPermitted

WORKING: Final = (Post.HANDLER, Post.ASSISTANT)
"""Whose qualifications are kept."""
LONGEST: Final = 200
"""Characters of the ground."""


def working_at(procuratorate_id: int, on: dt.date) -> list[User]:
    """The people of a procuratorate who work on cases on a Beijing date."""
    return holders(procuratorate_id, WORKING, on)


@transaction.atomic
def enter(
    actor: Actor, username: str, domain: str, since: dt.date, ground: str, at: dt.datetime
) -> Qualification:
    """Enter that a person of one's own procuratorate is qualified for a domain since a day.

    Raises :class:`NotPermitted` for whoever is not head there, :class:`Invalid` at the field,
    :class:`DateInFuture`, or :class:`Conflict` where it stands already.
    """
    seat, user = _head(actor)
    today = timezone.localdate(at)
    person = next((p for p in working_at(seat.organisation_id, today) if p.username == username), 0)
    errors: dict[str, list[str]] = {}
    if not isinstance(person, User):
        errors["person"] = [_("Choose somebody of your procuratorate who works on cases.")]
    if domain not in Domain:
        errors["domain"] = [_("Choose a domain.")]
    if len(ground) > LONGEST:
        errors["ground"] = [_("At most %(n)d characters.") % {"n": LONGEST}]
    if errors or not isinstance(person, User):
        raise Invalid(errors=errors)
    if since > today:
        raise DateInFuture(errors={"since": [DateInFuture.default_message]})
    try:
        with transaction.atomic():
            row = Qualification.objects.create(
                person=person, domain=domain, since=since, ground=ground, entered_by=user
            )
    except IntegrityError:
        said = _("It is entered already; end it first to enter it anew.")
        raise Conflict(errors={"domain": [said]}) from None
    told = {"person": username, "domain": domain, "since": since.isoformat(), "ground": ground}
    _record(seat, user, "enter_qualification", told, at)
    return row


@transaction.atomic
def end(actor: Actor, row: Qualification, at: dt.datetime) -> None:
    """End a qualification today: it counts no longer. Raises as :func:`enter`."""
    seat, user = _head(actor)
    today = timezone.localdate(at)
    locked = Qualification.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.until is not None:
        raise Conflict
    if locked.since > today:
        raise DateOutOfOrder
    locked.until = today
    locked.save(update_fields=["until"])
    told = {"person": row.person.username, "domain": row.domain, "until": today.isoformat()}
    _record(seat, user, "end_qualification", told, at)


def _head(actor: Actor) -> tuple[Seat, User]:
    seat = actor.holds(Post.HEAD)
    if seat is None or actor.user is None:
        raise NotPermitted
    return seat, actor.user


def _record(seat: Seat, user: User, action: str, data: Mapping[str, Any], at: dt.datetime) -> None:
    record.append(
        Event(
            shard_id=seat.organisation_id,
            action=action,
            actor=user,
            actor_name=user.name,
            actor_post=f"{seat.organisation_code}.{seat.post}",
            occurred_at=at,
            recorded_at=at,
            data=dict(data),
        )
    )
