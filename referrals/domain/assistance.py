"""PURE: requests for assistance in an inquiry (Opinions 5(3)), and the ways open where it is
refused or obstructed (Rules 45).
"""

from enum import StrEnum

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_

ANSWER = "assistance_answer"
"""The code of the period in which an organ answers, until the day the request names."""


class AssistanceState(StrEnum):
    ASKED = "asked"
    ANSWERED = "answered"
    OBSTRUCTED = "obstructed"
    CLOSED = "closed"


class AssistanceKind(StrEnum):
    """What an organ is asked for."""

    FILES = "files"
    INTERVIEWS = "interviews"
    INSPECTION = "inspection"
    SUPPORT = "support"


class Way(StrEnum):
    """To whom a refusal or obstruction is brought (Rules 45)."""

    CONGRESS = "congress"
    COMMISSION = "commission"
    SUPERIOR = "superior"


ASSISTANCE_STATES = {
    AssistanceState.ASKED: N_("Asked, not answered"),
    AssistanceState.ANSWERED: N_("Answered"),
    AssistanceState.OBSTRUCTED: N_("Refused or obstructed"),
    AssistanceState.CLOSED: N_("Done"),
}
ASSISTANCE_KINDS = {
    AssistanceKind.FILES: N_("Files of law enforcement"),
    AssistanceKind.INTERVIEWS: N_("Interviews with its staff or with others"),
    AssistanceKind.INSPECTION: N_("Inspection, testing, appraisal made possible"),
    AssistanceKind.SUPPORT: N_("Professional support"),
}
WAYS = {
    Way.CONGRESS: N_("Report to the standing committee of the people's congress"),
    Way.COMMISSION: N_("Notify the discipline commission"),
    Way.SUPERIOR: N_("Through the next higher procuratorate to the organ's superior"),
}

_S = AssistanceState
_ASKS, _HELPS = "Opinions 5(3)", "Rules 45"

ASSISTANCE_TABLE: Table = (
    row({NEW}, "ask_assistance", _S.ASKED, Who.SENDER, _ASKS),
    row({_S.ASKED, _S.OBSTRUCTED}, "answer_assistance", _S.ANSWERED, Who.RECEIVER, _ASKS),
    row({_S.ASKED, _S.ANSWERED}, "record_obstruction", _S.OBSTRUCTED, Who.SENDER, _HELPS),
    row({_S.OBSTRUCTED}, "report_obstruction", None, Who.SENDER, _HELPS),
    row({_S.ANSWERED, _S.OBSTRUCTED}, "close_assistance", _S.CLOSED, Who.SENDER, _ASKS),
)
