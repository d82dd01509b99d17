"""The lifecycles: one table for clues and one for each kind of case, put together from parts.

``table`` says what a row is; ``clue``, ``common``, ``administrative``, ``civil`` and ``litigation``
hold the rows.
"""

from collections.abc import Mapping

from cases.domain.lifecycle.administrative import RECOMMENDATION_TABLE
from cases.domain.lifecycle.civil import (
    NEGOTIATION_TABLE,
    NOTICE_TABLE,
    REVIEW_TABLE,
    SUPPORT_TABLE,
)
from cases.domain.lifecycle.clue import CLUE_TABLE, OPEN_CLUE
from cases.domain.lifecycle.common import COMMON_TABLE
from cases.domain.lifecycle.litigation import (
    AGREEMENT_TABLE,
    DEFENDANT_TABLE,
    ENFORCEMENT_TABLE,
    IN_COURT,
    ORGAN_TABLE,
    TRIAL_TABLE,
)
from cases.domain.lifecycle.table import (
    ANY_CASE,
    NEW,
    OPEN_CASE,
    Decision,
    Table,
    Transition,
    Who,
    rows_for,
    rows_from,
)
from cases.domain.vocabulary import CaseKind

ADMINISTRATIVE_TABLE: Table = (
    *COMMON_TABLE,
    *RECOMMENDATION_TABLE,
    *TRIAL_TABLE,
    *ORGAN_TABLE,
    *ENFORCEMENT_TABLE,
)
CIVIL_TABLE: Table = (
    *COMMON_TABLE,
    *NOTICE_TABLE,
    *REVIEW_TABLE,
    *SUPPORT_TABLE,
    *NEGOTIATION_TABLE,
    *TRIAL_TABLE,
    *DEFENDANT_TABLE,
    *ENFORCEMENT_TABLE,
)

CASE_TABLES: Mapping[CaseKind, Table] = {
    CaseKind.ADMINISTRATIVE: ADMINISTRATIVE_TABLE,
    CaseKind.CIVIL: CIVIL_TABLE,
    CaseKind.INCIDENTAL: CIVIL_TABLE,
    CaseKind.SUPPORT: (*COMMON_TABLE, *SUPPORT_TABLE),
    CaseKind.COMPENSATION: (
        *COMMON_TABLE,
        *NEGOTIATION_TABLE,
        *SUPPORT_TABLE,
        *ENFORCEMENT_TABLE,
        *AGREEMENT_TABLE,
    ),
}

__all__ = [
    "ADMINISTRATIVE_TABLE",
    "AGREEMENT_TABLE",
    "ANY_CASE",
    "CASE_TABLES",
    "CIVIL_TABLE",
    "CLUE_TABLE",
    "COMMON_TABLE",
    "DEFENDANT_TABLE",
    "ENFORCEMENT_TABLE",
    "IN_COURT",
    "NEGOTIATION_TABLE",
    "NEW",
    "NOTICE_TABLE",
    "OPEN_CASE",
    "OPEN_CLUE",
    "ORGAN_TABLE",
    "RECOMMENDATION_TABLE",
    "REVIEW_TABLE",
    "SUPPORT_TABLE",
    "TRIAL_TABLE",
    "Decision",
    "Table",
    "Transition",
    "Who",
    "rows_for",
    "rows_from",
]
