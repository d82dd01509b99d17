"""PURE: the circulation statement (定时通报; Opinions 6): its states, its table, its quarters."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from cases.domain.lifecycle.table import NEW, Table, Who, row
from pilit.law.citations import numeral
from pilit.law.texts import N_


class CirculationState(StrEnum):
    DRAWN_UP = "drawn_up"
    CONFIRMED = "confirmed"
    AGREED = "agreed"


CIRCULATION_STATES = {
    CirculationState.DRAWN_UP: N_("Drawn up, confirmed by neither side"),
    CirculationState.CONFIRMED: N_("Confirmed by one side"),
    CirculationState.AGREED: N_("Agreed by both sides"),
}

_S = CirculationState
_BASIS = "Opinions 6"

CIRCULATION_TABLE: Table = (
    row({NEW}, "draw_up_circulation", _S.DRAWN_UP, Who.SIDE, _BASIS),
    row({_S.DRAWN_UP, _S.CONFIRMED}, "renew_circulation", _S.DRAWN_UP, Who.SIDE, _BASIS),
    row({_S.DRAWN_UP}, "confirm_circulation", _S.CONFIRMED, Who.SIDE_LEADER, _BASIS),
    row({_S.CONFIRMED}, "agree_circulation", _S.AGREED, Who.SIDE_LEADER, _BASIS),
)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year; written ``2026-Q3``."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The quarter of a Beijing date."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """A quarter as it is written, ``None`` for anything else."""
        found = re.fullmatch(r"([0-9]{4})-Q([1-4])", text)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.following.first - dt.timedelta(days=1)

    @property
    def following(self) -> Self:
        """The next one."""
        if self.number == 4:
            return type(self)(self.year + 1, 1)
        return type(self)(self.year, self.number + 1)

    @property
    def before(self) -> Self:
        """The one before."""
        return type(self).of(self.first - dt.timedelta(days=1))

    @property
    def written(self) -> str:
        """As documents write it: 2026年第三季度."""
        return f"{self.year}年第{numeral(self.number)}季度"
