"""Notifications and the mails that repeat them: both commit with the change they tell of."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from agencies.models import Notification, User
from agencies.services.notifications import notify
from cases.models import Case, Clue, OutboxMail


def page_of(target: Clue | Case) -> tuple[str, dict[str, str]]:
    """The page of a clue or case: URL name and its arguments."""
    name = "cases:case" if isinstance(target, Case) else "cases:clue"
    return name, {"number": target.number}


def tell_people(
    people: Iterable[User],
    kind: str,
    title: str,
    params: Mapping[str, Any],
    target: Clue | Case,
    at: dt.datetime,
) -> list[Notification]:
    """Notify people in the page, and by mail those who have an address. ``title`` is a message
    id.
    """
    url_name, url_args = page_of(target)
    told = notify(people, kind, title, params, url_name, url_args, at)
    queue_mail(told, at)
    return told


def queue_mail(told: Iterable[Notification], at: dt.datetime) -> None:
    """Put a mail for each notification into the outbox, where its reader has an address."""
    OutboxMail.objects.bulk_create(
        OutboxMail(recipient=item.recipient, notification=item, not_before=at, created_at=at)
        for item in told
        if item.recipient.email
    )
