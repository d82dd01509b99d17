# The names are those of the refusals, which no one calls errors.
# ruff: noqa: N818
"""Every refusal the system gives, one class per stable code.

The codes are a contract with the REST API, the replay command and stored events. The message is an
English message id with named placeholders; the web layer translates it (`error.text`).
"""

from collections.abc import Mapping
from typing import ClassVar

from pilit.law.texts import N_, Param, Text


class DomainError(Exception):
    """A request the law or the lifecycle refuses. Raise a subclass.

    `code` is the stable name of the refusal, `http_status` the status of its problem document,
    `message` an English template, `params` its values, `errors` messages by field name.
    """

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 400
    default_message: ClassVar[str] = N_("This cannot be done. Check what you entered.")

    def __init__(
        self,
        message: str | None = None,
        *,
        params: Mapping[str, Param] | None = None,
        errors: Mapping[str, list[str]] | None = None,
    ) -> None:
        self.message = message or self.default_message
        self.params: Mapping[str, Param] = dict(params or {})
        self.errors: Mapping[str, list[str]] = dict(errors or {})
        super().__init__(self.message)

    @property
    def text(self) -> Text:
        """The message with its values, to be translated by `pilit.law.texts.render`."""
        return Text(self.message, self.params)

    def __str__(self) -> str:
        """Return the English text."""
        return str(self.text)


class NotPermitted(DomainError):
    """This post may not do this, or not on this case."""

    code = "not_permitted"
    http_status = 403
    default_message = N_("Your post does not allow this. Ask a person whose post does.")


class WrongState(DomainError):
    """The action is not open at the present stage of the clue, case or referral."""

    code = "wrong_state"
    http_status = 409
    default_message = N_(
        "This cannot be done at the present stage. Reload the page and choose from the actions it"
        " offers."
    )


class SamePerson(DomainError):
    """Drafter, reviewer and decider must be three people (Rules 5 to 8)."""

    code = "same_person"
    http_status = 403
    default_message = N_(
        "The drafter, the reviewer and the decider must be three different people. Leave this step"
        " to another person."
    )


class Recused(DomainError):
    """A recused person neither opens the case nor acts on it (Rules 19 to 23)."""

    code = "recused"
    http_status = 403
    default_message = N_("You are recused from this case. Leave it to a colleague.")


class TwoOfficersRequired(DomainError):
    """Evidence is taken by at least two officers (Rules 36)."""

    code = "two_officers_required"
    http_status = 422
    default_message = N_("At least two officers must do this together. Name the second officer.")


class ReplyPeriodRunning(DomainError):
    """No suit before the organ's reply period has ended (Interp. 21)."""

    code = "reply_period_running"
    http_status = 409
    default_message = N_(
        "The organ's period for its reply has not ended. File the suit after it has ended."
    )


class NoticeRunning(DomainError):
    """No civil suit before the public notice has ended (Interp. 13)."""

    code = "notice_running"
    http_status = 409
    default_message = N_("The public notice has not ended. File the suit after it has ended.")


class CourtNotCorresponding(DomainError):
    """The court is not of the procuratorate's level and region (Rules 16, Interp. 5)."""

    code = "court_not_corresponding"
    http_status = 422
    default_message = N_(
        "This court does not correspond to the procuratorate in level and region. Choose the"
        " corresponding court, or transfer the case for suit first."
    )


class PeriodEnded(DomainError):
    """An extension was asked for after the period's end."""

    code = "period_ended"
    http_status = 409
    default_message = N_(
        "The period has already ended and can no longer be extended. Take the decision that is due."
    )


class AlreadyExtended(DomainError):
    """Each step of extension may be granted once."""

    code = "already_extended"
    http_status = 409
    default_message = N_(
        "This extension has already been granted. If more time is needed, apply for the next step"
        " of extension where the law knows one."
    )


class DateInFuture(DomainError):
    """A fact cannot lie after the clock."""

    code = "date_in_future"
    http_status = 422
    default_message = N_("This date lies in the future. Enter the day on which it happened.")


class DateOutOfOrder(DomainError):
    """Served before it was issued, resumed before it was suspended, and the like."""

    code = "date_out_of_order"
    http_status = 422
    default_message = N_(
        "This date comes before the event it must follow. Check both dates and correct the wrong"
        " one."
    )


class Invalid(DomainError):
    """Fields are missing or wrong; `errors` says which."""

    code = "invalid"
    http_status = 422
    default_message = N_("Some entries are missing or wrong. Correct the marked fields.")


class Conflict(DomainError):
    """Someone else changed the case since the form was opened."""

    code = "conflict"
    http_status = 409
    default_message = N_(
        "Someone else has changed this since you opened it. Reload the page, look at the change and"
        " try again."
    )


class NotFound(DomainError):
    """There is no such thing, or the asker may not see it: both answer alike."""

    code = "not_found"
    http_status = 404
    default_message = N_("Nothing was found under this address or number. Check it and try again.")
