"""The arcs a story may take: from the report to where it stands today."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from agencies.models import Level
from cases.demo.script import Script
from cases.domain.vocabulary import CaseKind, CaseState, ClueState, Domain

LAST: Final = "last"
"""Where a story is placed in time by the day of its last step."""

type Telling = Callable[[Script], None]
type Kinds = frozenset[CaseKind]

AGAINST_ORGANS: Final[Kinds] = frozenset({CaseKind.ADMINISTRATIVE})
AGAINST_WRONGDOERS: Final[Kinds] = frozenset({CaseKind.CIVIL, CaseKind.INCIDENTAL})
ANY: Final[Kinds] = frozenset(CaseKind)
SUED: Final[Kinds] = AGAINST_ORGANS | AGAINST_WRONGDOERS


@dataclass(frozen=True, slots=True)
class Arc:
    """One way a story may go.

    ``ends_in`` is the state the clue, or the case where there is one, comes to; ``kinds`` are those
    of the cases that may go this way. ``appraises``: it needs a matter with an appraisal. ``sues``:
    the suit is brought at the court of the procuratorate's own level, so against no government, and
    a civil one by a branch; ``reports_up``: something is filed with the next higher procuratorate,
    so one must be in the directory. ``at`` is the level it happens at, ``None`` for any;
    ``domains`` are those it can be about, all where there is none.
    """

    name: str
    tell: Telling
    ends_in: ClueState | CaseState
    kinds: Kinds = AGAINST_ORGANS
    appraises: bool = False
    sues: bool = False
    reports_up: bool = False
    at: Level | None = None
    domains: frozenset[Domain] = frozenset()


ARCS: Final[dict[str, Arc]] = {}


def arc(
    ends_in: ClueState | CaseState,
    *,
    kinds: Kinds = AGAINST_ORGANS,
    appraises: bool = False,
    sues: bool = False,
    reports_up: bool = False,
    at: Level | None = None,
    domains: frozenset[Domain] = frozenset(),
) -> Callable[[Telling], Telling]:
    """Enter a telling among the arcs under its own name.

    Raises ``ValueError`` for a name given twice.
    """

    def enter(tell: Telling) -> Telling:
        name = tell.__name__
        if name in ARCS:
            raise ValueError(f"two arcs are called {name}")
        ARCS[name] = Arc(name, tell, ends_in, kinds, appraises, sues, reports_up, at, domains)
        return tell

    return enter
