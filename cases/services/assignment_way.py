"""The way in which a procuratorate hands out what comes in: read, and chosen by its registrar."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from agencies.actor import Actor
from agencies.models import Post
from cases.models import AssignmentWay, Event, Way
from cases.services import record
from pilit.law.errors import NotPermitted


def ways_of(procuratorates: Iterable[int]) -> dict[int, AssignmentWay]:
    """What was chosen, by procuratorate; by one query."""
    rows = AssignmentWay.objects.filter(procuratorate__in=list(procuratorates))
    return {row.procuratorate_id: row for row in rows.select_related("chosen_by")}


def way_of(procuratorate_id: int) -> Way:
    """The way of a procuratorate: by rotation, until another was chosen."""
    chosen = ways_of([procuratorate_id]).get(procuratorate_id)
    return Way(chosen.way) if chosen else Way.ROTATION


@transaction.atomic
def choose_way(actor: Actor, way: Way, at: dt.datetime) -> None:
    """Choose it for what is suggested from now on; the choice stands in the procuratorate's chain
    of events. Raises :class:`NotPermitted` for whoever is not its registrar.
    """
    seat = actor.holds(Post.REGISTRAR)
    if seat is None or actor.user is None:
        raise NotPermitted
    AssignmentWay.objects.update_or_create(
        procuratorate_id=seat.organisation_id,
        defaults={"way": way, "chosen_by": actor.user, "chosen_at": at},
    )
    record.append(
        Event(
            shard_id=seat.organisation_id,
            action="choose_assignment_way",
            actor=actor.user,
            actor_name=actor.user.name,
            actor_post=f"{seat.organisation_code}.{seat.post}",
            occurred_at=at,
            recorded_at=at,
            data={"way": way},
        )
    )
