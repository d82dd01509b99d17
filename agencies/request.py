"""What the directory keeps on a request: the actor, and which views are open without a code."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from agencies.actor import Actor
from pilit.web.clock import beijing_date


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in a request; asked of the database on first use, once a request."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def bind_actor(request: HttpRequest) -> None:
    """Make the request's actor from its user, afresh: their posts on the Beijing date of today."""

    def make() -> Actor:
        return Actor.of(request.user, on=beijing_date(timezone.now()))

    request.actor = SimpleLazyObject(make)  # type: ignore[attr-defined]


def passes_without_second_factor[V: Callable[..., HttpResponseBase]](view: V) -> V:
    """Mark a view as open to people who still have to show or set up their second factor."""
    view.second_factor_required = False  # type: ignore[attr-defined]
    return view
