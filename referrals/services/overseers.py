"""Which procuratorates a body oversees (those of its region, from its own level down), and who."""

import datetime as dt

from django.db.models import Q, QuerySet

from agencies.actor import Actor
from agencies.models import Organisation, OrganisationKind, User
from cases.services.people import holders
from cases.statistics.scope import READER_POSTS, Scope
from referrals.domain.oversight import Overseer
from referrals.querysets.oversight import bodies_of

KINDS = tuple(OrganisationKind(each.value) for each in Overseer)
"""The kinds of the bodies that oversee, as the directory has them."""


def overseen(actor: Actor) -> QuerySet[Organisation]:
    """The procuratorates that the bodies of an actor oversee."""
    return overseen_by(Organisation.objects.filter(pk__in=bodies_of(actor)))


def overseen_by(bodies: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The procuratorates of the level and region of some bodies, and all below them."""
    procuratorates = Organisation.objects.active().of_kind(OrganisationKind.PROCURATORATE)
    roots = procuratorates.filter(_where(bodies))
    return Scope(tuple(roots), opens=False).places().filter(is_active=True)


def overseers_of(place: Organisation) -> QuerySet[Organisation]:
    """The bodies that oversee a procuratorate: of its region, and of those around it."""
    above = Organisation.objects.filter(
        pk__in=filter(None, (place.pk, place.municipal_id, place.provincial_id, place.national_id))
    )
    rows = Organisation.objects.active().of_kind(*KINDS).filter(_where(above))
    return rows.order_by("-region", "kind", "pk")


def watchers_of(place: Organisation, on: dt.date) -> list[tuple[Organisation, User]]:
    """The deputies, members and readers who oversee a procuratorate on a day, with their body."""
    return [
        (body, person)
        for body in overseers_of(place)
        for person in holders(body.pk, READER_POSTS, on)
    ]


def _where(places: QuerySet[Organisation]) -> Q:
    """Of the level and region of any of the places."""
    found = Q(pk__in=())
    for each in places:
        found |= Q(level=each.level, region=each.region)
    return found
