"""Who may refer what to whom: a table to be read.

Bodies are the kinds of organisations of the directory; police, tax and market supervision are
organs, and so is a right-holder of ecological compensation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from referrals.domain.vocabulary import ReferralKind as K


class Body(StrEnum):
    PROCURATORATE = "procuratorate"
    ORGAN = "organ"
    COURT = "court"
    COMMISSION = "commission"


@dataclass(frozen=True, slots=True)
class Direction:
    """``sender`` may send these kinds to ``receiver``.

    ``returnable``: the receiver may send it back with a reason; between procuratorates it may not,
    it accepts or reports upward (Rules 26). ``from_case``: these kinds arise in handling a case,
    which is named.
    """

    sender: Body
    receiver: Body
    kinds: frozenset[K]
    basis: str
    returnable: bool = True
    from_case: frozenset[K] = frozenset()


_P, _O, _COURT, _DISC = Body.PROCURATORATE, Body.ORGAN, Body.COURT, Body.COMMISSION
_CLUES = frozenset({K.CIVIL_CLUE, K.PUBLIC_INTEREST_CLUE, K.OTHER})
_DISCIPLINE = frozenset({K.DISCIPLINE_CLUE})

DIRECTIONS: tuple[Direction, ...] = (
    # With the penalty decision and the evidence, where the organ has given one.
    Direction(_O, _P, _CLUES, "Opinions 3(1), 5(2)"),
    Direction(_COURT, _P, _CLUES, "Opinions 7"),
    Direction(_DISC, _P, _CLUES, "Opinions 6"),
    Direction(
        _P,
        _DISC,
        frozenset({K.DISCIPLINE_CLUE, K.CRIME_CLUE, K.OTHER}),
        "Opinions 6",
        from_case=_DISCIPLINE,
    ),
    Direction(
        _P,
        _P,
        frozenset(K) - {K.DISCIPLINE_CLUE, K.COMPENSATION_CLUE},
        "Rules 26",
        returnable=False,
    ),
    # The police or another department; the right-holder of the compensation.
    Direction(_P, _O, frozenset({K.CRIME_CLUE, K.COMPENSATION_CLUE, K.OTHER}), "Opinions 5(2), 7"),
)
#: Kinds that a procuratorate may register as a clue of its own when it accepts them.
BECOME_CLUES = frozenset({K.CIVIL_CLUE, K.PUBLIC_INTEREST_CLUE, K.COMPENSATION_CLUE, K.OTHER})


def direction(sender: str, receiver: str) -> Direction | None:
    """The row for a sender and a receiver, ``None`` where nothing is referred that way."""
    return next(
        (row for row in DIRECTIONS if (row.sender, row.receiver) == (sender, receiver)), None
    )


def receivers_of(senders: Iterable[str]) -> frozenset[str]:
    """The kinds of organisations that may be sent something."""
    given = set(senders)
    return frozenset(row.receiver for row in DIRECTIONS if row.sender in given)


def kinds_of(senders: Iterable[str]) -> list[K]:
    """The kinds that may be sent by any of these, in the order of the vocabulary."""
    given = set(senders)
    found = {kind for row in DIRECTIONS if row.sender in given for kind in row.kinds}
    return [kind for kind in K if kind in found]
