"""PURE: a governance recommendation (社会治理检察建议): its states, its table, how it is answered.

It says to an organ or another organisation what kept coming back in cases and how that may be put
right at its root (Opinions 3(2), 5(6)). It is no recommendation of public-interest litigation: no
period of that runs from it and no suit follows. By which day it is to be answered the document
names; how many days are proposed is a house rule.
"""

from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_

REPLY: Final = "governance_reply"
"""The code of the period for the reply: until the day the document names."""


class GovernanceState(StrEnum):
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    ISSUED = "issued"
    SERVED = "served"
    REPLIED = "replied"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What became of an item."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"


GOVERNANCE_STATES: Final = {
    GovernanceState.DRAFTED: N_("Recommendation being written"),
    GovernanceState.IN_REVIEW: N_("With the head for review"),
    GovernanceState.REVIEWED: N_("With the chief for decision"),
    GovernanceState.ISSUED: N_("Issued, not served yet"),
    GovernanceState.SERVED: N_("Served, reply awaited"),
    GovernanceState.REPLIED: N_("Reply received"),
    GovernanceState.CLOSED: N_("Done"),
    GovernanceState.WITHDRAWN: N_("Taken back"),
}
ANSWERS: Final = {
    Answer.ADOPTED: N_("Adopted"),
    Answer.PARTLY: N_("Adopted in part"),
    Answer.NOT_ADOPTED: N_("Not adopted"),
}
INSIDE: Final = frozenset(
    {GovernanceState.DRAFTED, GovernanceState.IN_REVIEW, GovernanceState.REVIEWED}
)
"""The states in which it is being decided on."""

_S = GovernanceState
_BASIS, _HOUSE = "Opinions 3(2)", "house rule"
_WORKS = Who.SENDER

GOVERNANCE_TABLE: Table = (
    row({NEW}, "draft_governance", _S.DRAFTED, Who.PROCURATORATE, _BASIS),
    row({_S.DRAFTED}, "write_governance", None, Who.DRAFTER, _BASIS),
    # Nobody below the chief reviews what a head wrote: it goes up at once.
    row(
        {_S.DRAFTED}, "submit_governance", _S.IN_REVIEW, Who.DRAFTER, _HOUSE, otherwise=_S.REVIEWED
    ),
    row({_S.IN_REVIEW}, "review_governance", _S.REVIEWED, Who.HEAD, _HOUSE),
    row({_S.IN_REVIEW}, "send_back_governance", _S.DRAFTED, Who.HEAD, _HOUSE),
    row({_S.REVIEWED}, "send_back_governance", _S.DRAFTED, Who.CHIEF, _HOUSE),
    row({_S.REVIEWED}, "issue_governance", _S.ISSUED, Who.CHIEF, _BASIS),
    row({_S.ISSUED}, "serve_governance", _S.SERVED, _WORKS, _HOUSE),
    row({_S.SERVED}, "reply_governance", _S.REPLIED, (Who.RECEIVER, _WORKS), "Opinions 5(6)"),
    row({_S.SERVED, _S.REPLIED}, "follow_up_governance", None, _WORKS, _BASIS),
    row({_S.SERVED, _S.REPLIED}, "close_governance", _S.CLOSED, _WORKS, _HOUSE),
    row(INSIDE, "withdraw_governance", _S.WITHDRAWN, Who.DRAFTER, _HOUSE),
    row({_S.ISSUED, _S.SERVED}, "withdraw_governance", _S.WITHDRAWN, Who.CHIEF, _HOUSE),
)
