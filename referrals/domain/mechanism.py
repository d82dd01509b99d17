"""PURE: joint mechanisms of a procuratorate with organs, courts and social organisations (检察+;
Opinions 7), as a table in the manner of ``cases.domain.lifecycle``.
"""

from enum import StrEnum
from typing import Final

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.texts import N_

REVIEW: Final = "cosigned_review"
"""The code of the period in which a co-signed document is reviewed: until the day it names."""


class MechanismState(StrEnum):
    RUNNING = "running"
    ENDED = "ended"


class FieldOfWork(StrEnum):
    """What a mechanism is about; the first four and the two last are those of Opinions 7."""

    WATER = "water"
    ENVIRONMENT = "environment"
    MARKET = "market"
    PLANNING = "planning"
    FOOD_DRUG = "food_drug"
    HERITAGE = "heritage"
    COMPENSATION = "compensation"
    OTHER = "other"
    JUDICIAL = "judicial"
    SOCIAL = "social"


class ReviewOutcome(StrEnum):
    """What a review of a co-signed document comes to."""

    KEPT = "kept"
    REPLACED = "replaced"
    ENDED = "ended"


class DocumentState(StrEnum):
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    ENDED = "ended"


MECHANISM_STATES = {
    MechanismState.RUNNING: N_("Established"),
    MechanismState.ENDED: N_("Mechanism ended"),
}
FIELDS_OF_WORK = {
    FieldOfWork.WATER: N_("Water"),
    FieldOfWork.ENVIRONMENT: N_("Ecology and environment"),
    FieldOfWork.MARKET: N_("Market supervision"),
    FieldOfWork.PLANNING: N_("Planning and natural resources"),
    FieldOfWork.FOOD_DRUG: N_("Food and drug safety"),
    FieldOfWork.HERITAGE: N_("Cultural relics"),
    FieldOfWork.COMPENSATION: N_("Link with compensation for ecological damage"),
    FieldOfWork.OTHER: N_("Another field of work"),
    FieldOfWork.JUDICIAL: N_("Judicial cooperation with courts"),
    FieldOfWork.SOCIAL: N_("Cooperation with social organisations"),
}
REVIEW_OUTCOMES = {
    ReviewOutcome.KEPT: N_("Stays in force"),
    ReviewOutcome.REPLACED: N_("Replaced by a new document"),
    ReviewOutcome.ENDED: N_("No longer in force"),
}
DOCUMENT_STATES = {
    DocumentState.IN_FORCE: N_("Co-signed and in force"),
    DocumentState.REPLACED: N_("Replaced"),
    DocumentState.ENDED: N_("No longer in force"),
}

_S = MechanismState
_BASIS = "Opinions 7"
_RUNS = {_S.RUNNING}
_OURS, _EITHER = Who.PROCURATORATE, (Who.PROCURATORATE, Who.MEMBER)

MECHANISM_TABLE: Table = (
    row({NEW}, "establish_mechanism", _S.RUNNING, _OURS, _BASIS),
    row(_RUNS, "call_meeting", None, _OURS, _BASIS),
    row(_RUNS, "review_document", None, _OURS, _BASIS),
    row(_RUNS, "send_information", None, _EITHER, _BASIS),
    row(_RUNS, "note_information", None, _EITHER, _BASIS),
    row(_RUNS, "cosign_document", None, _OURS, _BASIS),
    row(_RUNS, "agree_information", None, _OURS, _BASIS),
    row(_RUNS, "stop_information", None, _OURS, _BASIS),
    row(_RUNS, "record_training", None, _OURS, _BASIS),
    row(_RUNS, "record_exchange", None, _OURS, _BASIS),
    row(_RUNS, "conclude_exchange", None, _OURS, _BASIS),
    row(_RUNS, "name_contact", None, _EITHER, _BASIS),
    row(_RUNS, "admit_member", None, _OURS, _BASIS),
    row(_RUNS, "release_member", None, _OURS, _BASIS),
    row(_RUNS, "end_mechanism", _S.ENDED, _OURS, _BASIS),
)
