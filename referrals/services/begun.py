"""What may be begun in a case as it stands: the rules of each sort, asked by its own action and by
the page of the case.
"""

from cases.domain.clocks import LOOK_BACK_CLOCKS
from cases.domain.vocabulary import CaseState
from cases.models import Case
from referrals.domain.assistance import ASKED_IN
from referrals.domain.invitation import OCCASIONS


def assistance_in(case: Case) -> frozenset[str]:
    """An organ is asked while something is inquired into (Opinions 5(3)), or waits for a look-back
    (Opinions 3(2)).
    """
    may = case.state in ASKED_IN or (
        case.state == CaseState.CLOSED
        and case.deadlines.pending().filter(code__in=LOOK_BACK_CLOCKS).exists()
    )
    return frozenset({"ask_assistance"} if may else ())


def invitation_in(case: Case) -> frozenset[str]:
    """Somebody is invited while there is something to be invited to (Rules 44, 76, 77)."""
    may = any(case.state in row.states for row in OCCASIONS.values())
    return frozenset({"invite_overseer"} if may else ())


def referral_in(case: Case) -> frozenset[str]:
    """What came up in a case is referred whenever it is found."""
    del case
    return frozenset({"send_referral"})


def interference_in(case: Case) -> frozenset[str]:
    """An attempt to intervene is recorded whenever there was one."""
    del case
    return frozenset({"record_interference"})


def typical_in(case: Case) -> frozenset[str]:
    """A case is told to the public once it is closed (Opinions 9)."""
    return frozenset({"choose_typical_case"} if case.state == CaseState.CLOSED else ())


def governance_in(case: Case) -> frozenset[str]:
    """What keeps coming back is told to whoever can put it right, whenever it is seen."""
    del case
    return frozenset({"draft_governance"})
