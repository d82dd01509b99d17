"""Telling people that something happened."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from agencies.models import Notification, User
from agencies.params import pack
from pilit.law.texts import Param


def notify(
    recipients: Iterable[User],
    kind: str,
    title: str,
    params: Mapping[str, Param],
    url_name: str,
    url_args: Mapping[str, Any],
    at: dt.datetime,
) -> list[Notification]:
    """Write one notification to each person, once even where a person is named twice.

    ``title`` is a message id with named placeholders, filled from ``params`` when it is read: dates
    are written and ``Text`` terms translated for the reader. ``url_name`` and its keyword arguments
    say where the subject is; both may be empty. Runs in the caller's transaction.
    """
    people = {person.pk: person for person in recipients}
    packed = pack(params)
    return Notification.objects.bulk_create(
        Notification(
            recipient=person,
            kind=kind,
            title=title,
            params=packed,
            url_name=url_name,
            url_args=dict(url_args),
            created_at=at,
        )
        for person in people.values()
    )
