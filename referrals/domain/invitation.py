"""PURE: deputies, members and readers invited to watch a step in a case (Opinions 8(2)): to what,
while the case is where, and what becomes of an invitation.

An invitation asks for no duty: whoever is invited may decline, without saying why.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, OPEN_CASE, Table, Who, row
from cases.domain.vocabulary import CaseState
from pilit.law.texts import N_

DAY: Final = "invitation_day"
"""The period until who was invited has come, or has not."""


class Occasion(StrEnum):
    HEARING = "hearing"  # 公开听证
    ANNOUNCED_SERVICE = "announced_service"  # 宣告送达
    LOOK_BACK = "look_back"  # 回头看


@dataclass(frozen=True, slots=True)
class OccasionRow:
    """What one may be invited to, in which states of the case, on which basis."""

    label: str
    states: frozenset[CaseState]
    basis: str


OCCASIONS: Final = {
    Occasion.HEARING: OccasionRow(N_("Public hearing"), frozenset(OPEN_CASE), "Rules 44"),
    # Decided and not served yet.
    Occasion.ANNOUNCED_SERVICE: OccasionRow(
        N_("Announced service"), frozenset({CaseState.RECOMMENDED}), "Rules 76"
    ),
    # Of what was recommended, ordered or agreed; after the end of the case too.
    Occasion.LOOK_BACK: OccasionRow(
        N_("Look-back"),
        frozenset(
            {CaseState.FOLLOWING_UP, CaseState.IN_FORCE, CaseState.ENFORCING, CaseState.CLOSED}
        ),
        "Rules 77; Opinions 3(2)",
    ),
}


class InvitationState(StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ATTENDED = "attended"
    ABSENT = "absent"
    CANCELLED = "cancelled"


INVITATION_STATES: Final = {
    InvitationState.INVITED: N_("Invited, not answered"),
    InvitationState.ACCEPTED: N_("Will come"),
    InvitationState.DECLINED: N_("Cannot come"),
    InvitationState.ATTENDED: N_("Was there"),
    InvitationState.ABSENT: N_("Was not there"),
    InvitationState.CANCELLED: N_("Called off"),
}

_S = InvitationState
_ASKS = "Opinions 8(2)"
_OPEN = frozenset({_S.INVITED, _S.ACCEPTED})
_ANSWERED = _OPEN | {_S.DECLINED}

INVITATION_TABLE: Table = (
    row({NEW}, "invite_overseer", _S.INVITED, Who.SENDER, f"{_ASKS}; Rules 44, 76, 77"),
    row({_S.INVITED, _S.DECLINED}, "accept_invitation", _S.ACCEPTED, Who.INVITED, _ASKS),
    row(_OPEN, "decline_invitation", _S.DECLINED, Who.INVITED, _ASKS),
    row(_OPEN, "cancel_invitation", _S.CANCELLED, Who.SENDER, "house rule"),
    row(_ANSWERED, "record_attendance", _S.ATTENDED, Who.SENDER, _ASKS, otherwise=_S.ABSENT),
)
