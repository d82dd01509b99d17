"""The ladder of reminders: rungs, turns, next moments."""

import datetime as dt
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.ladder import (
    BEFORE,
    MIDNIGHT,
    MORNING,
    Audience,
    Moment,
    next_moment,
    reached,
    stage_day,
    stages,
    turn,
)

START = dt.date(2026, 3, 26)
DUE = dt.date(2026, 5, 26)
EIGHT = dt.time(8)


def day(offset: int, time: dt.time = EIGHT) -> Moment:
    """So many days after the last day."""
    return DUE + dt.timedelta(days=offset), time


def present(since: Moment, now: Moment, *, after_end: bool = True) -> str | None:
    rung = turn(START, DUE, since, now, after_end=after_end).present
    return rung.name if rung else None


def skipped(since: Moment, now: Moment, *, after_end: bool = True) -> list[str]:
    return [rung.name for rung in turn(START, DUE, since, now, after_end=after_end).skipped]


def test_the_rungs_and_who_stands_on_them() -> None:
    rungs = {rung.name: rung for rung in islice(stages(after_end=True), 9)}
    assert [(rung.name, rung.offset) for rung in rungs.values()] == [
        ("d15", -15),
        ("d7", -7),
        ("d3", -3),
        ("d1", -1),
        ("d0", 0),
        ("o1", 1),
        ("w1", 8),
        ("w2", 15),
        ("w3", 22),
    ]
    assert set(rungs["d15"].audience) == {Audience.RESPONSIBLE, Audience.HANDLER}
    assert Audience.RESPONSIBLE_LEADER in rungs["d3"].audience
    assert Audience.HEAD in rungs["d0"].audience
    assert Audience.CHIEF in rungs["w1"].audience
    assert Audience.SUPERIOR not in rungs["w1"].audience
    assert set(rungs["w2"].audience) == set(Audience)


def test_whoever_is_told_once_is_told_again_further_up() -> None:
    for lower, higher in pairwise(islice(stages(after_end=True), 20)):
        assert set(lower.audience) <= set(higher.audience)


def test_no_rung_on_or_before_the_day_the_period_starts() -> None:
    start = DUE - dt.timedelta(days=3)
    names = [rung.name for rung in reached(start, DUE, day(0), after_end=True)]
    assert names == ["d1", "d0"]


@pytest.mark.parametrize(
    ("now", "name"),
    [
        (day(-15, dt.time(7, 59)), None),
        (day(-15), "d15"),
        (day(-13), "d15"),
        (day(-7), "d7"),
        (day(0, dt.time(7, 59)), "d1"),
        (day(0), "d0"),
        (day(0, dt.time(23, 59)), "d0"),
    ],
)
def test_before_the_end_the_latest_rung_is_sent(now: Moment, name: str | None) -> None:
    assert present(day(-15), now) == name


def test_after_an_outage_only_the_present_rung_is_sent() -> None:
    assert present(day(-15), day(1)) == "o1"
    assert skipped(day(-15), day(1)) == ["d15", "d7", "d3", "d1", "d0"]
    assert present(day(-7), day(16)) == "w2"
    assert skipped(day(-7), day(16)) == ["d7", "d3", "d1", "d0", "o1", "w1"]


def test_nobody_reads_that_it_ends_today_on_the_day_after() -> None:
    night = day(1, dt.time(3))
    assert present(day(0), night) is None
    assert skipped(day(0), night) == ["d0"]


def test_a_rung_that_had_its_turn_is_not_taken_again() -> None:
    # The alarm at midnight is for the end alone.
    assert present(day(1, MIDNIGHT), day(1, MIDNIGHT)) is None
    assert skipped(day(1, MIDNIGHT), day(1, MIDNIGHT)) == []


def test_late_entry_is_told_of_once() -> None:
    entered = day(100, dt.time(15))
    assert present(entered, entered) == "w14"
    assert skipped(entered, entered) == []


def test_late_entry_of_a_running_period_tells_of_no_rung_gone_by() -> None:
    entered = day(-5, dt.time(15))
    assert next_moment(START, DUE, entered, ended=False, after_end=True) == day(-3)
    assert present(day(-3), day(-3)) == "d3"
    assert skipped(day(-3), day(-3)) == []


def test_a_right_that_lapsed_is_no_ones_failure() -> None:
    assert present(day(0), day(30), after_end=False) is None
    assert next_moment(START, DUE, day(1), ended=True, after_end=False) is None
    assert next_moment(START, DUE, day(0), ended=False, after_end=False) == day(1, MIDNIGHT)


def test_the_end_comes_before_the_rung_of_that_morning() -> None:
    assert next_moment(START, DUE, day(0), ended=False, after_end=True) == day(1, MIDNIGHT)
    assert next_moment(START, DUE, day(1, MIDNIGHT), ended=True, after_end=True) == day(1)
    assert next_moment(START, DUE, day(1), ended=True, after_end=True) == day(8)


moments = st.builds(
    lambda offset, hour: day(offset, dt.time(hour)),
    st.integers(min_value=-70, max_value=200),
    st.integers(min_value=0, max_value=23),
)


@given(st.lists(moments, min_size=1, max_size=12), st.integers(min_value=1, max_value=200))
def test_whenever_it_is_swept_each_rung_has_one_turn(sweeps: list[Moment], length: int) -> None:
    """Sweeps at any moments tell of each rung once: sent, passed by, or still to come."""
    start = DUE - dt.timedelta(days=length)
    alarm = next_moment(start, DUE, (start, EIGHT), ended=False, after_end=True)
    seen: list[str] = []
    for now in sorted(sweeps):
        if alarm is None or now < alarm:
            continue
        rung, passed = turn(start, DUE, alarm, now, after_end=True)
        seen += [stage.name for stage in passed] + ([rung.name] if rung else [])
        alarm = next_moment(start, DUE, now, ended=now[0] > DUE, after_end=True)
    assert len(seen) == len(set(seen))
    expected = [stage.name for stage in reached(start, DUE, max(sweeps), after_end=True)]
    assert sorted(seen) == sorted(expected)


@given(moments)
def test_the_next_moment_lies_ahead(now: Moment) -> None:
    following = next_moment(START, DUE, now, ended=now[0] > DUE, after_end=True)
    assert following is not None
    assert following > now


def test_reminders_go_out_in_the_morning() -> None:
    assert MORNING == EIGHT
    assert stage_day(DUE, BEFORE[0]) == dt.date(2026, 5, 11)
