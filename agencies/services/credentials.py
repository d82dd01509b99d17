"""User name and password, asked for by the log-in page and by the API alike."""

import datetime as dt

from django.contrib.auth import authenticate
from django.http import HttpRequest

from agencies.errors import TooManyAttempts, WrongCredentials
from agencies.models import User
from agencies.services import throttle


def check_password(request: HttpRequest, username: str, password: str, at: dt.datetime) -> User:
    """The person these belong to. Counts the attempt; :func:`succeed` forgets it.

    Raises :class:`~agencies.errors.TooManyAttempts` without looking at the password, or
    :class:`~agencies.errors.WrongCredentials`.
    """
    wait = throttle.admit(username, _address(request), at)
    if wait:
        raise TooManyAttempts(wait)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        raise WrongCredentials
    return user


def count_code(request: HttpRequest, user: User, at: dt.datetime) -> None:
    """Count an attempt at the one-time code.

    Raises :class:`~agencies.errors.TooManyAttempts`.
    """
    wait = throttle.admit(user.username, _address(request), at)
    if wait:
        raise TooManyAttempts(wait)


def succeed(request: HttpRequest, user: User) -> None:
    """Forget the attempts of a person who is now let in, second factor included."""
    throttle.forget(user.username, _address(request))


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
