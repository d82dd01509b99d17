"""The end of a period, computed from facts, with every step that led to it.

All dates are Beijing dates. Nothing is counted down: the same facts always give the same end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from pilit.law.calendar import DAY, Calendar
from pilit.law.explain import (
    CORRESPONDING_DAY,
    COUNTING,
    HOLIDAYS,
    STEP_TEXTS,
    Step,
    grantor_text,
)
from pilit.law.extensions import Extension, ExtensionStep, check_extension
from pilit.law.lengths import Length
from pilit.law.suspensions import Stretch, Suspension, merge
from pilit.law.texts import Param

__all__ = [
    "STEP_TEXTS",
    "Computation",
    "Extension",
    "ExtensionStep",
    "Kind",
    "Length",
    "Step",
    "Suspension",
    "check_extension",
    "compute",
    "is_in_time",
]


class Kind(StrEnum):
    """How a rule measures its period."""

    FROM = "from"
    """Forward from the start; the end is the last day."""
    AT_LEAST = "at_least"
    """Forward from the start; the end is the earliest day on which it may be over."""
    COUNTS_BACK = "counts_back"
    """Back from the start (a hearing); the end is the last day on which the duty can be done."""
    AS_STATED = "as_stated"
    """The decision names the date."""


@dataclass(frozen=True)
class Computation:
    """What came out.

    `end` is the last day of the period, None while it is suspended; `natural_end` the end before
    suspensions, extensions and rest days moved it; `provisional` whether the end rests on a year
    whose holidays are not arranged; `suspended` whether a suspension is open; `calendar_version`
    the versions (`Calendar.version_of`) of the years from the natural end to the end, joined by
    "+".
    """

    end: date | None
    natural_end: date
    provisional: bool
    suspended: bool
    calendar_version: str
    steps: tuple[Step, ...]


def compute(
    *,
    start: date,
    calendar: Calendar,
    length: Length | None = None,
    kind: Kind = Kind.FROM,
    fixed_end: date | None = None,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Extension] = (),
    basis: tuple[str, ...] = (),
) -> Computation:
    """Compute the end of the period that `start`, the date of its start fact, sets going.

    Suspensions and extensions are taken in the order of their days (a suspension before an
    extension of the same day). A suspension adds its calendar days to the end before rest days
    move it; an extension adds its length to the end as it then stands, moved; either has no effect
    where it comes after the end. Last, an end on a rest day moves to the first day after the rest.
    Periods counted back and dates a decision names do not move and are neither suspended nor
    extended.

    `fixed_end` is for `Kind.AS_STATED` alone, `length` for all others; `basis` are the citations of
    the rule. Raises `ValueError` where the one needed is missing.
    """
    if kind is Kind.AS_STATED:
        if fixed_end is None:
            raise ValueError("a period as stated needs the date stated")
        step = Step("as_stated", {"day": fixed_end}, basis)
        return Computation(
            fixed_end, fixed_end, False, False, calendar.version_of(fixed_end.year), (step,)
        )
    if length is None:
        raise ValueError("this kind of period needs a length")
    if kind is Kind.COUNTS_BACK:
        return _count_back(start, length, calendar, basis)
    count = _Count.begin(start, length, calendar, basis, at_least=kind is Kind.AT_LEAST)
    natural_end = count.last
    events: list[Stretch | Extension] = [*merge(suspensions, start + DAY), *extensions]
    for event in sorted(events, key=_when):
        if isinstance(event, Stretch):
            count.suspend(event)
        else:
            count.extend(event)
    return count.finish(natural_end)


def is_in_time(received_on: date, posted_on: date | None, end: date | None) -> bool:
    """Whether a document came within the period (CPL 85: time in the post is not counted).

    The postmark decides where there is one. While the period is suspended (`end` None) nothing is
    late.
    """
    return end is None or (posted_on or received_on) <= end


def _when(event: Stretch | Extension) -> tuple[date, int]:
    return (event.first, 0) if isinstance(event, Stretch) else (event.granted_on, 1)


def _count_back(
    hearing: date, length: Length, calendar: Calendar, basis: tuple[str, ...]
) -> Computation:
    day = length.before(hearing)
    steps = [Step("counts_back", {"start": hearing, "length": length.text, "day": day}, basis)]
    if calendar.is_rest_day(day):
        before = calendar.previous_working_day(day)
        steps.append(Step("counts_back_rest_day", {"day": day, "working_day": before}))
    return Computation(day, day, False, False, calendar.version_of(day.year), tuple(steps))


@dataclass
class _Count:
    """A count under way: `last` is the period's last day before rest days move it."""

    calendar: Calendar
    last: date
    suspended: bool = False
    unarranged: set[int] = field(default_factory=set)
    steps: list[Step] = field(default_factory=list)

    @classmethod
    def begin(
        cls,
        start: date,
        length: Length,
        calendar: Calendar,
        basis: tuple[str, ...],
        *,
        at_least: bool,
    ) -> "_Count":
        count = cls(calendar, start)
        count.say("starts", COUNTING, start=start)
        count.add(length)
        count.say("natural_end", basis, length=length.text, day=count.last)
        if length.lacks_corresponding_day(start, count.last):
            count.say("no_such_day", CORRESPONDING_DAY, number=start.day, day=count.last)
        if at_least:
            count.say("at_least", basis)
        return count

    def say(self, kind: str, basis: tuple[str, ...] = (), **params: Param) -> None:
        self.steps.append(Step(kind, params, basis))

    def add(self, length: Length) -> None:
        first = self.last
        self.last = length.after(first, self.calendar)
        if length.working_days:
            self.rest_on(first, self.last)

    def rest_on(self, first: date, last: date) -> None:
        """Note the years between `first` and `last` whose holidays the result depends on."""
        years = range(first.year, last.year + 1)
        self.unarranged |= {year for year in years if not self.calendar.is_arranged(year)}

    @property
    def end(self) -> date:
        """The end as it stands: the last day, moved by rest days."""
        return self.calendar.next_working_day(self.last)

    def suspend(self, stretch: Stretch) -> None:
        if stretch.first > self.end:
            self.say("suspension_without_effect", stretch.basis, first=stretch.first, end=self.end)
            return
        if stretch.until is None:
            self.suspended = True
            self.say("suspended_open", stretch.basis, first=stretch.first, reasons=stretch.reasons)
            return
        added = (stretch.until - stretch.first).days
        self.last += timedelta(days=added)
        self.say(
            "suspended",
            stretch.basis,
            first=stretch.first,
            until=stretch.until,
            reasons=stretch.reasons,
            length=Length(days=added).text,
            day=self.last,
        )
        # A suspension that begins between the last day and the working day it moved to is longer
        # than what it adds: the period does not run in it, so it cannot end in it either.
        if self.last < stretch.until:
            self.last = stretch.until
            self.say("suspended_last_day", stretch.basis, day=self.last)

    def extend(self, extension: Extension) -> None:
        facts: dict[str, Param] = {
            "granted_on": extension.granted_on,
            "granted_by": grantor_text(extension.granted_by),
            "length": extension.length.text,
        }
        if self.suspended:
            self.say("extended_while_suspended", extension.basis, **facts)
            return
        if extension.granted_on > self.end:
            self.say(
                "extension_without_effect",
                extension.basis,
                granted_on=extension.granted_on,
                end=self.end,
            )
            return
        self.last = base = self.move()
        self.add(extension.length)
        self.say("extended", extension.basis, **facts, end=base, day=self.last)
        if extension.length.lacks_corresponding_day(base, self.last):
            self.say("no_such_day", CORRESPONDING_DAY, number=base.day, day=self.last)

    def move(self) -> date:
        """Move the end off rest days, say so, and return it."""
        end = self.end
        if end != self.last:
            first, last = self.calendar.rest_around(self.last)
            if first == last:
                self.say("single_rest_day_moves", COUNTING, day=self.last, end=end)
            else:
                self.say("rest_day_moves", COUNTING, day=self.last, first=first, last=last, end=end)
        if self.calendar.is_adjusted_working_day(end):
            self.say("adjusted_working_day", COUNTING, day=end)
        self.rest_on(self.last, end)
        return end

    def finish(self, natural_end: date) -> Computation:
        end = None if self.suspended else self.move()
        for year in sorted(self.unarranged) if end else ():
            self.say("provisional", HOLIDAYS, year=year)
        years = range(natural_end.year, (end or natural_end).year + 1)
        return Computation(
            end=end,
            natural_end=natural_end,
            provisional=end is not None and bool(self.unarranged),
            suspended=self.suspended,
            calendar_version="+".join(self.calendar.version_of(year) for year in years),
            steps=tuple(self.steps),
        )
