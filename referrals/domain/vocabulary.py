"""The fixed words of a referral, as the vocabulary of actions writes them; labels are message
ids.
"""

from enum import StrEnum
from typing import Final

from pilit.law.texts import N_


class ReferralState(StrEnum):
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"


class ReferralKind(StrEnum):
    CIVIL_CLUE = "civil_clue"
    DISCIPLINE_CLUE = "discipline_clue"
    CRIME_CLUE = "crime_clue"
    PUBLIC_INTEREST_CLUE = "public_interest_clue"
    COMPENSATION_CLUE = "compensation_clue"
    OTHER = "other"


class Secrecy(StrEnum):
    """Who sees it: the two sides and the procuratorates above; the two sides, those who decide or
    work on it; or people named one by one.
    """

    ORDINARY = "ordinary"
    INTERNAL = "internal"
    SECRET = "secret"  # noqa: S105 - a level, no password


class Result(StrEnum):
    CASE_FILED = "case_filed"
    DISCIPLINE_IMPOSED = "discipline_imposed"
    CRIMINAL_FILED = "criminal_filed"
    NO_CASE = "no_case"
    PASSED_ON = "passed_on"


#: The periods of a referral by their codes: until it is signed for, and until its result.
SIGNING: Final = "referral_signing"
RESULT: Final = "referral_result"

#: States in which nothing more is owed.
OVER = frozenset({ReferralState.RETURNED, ReferralState.REPORTED})

STATE_LABELS = {
    ReferralState.SENT: N_("Sent, not signed for"),
    ReferralState.RECEIVED: N_("Signed for"),
    ReferralState.ACCEPTED: N_("Accepted"),
    ReferralState.RETURNED: N_("Returned"),
    ReferralState.IN_PROGRESS: N_("In progress"),
    ReferralState.REPORTED: N_("Result reported"),
}
KIND_LABELS = {
    ReferralKind.CIVIL_CLUE: N_("Clue for civil public-interest litigation"),
    ReferralKind.DISCIPLINE_CLUE: N_("Clue on a breach of discipline, law or duty"),
    ReferralKind.CRIME_CLUE: N_("Clue on a crime"),
    ReferralKind.PUBLIC_INTEREST_CLUE: N_("Clue for public-interest litigation"),
    ReferralKind.COMPENSATION_CLUE: N_("Clue for compensation of ecological damage"),
    ReferralKind.OTHER: N_("Other matter"),
}
SECRECY_LABELS = {
    Secrecy.ORDINARY: N_("Ordinary"),
    Secrecy.INTERNAL: N_("Internal: the two sides only"),
    Secrecy.SECRET: N_("Secret: sealed, for the people named only"),
}
RESULT_LABELS = {
    Result.CASE_FILED: N_("A case was filed"),
    Result.DISCIPLINE_IMPOSED: N_("Discipline was imposed"),
    Result.CRIMINAL_FILED: N_("A criminal case was filed"),
    Result.NO_CASE: N_("No case"),
    Result.PASSED_ON: N_("Passed on to whom it concerns"),
}
