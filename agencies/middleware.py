"""What every request passes: session limits, the actor, the second factor.

Order, after Django's sessions, messages and authentication and django-otp's middleware:
:class:`SessionLimits`, :class:`ActorOnRequest`, :class:`SecondFactor`.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.views import APIView

from agencies import conf
from agencies.errors import SecondFactorRequired
from agencies.models import User
from agencies.request import actor_of, bind_actor
from agencies.services import second_factor
from pilit.web.problems import problem_response

Handler = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]

STARTED = "session_started_at"
SEEN = "session_seen_at"
SEEN_STEP = 60
"""Seconds between two notes of the last request, so that not every request writes its session."""
STEPS_PER_IDLE_LIMIT = 10
"""How exactly a short limit is kept at least."""


class ActorOnRequest:
    """Sets ``request.actor``; read it with :func:`actor_of`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        bind_actor(request)
        return self.get_response(request)


class SessionLimits:
    """Logs out who was idle too long, and everybody after the longest time a session may last."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if SESSION_KEY not in request.session:
            # Also where an ended session is gone from the store already.
            return _whole_page(request, self.get_response(request))
        now = int(timezone.now().timestamp())
        if self._is_over(request, now):
            logout(request)
            messages.info(request, _("Your session has ended. Please log in again."))
            if request.headers.get("HX-Request"):
                return _redirect_of_htmx(resolve_url(settings.LOGIN_URL))
            return self.get_response(request)
        step = min(SEEN_STEP, conf.session_idle_seconds() // STEPS_PER_IDLE_LIMIT)
        if now - request.session.get(SEEN, 0) >= step:
            request.session[SEEN] = now
        return self.get_response(request)

    @staticmethod
    def _is_over(request: HttpRequest, now: int) -> bool:
        started: int = request.session.setdefault(STARTED, now)
        seen: int = request.session.get(SEEN, now)
        return (
            now - seen > conf.session_idle_seconds()
            or now - started > conf.session_absolute_seconds()
        )


class SecondFactor:
    """Keeps who must have a second factor out of everything until they have shown it.

    Who has none is led to set one up; who has one and is logged in without it (set up elsewhere
    meanwhile) logs in again. The API answers with a problem document.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request through (None) or answer in place of the view."""
        if not getattr(view, "second_factor_required", True) or not _is_missing(request):
            return None
        if issubclass(getattr(view, "cls", object), APIView):
            return problem_response(SecondFactorRequired())
        if second_factor.confirmed_device(cast(User, request.user)) is not None:
            logout(request)
            return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
        target = resolve_url("agencies:second-factor")
        if request.headers.get("HX-Request"):
            return _redirect_of_htmx(target)
        return redirect(target)


def _is_missing(request: HttpRequest) -> bool:
    if not conf.requires_second_factor() or not request.user.is_authenticated:
        return False
    shown = getattr(request.user, "otp_device", None) is not None
    return not shown and second_factor.is_required(actor_of(request))


def _whole_page(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """A way to the log-in, as one that htmx takes with the whole page; other answers unchanged."""
    log_in = resolve_url(settings.LOGIN_URL)
    if request.headers.get("HX-Request") and answer.get("Location", "").startswith(log_in):
        return _redirect_of_htmx(log_in)
    return answer


def _redirect_of_htmx(target: str) -> HttpResponse:
    """Have htmx leave the page, instead of putting another page into a part of this one."""
    return HttpResponse(headers={"HX-Redirect": target})
