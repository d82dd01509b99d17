"""PURE: a typical case (典型案例; Opinions 9): its states, its table, the parts of its text."""

from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_


class TypicalState(StrEnum):
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


TYPICAL_STATES: Final = {
    TypicalState.DRAFTED: N_("Being written"),
    TypicalState.IN_REVIEW: N_("With the head for review"),
    TypicalState.REVIEWED: N_("With the chief for decision"),
    TypicalState.PUBLISHED: N_("Made public"),
    TypicalState.WITHDRAWN: N_("Taken back"),
}

_S = TypicalState
_BASIS = "Opinions 9"
_WAITING = frozenset({_S.IN_REVIEW, _S.REVIEWED})

TYPICAL_TABLE: Table = (
    row({NEW}, "choose_typical_case", _S.DRAFTED, Who.PROCURATORATE, _BASIS),
    row({_S.DRAFTED}, "write_typical_case", None, Who.DRAFTER, _BASIS),
    row({_S.DRAFTED}, "settle_marks", None, Who.DRAFTER, "house rule"),
    row({_S.DRAFTED}, "submit_typical_case", _S.IN_REVIEW, Who.DRAFTER, _BASIS),
    row({_S.IN_REVIEW}, "review_typical_case", _S.REVIEWED, Who.HEAD, "house rule"),
    row({_S.REVIEWED}, "publish_typical_case", _S.PUBLISHED, Who.CHIEF, _BASIS),
    row({_S.IN_REVIEW}, "send_back_typical_case", _S.DRAFTED, Who.HEAD, "house rule"),
    row({_S.REVIEWED}, "send_back_typical_case", _S.DRAFTED, Who.CHIEF, "house rule"),
    row({_S.DRAFTED} | _WAITING, "withdraw_typical_case", _S.WITHDRAWN, Who.DRAFTER, "house rule"),
    row({_S.PUBLISHED}, "withdraw_typical_case", _S.WITHDRAWN, Who.CHIEF, "house rule"),
)

PARTS: Final = {
    "harm": N_("The harm"),
    "done": N_("What was done"),
    "result": N_("The result"),
    "significance": N_("What it stands for"),
}
"""The parts of its text below the heading, in their order, as message ids."""
