"""Writes the demo directory into the database, as often as wanted."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from agencies.directory.rows import ADMINISTRATOR, MAIL_DOMAIN, organisations, people
from agencies.models import Appointment, Language, Organisation, User
from agencies.services.tree import replant

APPOINTED_ON = dt.date(2020, 1, 1)
"""Everybody has been in post since; before any case of the demo or of a scenario."""

_ORGANISATION_FACTS = ("name", "short_name", "kind", "level", "region", "parent", "number_prefix")
_PERSON_FACTS = ("name", "email", "password", "is_active", "is_staff", "is_superuser")


class DemoRefusedError(Exception):
    """The demo directory, whose people share one password, is not for production.

    Raised where ``settings.DEBUG`` is off. A command turns it into a ``CommandError``.
    """


@dataclass(frozen=True, slots=True)
class LoadedDirectory:
    """How much the directory holds after loading."""

    organisations: int
    people: int
    appointments: int


def load_directory(password: str) -> LoadedDirectory:
    """Write or refresh the demo directory; everybody in it gets the one password.

    Idempotent: a second run changes nothing, logs nobody out and touches no organisation, person
    or appointment that is not of the demo. Raises :class:`DemoRefusedError` where ``DEBUG`` is off.
    """
    if not settings.DEBUG:
        raise DemoRefusedError("The demo directory is loaded only where DEBUG is on.")
    return write_directory(_encoded(password))


@transaction.atomic
def write_directory(encoded_password: str) -> LoadedDirectory:
    """Write or refresh the demo directory with a password that is already hashed.

    The inner half of :func:`load_directory`, for tests, which run with ``DEBUG`` off.
    """
    _write_organisations()
    _write_people(encoded_password)
    appointed = _write_appointments()
    return LoadedDirectory(len(organisations()), len(people()), appointed)


def _encoded(password: str) -> str:
    """The hash everybody shares: made once, and kept while it fits, for a new one ends sessions."""
    kept = User.objects.filter(username=ADMINISTRATOR).values_list("password", flat=True).first()
    return kept if kept and check_password(password, kept) else make_password(password)


def _write_organisations() -> None:
    ids: dict[str, int] = {}
    pending = list(organisations())
    while pending:
        ready = [row for row in pending if row.parent is None or row.parent in ids]
        written = Organisation.objects.bulk_create(
            (
                Organisation(
                    code=row.code,
                    name=row.name,
                    short_name=row.short_name,
                    kind=row.kind,
                    level=row.level,
                    region=row.region,
                    parent_id=ids[row.parent] if row.parent else None,
                    number_prefix=row.number_prefix,
                    email=f"{row.code}@{MAIL_DOMAIN}",
                )
                for row in ready
            ),
            update_conflicts=True,
            unique_fields=("code",),
            update_fields=_ORGANISATION_FACTS,
        )
        ids.update((organisation.code, organisation.pk) for organisation in written)
        pending = [row for row in pending if row.code not in ids]
    replant()


def _write_people(encoded_password: str) -> None:
    User.objects.bulk_create(
        (
            User(
                username=row.username,
                name=row.name,
                email=f"{row.username}@{MAIL_DOMAIN}",
                password=encoded_password,
                language=Language.CHINESE,
                is_active=True,
                is_staff=row.username == ADMINISTRATOR,
                is_superuser=row.username == ADMINISTRATOR,
            )
            for row in people()
        ),
        update_conflicts=True,
        unique_fields=("username",),
        update_fields=_PERSON_FACTS,
    )


def _write_appointments() -> int:
    """Add the appointments that are missing; returns how many people of the demo hold a post."""
    codes = dict(Organisation.objects.values_list("code", "id"))
    usernames = dict(User.objects.values_list("username", "id"))
    wanted = {
        (usernames[row.username], codes[row.organisation], row.post)
        for row in people()
        if row.organisation and row.post
    }
    held = set(Appointment.objects.values_list("person_id", "organisation_id", "post"))
    Appointment.objects.bulk_create(
        Appointment(
            person_id=person, organisation_id=organisation, post=post, starts_on=APPOINTED_ON
        )
        for person, organisation, post in sorted(wanted - held)
    )
    return len(wanted)
