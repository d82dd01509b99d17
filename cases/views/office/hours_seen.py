"""Whose hours on cases a person sees: a number and the page behind it ask the same."""

import datetime as dt
from typing import Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from agencies.actor import Actor
from agencies.models import Post
from cases.models import Case, HoursSpent
from cases.statistics.periods import moved, text_of

POSTS: Final = (Post.HEAD, Post.CHIEF, Post.REGISTRAR)
"""Who sees how much everybody has."""


def hours_seen(actor: Actor, first: dt.date) -> QuerySet[HoursSpent]:
    """The hours of a month that a person sees: their own, and of the procuratorates one leads or
    registers for those on all its cases.
    """
    rows = HoursSpent.objects.standing().filter(
        on__gte=first,
        on__lt=moved(first, 1),
        case__in=Case.objects.internal_to(actor).values("pk"),
    )
    if actor.holds(*POSTS) is None:
        return rows.filter(person=actor.user)
    return rows.filter(case__procuratorate__in=actor.places(*POSTS))


def hours_url(username: str, first: dt.date) -> str:
    """The page that shows one person's hours of a month."""
    return f"{reverse('cases:hours')}?{urlencode({'person': username, 'month': text_of(first)})}"
