# The names are those of the refusals, as in `pilit.law.errors`.
# ruff: noqa: N818
"""Why somebody is not let in. The codes are what programs read in problem documents."""

from pilit.law.errors import DomainError
from pilit.law.texts import N_


class WrongCredentials(DomainError):
    """No person with this user name and password may log in; which of the two is not said."""

    code = "invalid_credentials"
    http_status = 401
    default_message = N_("User name or password is wrong.")


class CodeRequired(DomainError):
    """The person has a second factor, and no one-time code was sent."""

    code = "otp_required"
    http_status = 401
    default_message = N_("A one-time code is required.")


class WrongCode(DomainError):
    """The one-time code is not the current one, or was used before."""

    code = "invalid_otp"
    http_status = 401
    default_message = N_("This code is wrong or was used already. Wait for the next one.")


class SecondFactorRequired(DomainError):
    """The person's post requires a second factor, and none was shown."""

    code = "second_factor_required"
    http_status = 403
    default_message = N_(
        "Your post requires a second factor. Set it up on your profile page and log in with it."
    )


class TooManyAttempts(DomainError):
    """Too many tries for this user name; ``wait`` is the number of seconds until the next."""

    code = "throttled"
    http_status = 429
    default_message = N_("Too many attempts. Seconds to wait: %(seconds)s.")

    def __init__(self, wait: int) -> None:
        super().__init__(params={"seconds": wait})
        self.wait = wait
