"""The last days of periods, counted by the rule book and remembered: many stories ask for them."""

import datetime as dt
from typing import Final

from cases.domain.rulebook import Procedure, rule
from cases.domain.vocabulary import CaseKind
from pilit.law.calendar import Calendar
from pilit.law.extensions import Extension
from pilit.law.lengths import Length

#: The periods of a clue, before there is a procedure to follow.
_OF_CLUES: Final = frozenset({"clue_assessment"})


class Periods:
    """Counts periods under one calendar."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[object, ...], dt.date] = {}

    def end(
        self,
        code: str,
        start: dt.date,
        kind: CaseKind,
        *,
        stated: dt.date | None = None,
        extensions: tuple[tuple[str, dt.date], ...] = (),
    ) -> dt.date:
        """The last day of a period that starts on a Beijing date, in a case of this kind.

        ``stated`` is the end a judgment names; ``extensions`` are by whom and when, a month each.
        """
        procedure = None if code in _OF_CLUES else Procedure.of(kind)
        key = (code, start, procedure, stated, extensions)
        if key not in self._known:
            self._known[key] = self._count(code, start, procedure, stated, extensions)
        return self._known[key]

    def _count(
        self,
        code: str,
        start: dt.date,
        procedure: Procedure | None,
        stated: dt.date | None,
        extensions: tuple[tuple[str, dt.date], ...],
    ) -> dt.date:
        computed = rule(code, start, procedure).compute(
            start,
            self.calendar,
            fixed_end=stated,
            extensions=[Extension(on, Length(months=1), by) for by, on in extensions],
            procedure=procedure,
        )
        if computed.end is None:
            raise ValueError(f"{code} has no end")
        return computed.end
