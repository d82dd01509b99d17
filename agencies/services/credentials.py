"""User name and password, asked for by the log-in page and by the API alike."""

import datetime as dt

from django.contrib.auth import authenticate
from django.http import HttpRequest

from agencies.models import User
from agencies.services import throttle


class WrongCredentialsError(Exception):
    """No person with this user name and password may log in; which of the two is not said."""


class TooManyAttemptsError(Exception):
    """Too many tries for this user name; ``wait`` is the number of seconds until the next."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def check_password(request: HttpRequest, username: str, password: str, at: dt.datetime) -> User:
    """The person these belong to. Counts the attempt; :func:`succeed` forgets it.

    Raises :class:`TooManyAttemptsError` without looking at the password, or
    :class:`WrongCredentialsError`.
    """
    wait = throttle.admit(username, _address(request), at)
    if wait:
        raise TooManyAttemptsError(wait)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        raise WrongCredentialsError
    return user


def count_code(request: HttpRequest, user: User, at: dt.datetime) -> None:
    """Count an attempt at the one-time code. Raises :class:`TooManyAttemptsError`."""
    wait = throttle.admit(user.username, _address(request), at)
    if wait:
        raise TooManyAttemptsError(wait)


def succeed(request: HttpRequest, user: User) -> None:
    """Forget the attempts of a person who is now let in, second factor included."""
    throttle.forget(user.username, _address(request))


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
