"""Arcs of suits that others bring and the procuratorate supports."""

from cases.demo.arcs import AGAINST_WRONGDOERS, Kinds, arc
from cases.demo.scenes.inquiry import to_concluded
from cases.demo.scenes.notice import plaintiff, respond, to_noticed
from cases.demo.scenes.review import close
from cases.demo.scenes.support import submit_withdrawal, support, win, withdraw_support
from cases.demo.script import Script, Stop
from cases.demo.stories.negotiating import COMPENSATION, right_holder_sued
from cases.domain.vocabulary import CaseKind, CaseState

SUPPORT: Kinds = frozenset({CaseKind.SUPPORT})


@arc(CaseState.INQUIRING, kinds=SUPPORT)
def support_to_decide(s: Script) -> None:
    """That a suit be supported waits for the chief."""
    to_concluded(s)
    s.later(1, 3)
    support(s, Stop.REVIEWED)


@arc(CaseState.SUPPORTING, kinds=SUPPORT | AGAINST_WRONGDOERS | COMPENSATION)
def supported(s: Script) -> None:
    """Another sues and is supported: in a case of support, during the notice, after talks."""
    _to_supported(s)


@arc(CaseState.FOLLOWING_UP, kinds=SUPPORT)
def support_withdrawn(s: Script) -> None:
    """Support is withdrawn; the decision is to go to the court."""
    _to_supported(s)
    s.later(20, 35)
    withdraw_support(s)


@arc(CaseState.FOLLOWING_UP, kinds=SUPPORT)
def withdrawal_submitted(s: Script) -> None:
    """Support is withdrawn and court and plaintiff know; a case of its own may follow."""
    support_withdrawn(s)
    s.later(1)
    submit_withdrawal(s)


@arc(CaseState.CLOSED, kinds=SUPPORT)
def supported_to_the_end(s: Script) -> None:
    """The plaintiff won."""
    _to_supported(s)
    s.later(60, 80)
    win(s)
    s.later(2, 5)
    close(s, "interest_protected")


def _to_supported(s: Script) -> None:
    match s.kind:
        case CaseKind.SUPPORT:
            to_concluded(s)
        case CaseKind.COMPENSATION:
            right_holder_sued(s)
        case _:
            to_noticed(s)
            s.later(6, 12)
            respond(s, "sues", plaintiff(s)[1])
    s.later(2, 5)
    support(s)
