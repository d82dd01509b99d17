"""PURE: the states and the lifecycle table of records of attempts to intervene.

There is no way to alter or withdraw one. That its name is opened only with a second person, and
that it is kept from the person it tells of, are house rules; that interference is resisted is the
Opinions' (5(5), 8(1)).
"""

from enum import StrEnum

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_


class InterferenceState(StrEnum):
    RECORDED = "recorded"
    RECEIVED = "received"


INTERFERENCE_STATES = {
    InterferenceState.RECORDED: N_("Recorded, not signed for"),
    InterferenceState.RECEIVED: N_("Signed for by the commission"),
}

_S = InterferenceState
_ANY = frozenset(InterferenceState)
_OPINIONS = "Opinions 5(5), 8(1)"

INTERFERENCE_TABLE: Table = (
    row({NEW}, "record_interference", _S.RECORDED, Who.PROCURATORATE, _OPINIONS),
    row(_ANY, "supplement_interference", None, Who.RECORDER, _OPINIONS),
    row({_S.RECORDED}, "receive_interference", _S.RECEIVED, Who.COMMISSION, _OPINIONS),
    row(_ANY, "open_interference", None, Who.ADDRESSEE, "house rule"),
    row(_ANY, "ask_for_recorder", None, Who.ADDRESSEE, "house rule"),
    row(_ANY, "approve_recorder", None, Who.ADDRESSEE, "house rule"),
    row(_ANY, "open_recorder", None, Who.ADDRESSEE, "house rule"),
)
