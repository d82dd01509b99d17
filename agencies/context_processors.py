"""What the frame of every page shows of the person who reads it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from agencies.models import Notification
from agencies.request import actor_of

MANY = 99


def person(request: HttpRequest) -> dict[str, Any]:
    """``actor``, and ``unread_notifications``: how many wait, up to 99, counted only if shown."""

    def unread() -> int:
        user = actor_of(request).user
        if user is None:
            return 0
        waiting = Notification.objects.addressed_to(user.pk).unread()
        return len(waiting.values_list("id")[:MANY])

    return {"actor": actor_of(request), "unread_notifications": SimpleLazyObject(unread)}
