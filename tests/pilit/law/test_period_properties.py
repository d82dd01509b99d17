"""Periods against a reference that walks the calendar day by day, on invented arrangements.

The reference knows no month arithmetic, no merging of suspensions and no order of moves: it steps
from day to day and asks of each whether it counts.
"""

from collections.abc import Set
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pilit.law.calendar import Calendar, YearArrangement
from pilit.law.periods import Computation, Extension, Kind, Length, Suspension, compute

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Arranged years up to some year, with rests of up to ten days and working weekend days."""
    arrangements = {}
    for year in range(FIRST.year, draw(st.integers(2024, 2029))):
        rest: set[date] = set()
        for first in draw(st.lists(st.integers(0, 340), max_size=5)):
            length = draw(st.integers(1, 10))
            rest |= {date(year, 1, 1) + (first + n) * DAY for n in range(length)}
        weekend = (date(year, 1, 1) + n * DAY for n in draw(st.sets(st.integers(0, 364))))
        working = {day for day in weekend if day.weekday() >= 5} - rest
        arrangements[year] = YearArrangement(year, frozenset(rest), frozenset(working), "invented")
    return Calendar(arrangements)


STARTS = st.dates(FIRST, LAST)
LENGTHS = st.one_of(
    st.integers(1, 100).map(lambda n: Length(days=n)),
    st.integers(1, 24).map(lambda n: Length(months=n)),
    st.integers(1, 2).map(lambda n: Length(years=n)),
)


@st.composite
def suspensions_near(draw: st.DrawFn, start: date) -> list[Suspension]:
    spans = draw(st.lists(st.tuples(st.integers(-20, 150), st.integers(0, 30)), max_size=5))
    return [Suspension(start + a * DAY, start + (a + n) * DAY, "x") for a, n in spans]


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, Length, Calendar, list[Suspension]]:
    start = draw(STARTS)
    return start, draw(LENGTHS), draw(calendars()), draw(suspensions_near(start))


def rests(calendar: Calendar, day: date) -> bool:
    """Rest or not, straight from the arrangements."""
    arrangement = calendar.arrangements.get(day.year)
    if arrangement is not None and day in arrangement.working_days:
        return False
    listed = arrangement is not None and day in arrangement.rest_days
    return (
        listed
        or day.weekday() in (5, 6)
        or f"{day:%m%d}"
        in (["0101", "0501", "1001", "1002", "1003"] + ["0502"] * (day.year > 2024))
    )


def days_of(length: Length, start: date) -> int:
    """How many days a period of this length has, found by looking at every later day."""
    if length.days:
        return length.days
    months = length.months + 12 * length.years
    day, passed, best = start, 0, None
    while passed <= months:
        day += DAY
        passed += day.day == 1
        if passed == months and day.day <= start.day:
            best = day  # the last one seen that is not past the corresponding day
    assert best is not None
    return (best - start).days


def walk(start: date, counted: int, calendar: Calendar, suspended: Set[date]) -> date:
    """The day on which `counted` days have run and the period may end."""
    day = start
    while counted:
        day += DAY
        counted -= day not in suspended
    while rests(calendar, day) or day in suspended:
        day += DAY
    return day


def suspended_days(suspensions: list[Suspension]) -> set[date]:
    return {
        each.start + n * DAY
        for each in suspensions
        if each.end is not None
        for n in range((each.end - each.start).days)
    }


def run(
    case: tuple[date, Length, Calendar, list[Suspension]], *extensions: Extension
) -> Computation:
    start, length, calendar, suspensions = case
    return compute(
        start=start,
        calendar=calendar,
        length=length,
        suspensions=suspensions,
        extensions=extensions,
    )


def end_of(computation: Computation) -> date:
    assert computation.end is not None
    return computation.end


@given(cases())
def test_the_end_agrees_with_walking_day_by_day(
    case: tuple[date, Length, Calendar, list[Suspension]],
) -> None:
    start, length, calendar, suspensions = case
    walked = walk(start, days_of(length, start), calendar, suspended_days(suspensions))
    assert run(case).end == walked


@given(STARTS, LENGTHS, calendars(), LENGTHS, st.data())
def test_an_extended_end_agrees_with_walking(
    start: date, length: Length, calendar: Calendar, more: Length, data: st.DataObject
) -> None:
    first = walk(start, days_of(length, start), calendar, set())
    granted = data.draw(st.dates(start + DAY, first))
    later = Suspension(granted + DAY, granted + data.draw(st.integers(1, 40)) * DAY, "x")
    total = days_of(more, first) + (first - start).days
    walked = walk(start, total, calendar, suspended_days([later]))
    result = run((start, length, calendar, [later]), Extension(granted, more, "chief"))
    assert result.end == walked


@given(STARTS, st.integers(1, 60), calendars())
def test_days_counted_forth_and_back_meet(start: date, number: int, calendar: Calendar) -> None:
    forth = compute(start=start, calendar=calendar, length=Length(days=number))
    back = compute(
        start=forth.natural_end,
        calendar=calendar,
        length=Length(days=number),
        kind=Kind.COUNTS_BACK,
    )
    assert back.end == start


@given(STARTS, st.integers(1, 24), calendars())
def test_months_counted_back_and_forth_never_pass_the_day(
    hearing: date, number: int, calendar: Calendar
) -> None:
    length = Length(months=number)
    back = compute(start=hearing, calendar=calendar, length=length, kind=Kind.COUNTS_BACK)
    assert length.after(end_of(back), calendar) <= hearing


@given(STARTS, st.integers(1, 36), calendars())
def test_months_end_in_their_month_and_never_past_the_day(
    start: date, number: int, calendar: Calendar
) -> None:
    end = Length(months=number).after(start, calendar)
    assert 12 * end.year + end.month == 12 * start.year + start.month + number
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)


@given(cases())
def test_no_period_ends_on_a_rest_day_or_before_its_natural_end(
    case: tuple[date, Length, Calendar, list[Suspension]],
) -> None:
    result = run(case)
    assert not rests(case[2], end_of(result))
    assert end_of(result) >= result.natural_end


@given(STARTS, st.integers(1, 30), calendars())
def test_working_days_are_counted_one_by_one(start: date, number: int, calendar: Calendar) -> None:
    end = end_of(compute(start=start, calendar=calendar, length=Length(working_days=number)))
    between = [start + n * DAY for n in range(1, (end - start).days + 1)]
    assert sum(not rests(calendar, day) for day in between) == number
    assert not rests(calendar, end)


@given(cases(), st.randoms())
def test_the_order_of_suspensions_does_not_matter(
    case: tuple[date, Length, Calendar, list[Suspension]], random: Random
) -> None:
    start, length, calendar, suspensions = case
    shuffled = random.sample(suspensions, len(suspensions))
    assert run(case) == run((start, length, calendar, shuffled))
    # Nor does it matter whether a suspension is told whole, twice, or day by day.
    by_day = [Suspension(day, day + DAY, "x") for day in suspended_days(suspensions)]
    assert run(case).end == run((start, length, calendar, by_day + suspensions)).end
    assert run(case).end == run((start, length, calendar, by_day)).end


@given(cases(), LENGTHS, st.integers(1, 200))
def test_an_extension_never_shortens(
    case: tuple[date, Length, Calendar, list[Suspension]], more: Length, after: int
) -> None:
    extension = Extension(case[0] + after * DAY, more, "chief")
    assert end_of(run(case, extension)) >= end_of(run(case))


@given(cases())
def test_provisional_exactly_where_the_year_of_the_end_is_unarranged(
    case: tuple[date, Length, Calendar, list[Suspension]],
) -> None:
    result = run(case)
    assert result.provisional is not case[2].is_arranged(end_of(result).year)
    assert ("provisional" in [step.kind for step in result.steps]) is result.provisional
