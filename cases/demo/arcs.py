"""The arcs a story may take: from the report to where it stands today."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cases.demo.script import Script
from cases.domain.vocabulary import CaseState, ClueState

LAST: Final = "last"
"""Where a story is placed in time by the day of its last step."""

type Telling = Callable[[Script], None]


@dataclass(frozen=True, slots=True)
class Arc:
    """One way a story may go.

    ``ends_in`` is the state the clue, or the case where there is one, comes to. ``appraises``: it
    needs a matter with an appraisal. ``sues``: the organ must be one that the procuratorate sues at
    the court of its own level, so no government; ``reports_up``: something is filed with the next
    higher procuratorate, so one must be in the directory.
    """

    name: str
    tell: Telling
    ends_in: ClueState | CaseState
    appraises: bool = False
    sues: bool = False
    reports_up: bool = False


ARCS: Final[dict[str, Arc]] = {}


def arc(
    ends_in: ClueState | CaseState,
    *,
    appraises: bool = False,
    sues: bool = False,
    reports_up: bool = False,
) -> Callable[[Telling], Telling]:
    """Enter a telling among the arcs under its own name.

    Raises ``ValueError`` for a name given twice.
    """

    def enter(tell: Telling) -> Telling:
        name = tell.__name__
        if name in ARCS:
            raise ValueError(f"two arcs are called {name}")
        ARCS[name] = Arc(name, tell, ends_in, appraises, sues, reports_up)
        return tell

    return enter
