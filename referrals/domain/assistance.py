"""PURE: requests for assistance in an inquiry (Opinions 5(3)), and the ways open where it is
refused or obstructed (Rules 45).

The organ knows the state of a request. That it obstructed an inquiry is no state but a row beside
it: what the procuratorate writes of that changes nothing the organ could sense.
"""

from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, Table, Who, row
from cases.domain.vocabulary import CaseState
from pilit.law.texts import N_

ANSWER = "assistance_answer"
"""The code of the period in which an organ answers: until the day the request names; the house rule
says which day is proposed.
"""

ASKED_IN: Final = frozenset(
    {
        CaseState.INQUIRING,  # Rules 33, 35; Opinions 5(3)
        CaseState.NOTICED,  # the harm is inquired into while others may sue (Rules 91)
        CaseState.AWAITING_REPLY,  # followed up from the day of service (Rules 77)
        CaseState.FOLLOWING_UP,  # Rules 77; review for suit (Rules 47)
        # "the professional support and evidence the suit needs" (Opinions 5(3))
        CaseState.SUPPORTING,
        CaseState.SUIT_FILED,
        CaseState.ON_TRIAL,
        CaseState.ON_APPEAL,
    }
)
"""The states of a case in which there is something to inquire into; once it is closed, while it
waits for a look-back (Opinions 3(2)).
"""


class AssistanceState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class AssistanceKind(StrEnum):
    """What an organ is asked for."""

    FILES = "files"
    INTERVIEWS = "interviews"
    INSPECTION = "inspection"
    SUPPORT = "support"
    OTHER = "other"


class Way(StrEnum):
    """To whom a refusal or obstruction is brought (Rules 45)."""

    CONGRESS = "congress"
    COMMISSION = "commission"
    SUPERIOR = "superior"


ASSISTANCE_STATES = {
    AssistanceState.ASKED: N_("Asked, not answered"),
    AssistanceState.ANSWERED: N_("Answered"),
    AssistanceState.REFUSED: N_("Refused by the organ"),
    AssistanceState.WITHDRAWN: N_("Request withdrawn"),
    AssistanceState.CLOSED: N_("Done"),
}
CLOSED_UNANSWERED = N_("Closed without an answer")
ASSISTANCE_KINDS = {
    AssistanceKind.FILES: N_("Files of law enforcement"),
    AssistanceKind.INTERVIEWS: N_("Interviews with its staff or with others"),
    AssistanceKind.INSPECTION: N_("Inspection, testing, appraisal made possible"),
    AssistanceKind.SUPPORT: N_("Professional support"),
    AssistanceKind.OTHER: N_("Other assistance"),
}
WAYS = {
    Way.CONGRESS: N_("Report to the standing committee of the people's congress"),
    Way.COMMISSION: N_("Notify the discipline commission"),
    Way.SUPERIOR: N_("Through the next higher procuratorate to the organ's superior"),
}

_S = AssistanceState
_ASKS, _HELPS = "Opinions 5(3)", "Rules 45"
_WAITS = {_S.ASKED, _S.REFUSED}
_OPEN = {*_WAITS, _S.ANSWERED}

ASSISTANCE_TABLE: Table = (
    row({NEW}, "ask_assistance", _S.ASKED, Who.SENDER, _ASKS),
    row(_WAITS, "answer_assistance", _S.ANSWERED, Who.RECEIVER, _ASKS),
    row({_S.ASKED}, "refuse_assistance", _S.REFUSED, Who.RECEIVER, f"{_ASKS}; {_HELPS}"),
    row(_OPEN, "close_assistance", _S.CLOSED, Who.SENDER, _ASKS),
    row(_WAITS, "withdraw_assistance", _S.WITHDRAWN, Who.SENDER, _ASKS),
    row(_OPEN, "record_obstruction", None, Who.SENDER, _HELPS),
    row(_OPEN, "report_obstruction", None, Who.SENDER, _HELPS),
)
