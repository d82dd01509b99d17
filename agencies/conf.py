"""The settings of the directory, with their defaults."""

import datetime as dt

from django.conf import settings


def requires_second_factor() -> bool:
    """Whether people inside the justice organs must log in with a second factor."""
    return bool(getattr(settings, "PILIT_REQUIRE_OTP", False))


def session_idle_seconds() -> int:
    """How long a session outlives its last request; half an hour by default."""
    return int(getattr(settings, "SESSION_IDLE_SECONDS", 30 * 60))


def session_absolute_seconds() -> int:
    """How long a session lives at most; twelve hours by default."""
    return int(getattr(settings, "SESSION_ABSOLUTE_SECONDS", 12 * 60 * 60))


def api_token_lifetime() -> dt.timedelta:
    """How long an API token is good for; thirty days by default."""
    return dt.timedelta(days=int(getattr(settings, "API_TOKEN_DAYS", 30)))
