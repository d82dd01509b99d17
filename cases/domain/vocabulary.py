"""States, kinds and domains: the fixed words of a case, as the vocabulary of actions writes them.

Pure Python. Labels are message ids, marked with ``N_`` and translated where they are shown.
"""

from enum import StrEnum

from pilit.law.texts import N_


class ClueState(StrEnum):
    REGISTERED = "registered"
    ASSESSED = "assessed"
    FILED = "filed"
    DECLINED = "declined"
    MERGED = "merged"
    TRANSFERRED = "transferred"


class CaseState(StrEnum):
    INQUIRING = "inquiring"
    RECOMMENDED = "recommended"
    AWAITING_REPLY = "awaiting_reply"
    FOLLOWING_UP = "following_up"
    SUSPENDED = "suspended"
    NOTICED = "noticed"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    SUPPORTING = "supporting"
    SUIT_FILED = "suit_filed"
    ON_TRIAL = "on_trial"
    JUDGED = "judged"
    ON_APPEAL = "on_appeal"
    IN_FORCE = "in_force"
    ENFORCING = "enforcing"
    CLOSED = "closed"


class CaseKind(StrEnum):
    ADMINISTRATIVE = "administrative"
    CIVIL = "civil"
    INCIDENTAL = "incidental"
    SUPPORT = "support"
    COMPENSATION = "compensation"


#: Kinds of civil procedure: no organ is respondent.
CIVIL_KINDS = frozenset(CaseKind) - {CaseKind.ADMINISTRATIVE}


class Domain(StrEnum):
    """The fields of work; ``STATUTORY`` and ``NEW`` are those of the Opinions, part 2."""

    ENVIRONMENT = "environment"
    FOOD_DRUG = "food_drug"
    STATE_PROPERTY = "state_property"
    STATE_LAND = "state_land"
    HEROES = "heroes"
    WORK_SAFETY = "work_safety"
    PUBLIC_HEALTH = "public_health"
    BIOSAFETY = "biosafety"
    PERSONAL_INFORMATION = "personal_information"
    CONSUMERS = "consumers"
    WOMEN_MINORS_DISABLED = "women_minors_disabled"
    NETWORK = "network"
    HERITAGE = "heritage"
    MILITARY_HONOUR = "military_honour"
    TELECOM_FRAUD = "telecom_fraud"
    OTHER = "other"


CLUE_STATE_LABELS = {
    ClueState.REGISTERED: N_("Registered"),
    ClueState.ASSESSED: N_("Assessed"),
    ClueState.FILED: N_("Case filed"),
    ClueState.DECLINED: N_("No case filed"),
    ClueState.MERGED: N_("Merged"),
    ClueState.TRANSFERRED: N_("Transferred"),
}

CASE_STATE_LABELS = {
    CaseState.INQUIRING: N_("Inquiry"),
    CaseState.RECOMMENDED: N_("Recommendation decided"),
    CaseState.AWAITING_REPLY: N_("Awaiting reply"),
    CaseState.FOLLOWING_UP: N_("Follow-up"),
    CaseState.SUSPENDED: N_("Review suspended"),
    CaseState.NOTICED: N_("On public notice"),
    CaseState.NEGOTIATING: N_("Negotiating compensation"),
    CaseState.AGREED: N_("Compensation agreed"),
    CaseState.SUPPORTING: N_("Supporting a suit"),
    CaseState.SUIT_FILED: N_("Suit filed"),
    CaseState.ON_TRIAL: N_("On trial"),
    CaseState.JUDGED: N_("Judged"),
    CaseState.ON_APPEAL: N_("On appeal"),
    CaseState.IN_FORCE: N_("Judgment in force"),
    CaseState.ENFORCING: N_("Enforcement"),
    CaseState.CLOSED: N_("Closed"),
}

#: Elsewhere than above: what a state is called in one kind of case.
_STATE_LABELS_OF_KIND = {
    **{
        (kind, CaseState.FOLLOWING_UP): N_("Review for suit")
        for kind in (CaseKind.CIVIL, CaseKind.INCIDENTAL)
    },
    **{
        (kind, CaseState.FOLLOWING_UP): N_("Next step under review")
        for kind in (CaseKind.SUPPORT, CaseKind.COMPENSATION)
    },
}


def case_state_label(kind: str, state: str) -> str:
    """What a state is called in a kind of case, a message id."""
    found = _STATE_LABELS_OF_KIND.get((CaseKind(kind), CaseState(state)))
    return found or CASE_STATE_LABELS[CaseState(state)]


CASE_KIND_LABELS = {
    CaseKind.ADMINISTRATIVE: N_("Administrative public-interest litigation"),
    CaseKind.CIVIL: N_("Civil public-interest litigation"),
    CaseKind.INCIDENTAL: N_("Civil public-interest litigation incidental to a prosecution"),
    CaseKind.SUPPORT: N_("Support of a suit"),
    CaseKind.COMPENSATION: N_("Compensation for ecological damage"),
}

DOMAIN_LABELS = {
    Domain.ENVIRONMENT: N_("Environment and resources"),
    Domain.FOOD_DRUG: N_("Food and drug safety"),
    Domain.STATE_PROPERTY: N_("State property"),
    Domain.STATE_LAND: N_("Grant of state-owned land"),
    Domain.HEROES: N_("Heroes and martyrs"),
    Domain.WORK_SAFETY: N_("Work safety"),
    Domain.PUBLIC_HEALTH: N_("Public health"),
    Domain.BIOSAFETY: N_("Biosafety"),
    Domain.PERSONAL_INFORMATION: N_("Personal information"),
    Domain.CONSUMERS: N_("Consumer rights"),
    Domain.WOMEN_MINORS_DISABLED: N_("Women, minors and persons with disabilities"),
    Domain.NETWORK: N_("Harm done on networks"),
    Domain.HERITAGE: N_("Cultural relics and heritage"),
    Domain.MILITARY_HONOUR: N_("Servicemen's honour and rights"),
    Domain.TELECOM_FRAUD: N_("Telecom and network fraud"),
    Domain.OTHER: N_("Other field"),
}
