"""Stretches of days in which a period does not run."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pilit.law.errors import DateOutOfOrder
from pilit.law.texts import N_, Text


@dataclass(frozen=True)
class Suspension:
    """A suspension from `start` up to, not including, `end` (Beijing dates); None: still open.

    `reason` is shown as it is, or translated where it is a `Text`. Raises `DateOutOfOrder` if it
    ends before it starts.
    """

    start: date
    end: date | None
    reason: str | Text
    basis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise DateOutOfOrder(
                N_(
                    "The suspension from %(start)s cannot end on %(end)s, before it begins. Correct"
                    " one of the dates."
                ),
                params={"start": self.start, "end": self.end},
            )


@dataclass(frozen=True)
class Stretch:
    """Suspended days without a gap, from `first` up to, not including, `until`; None: open."""

    first: date
    until: date | None
    reasons: tuple[str | Text, ...]
    basis: tuple[str, ...]


def merge(suspensions: Iterable[Suspension], not_before: date) -> tuple[Stretch, ...]:
    """Merge suspensions that overlap or adjoin, so that each day counts once.

    Days before `not_before`, the first day the period counts, are left out, and what is empty then
    falls away. The order of `suspensions` does not matter.
    """
    merged: list[Stretch] = []
    for each in sorted(suspensions, key=_place):
        first = max(each.start, not_before)
        if each.end is not None and each.end <= first:
            continue
        stretch = Stretch(first, each.end, (each.reason,), each.basis)
        if merged and (merged[-1].until is None or first <= merged[-1].until):
            merged[-1] = _join(merged[-1], stretch)
        else:
            merged.append(stretch)
    return tuple(merged)


def _place(suspension: Suspension) -> tuple[date, date, str, tuple[str, ...]]:
    return (suspension.start, suspension.end or date.max, str(suspension.reason), suspension.basis)


def _join(one: Stretch, other: Stretch) -> Stretch:
    until = None if one.until is None or other.until is None else max(one.until, other.until)
    return replace(
        one,
        until=until,
        reasons=one.reasons + tuple(r for r in other.reasons if r not in one.reasons),
        basis=one.basis + tuple(b for b in other.basis if b not in one.basis),
    )
