"""Counting periods: rest days, months, suspension, extension, and the words for each step."""

from datetime import date

import pytest

from pilit.law.calendar import Calendar, YearArrangement
from pilit.law.errors import DateOutOfOrder
from pilit.law.explain import STEP_TEXTS, explain
from pilit.law.periods import (
    Computation,
    Extension,
    Kind,
    Length,
    Suspension,
    compute,
    is_in_time,
)


def day(text: str) -> date:
    """A day of 2026 ("05-11"), or any day with its year."""
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


CALENDAR = Calendar(
    {
        2026: YearArrangement(
            2026,
            frozenset(day(f"05-0{n}") for n in range(1, 6))
            | frozenset(day(f"10-0{n}") for n in range(1, 8)),
            frozenset(map(day, ["02-28", "05-09", "09-20", "10-10"])),
            "test",
        )
    }
)
MONTH = Length(months=1)


def pause(first: str, until: str | None, reason: str = "appraisal") -> Suspension:
    return Suspension(day(first), day(until) if until else None, reason, ("Rules 48",))


def extend(on: str, length: Length = MONTH, by: str = "chief") -> Extension:
    return Extension(day(on), length, by, ("Rules 47",))


def count(start: str, length: Length = MONTH, *facts: Suspension | Extension) -> Computation:
    return compute(
        start=day(start),
        calendar=CALENDAR,
        length=length,
        suspensions=[fact for fact in facts if isinstance(fact, Suspension)],
        extensions=[fact for fact in facts if isinstance(fact, Extension)],
        basis=("Rules 47",),
    )


def kinds(computation: Computation) -> list[str]:
    return [step.kind for step in computation.steps]


@pytest.mark.parametrize(
    ("start", "length", "natural_end", "end"),
    [
        ("03-10", Length(months=2), "05-10", "05-11"),
        ("2025-12-31", Length(months=2), "02-28", "02-28"),
        ("2024-02-29", Length(years=2), "02-28", "02-28"),
        ("01-31", Length(months=1), "02-28", "02-28"),
        ("2025-10-31", Length(months=8), "06-30", "06-30"),
        ("06-24", Length(days=15), "07-09", "07-09"),
        ("09-30", Length(working_days=3), "10-10", "10-10"),
        ("09-24", Length(days=10), "10-04", "10-08"),
    ],
)
def test_ends(start: str, length: Length, natural_end: str, end: str) -> None:
    result = count(start, length)
    assert (result.natural_end, result.end) == (day(natural_end), day(end))
    assert not result.provisional
    assert not result.suspended


def test_steps_name_the_rest_the_month_end_and_the_working_weekend() -> None:
    golden_week = count("08-03", Length(months=2))
    assert kinds(golden_week) == ["starts", "natural_end", "rest_day_moves"]
    assert golden_week.steps[2].params == {
        "day": day("10-03"),
        "first": day("10-01"),
        "last": day("10-07"),
        "end": day("10-08"),
    }
    assert kinds(count("03-10", Length(months=2)))[2:] == ["single_rest_day_moves"]
    assert kinds(count("2025-12-31", Length(months=2)))[2:] == [
        "no_such_day",
        "adjusted_working_day",
    ]


def test_a_suspension_adds_its_days_before_rest_days_move_the_end() -> None:
    # Ends on Saturday 16 May; five days more are Thursday 21 May, not Monday 18 plus five.
    result = count("04-16", MONTH, pause("05-06", "05-11"))
    assert (result.natural_end, result.end) == (day("05-16"), day("05-21"))


def test_overlapping_suspensions_count_once_and_keep_their_reasons() -> None:
    result = count("06-01", MONTH, pause("06-10", "06-15", "audit"), pause("06-03", "06-12"))
    assert result.end == day("07-13")
    (step,) = [step for step in result.steps if step.kind == "suspended"]
    assert step.params["reasons"] == ("appraisal", "audit")


def test_adjoining_suspensions_are_one_stretch() -> None:
    result = count("06-01", MONTH, pause("06-10", "06-15"), pause("06-03", "06-10"))
    assert result.end == day("07-13")
    assert kinds(result).count("suspended") == 1


def test_a_suspension_from_before_the_start_counts_from_the_first_counted_day() -> None:
    assert count("06-01", MONTH, pause("05-20", "06-04")).end == day("07-03")
    assert count("06-01", MONTH, pause("05-20", "06-02")).end == day("07-01")
    assert "suspended" not in kinds(count("06-01", MONTH, pause("05-20", "06-02")))


def test_a_suspension_on_the_last_day_counts_and_one_after_it_does_not() -> None:
    assert count("06-01", MONTH, pause("07-01", "07-03")).end == day("07-03")
    late = count("06-01", MONTH, pause("07-02", "07-10"))
    assert late.end == day("07-01")
    assert "suspension_without_effect" in kinds(late)


def test_a_suspension_between_the_last_day_and_the_day_it_moved_to_holds_the_end_back() -> None:
    # Saturday 16 May moves to Monday 18; suspended then, it cannot end before Wednesday.
    result = count("04-16", MONTH, pause("05-18", "05-20"))
    assert result.end == day("05-20")
    assert "suspended_last_day" in kinds(result)


def test_an_open_suspension_has_no_end() -> None:
    result = count("06-01", MONTH, pause("06-10", None), extend("06-20"))
    assert result.end is None
    assert result.suspended
    assert not result.provisional
    assert kinds(result)[2:] == ["suspended_open", "extended_while_suspended"]
    ended_before = count("06-01", MONTH, pause("07-02", None))
    assert (ended_before.end, ended_before.suspended) == (day("07-01"), False)


def test_an_extension_adds_to_the_end_as_moved() -> None:
    # 4 May lies in the rest and moves to 6 May; the month is added to that.
    result = count("04-04", MONTH, extend("04-30"))
    assert result.natural_end == day("05-04")
    assert result.end == day("06-08")  # 6 June is a Saturday
    assert kinds(result)[2:] == ["rest_day_moves", "extended", "rest_day_moves"]


def test_extensions_and_suspensions_take_effect_in_the_order_of_their_days() -> None:
    # Suspended first: to Saturday 11 July, moved to Monday 13, and a month from there.
    suspended_first = count("06-01", MONTH, pause("06-10", "06-20"), extend("06-25"))
    assert suspended_first.end == day("08-13")
    same_day = count("06-01", MONTH, extend("06-10"), pause("06-10", "06-20"))
    assert same_day.end == suspended_first.end
    # Extended first: to 1 August, a Saturday that does not move yet, and ten days from there.
    assert count("06-01", MONTH, extend("06-05"), pause("06-10", "06-20")).end == day("08-11")


def test_two_steps_of_extension() -> None:
    result = count("06-01", MONTH, extend("06-20"), extend("07-15", by="higher_procuratorate"))
    assert result.end == day("09-03")


def test_an_extension_after_the_end_has_no_effect() -> None:
    result = count("06-01", MONTH, extend("07-02"))
    assert result.end == day("07-01")
    assert "extension_without_effect" in kinds(result)
    assert count("06-01", MONTH, extend("07-01")).end == day("08-03")


def test_counting_back_gives_the_last_permissible_day() -> None:
    def back(hearing: str) -> Computation:
        return compute(
            start=day(hearing), calendar=CALENDAR, length=Length(days=3), kind=Kind.COUNTS_BACK
        )

    assert back("08-20").end == day("08-17")
    # Sunday 11 October: moving to Monday would leave two days where the law gives three.
    rest = back("10-14")
    assert rest.end == day("10-11")
    assert rest.steps[1].params["working_day"] == day("10-10")


def test_a_least_period_says_so() -> None:
    result = compute(
        start=day("08-03"), calendar=CALENDAR, length=Length(days=30), kind=Kind.AT_LEAST
    )
    assert result.end == day("09-02")
    assert "at_least" in kinds(result)


def test_a_date_the_decision_names_does_not_move() -> None:
    result = compute(
        start=day("07-01"), calendar=CALENDAR, kind=Kind.AS_STATED, fixed_end=day("10-03")
    )
    assert (result.end, result.provisional) == (day("10-03"), False)


def test_what_is_needed_must_be_given() -> None:
    with pytest.raises(ValueError, match="date stated"):
        compute(start=day("07-01"), calendar=CALENDAR, kind=Kind.AS_STATED)
    with pytest.raises(ValueError, match="length"):
        compute(start=day("07-01"), calendar=CALENDAR)
    with pytest.raises(ValueError, match="one unit"):
        Length()
    with pytest.raises(ValueError, match="one unit"):
        Length(days=1, months=1)
    with pytest.raises(ValueError, match="one unit"):
        Length(days=-1)
    with pytest.raises(ValueError, match="forward"):
        Length(working_days=1).before(day("07-01"))
    with pytest.raises(DateOutOfOrder, match="2026-06-01"):
        pause("06-10", "06-01")


def test_an_end_in_an_unarranged_year_is_provisional_until_the_year_is_arranged() -> None:
    before = count("12-09", Length(months=2))
    assert (before.end, before.provisional) == (day("2027-02-09"), True)
    assert (before.steps[-1].kind, before.steps[-1].params) == ("provisional", {"year": 2027})
    assert before.calendar_version == "2027:unarranged"
    spring = YearArrangement(
        2027, frozenset(date(2027, 2, n) for n in range(5, 12)), frozenset(), "test"
    )
    calendar = Calendar({**CALENDAR.arrangements, 2027: spring})
    after = compute(start=day("12-09"), calendar=calendar, length=Length(months=2))
    assert (after.end, after.provisional) == (day("2027-02-12"), False)
    assert after.calendar_version == calendar.version_of(2027)


def test_the_postmark_decides() -> None:
    end = day("05-11")
    assert is_in_time(day("05-11"), None, end)
    assert not is_in_time(day("05-12"), None, end)
    assert is_in_time(day("05-15"), day("05-11"), end)
    assert not is_in_time(day("05-15"), day("05-12"), end)
    assert is_in_time(day("05-15"), None, None)


def test_every_kind_of_step_has_words_that_its_values_fill() -> None:
    open_ended = pause("06-10", None)
    results = [
        count("08-03", Length(months=2)),
        count("03-10", Length(months=2)),
        count("2025-12-31", Length(months=2)),
        count("04-16", MONTH, pause("05-18", "05-20"), extend("05-19"), extend("09-01")),
        count("06-01", MONTH, open_ended, extend("06-20")),
        count("06-01", MONTH, pause("07-02", "07-10")),
        count("12-09", Length(months=2)),
        compute(start=day("08-03"), calendar=CALENDAR, length=MONTH, kind=Kind.AT_LEAST),
        compute(
            start=day("10-14"), calendar=CALENDAR, length=Length(days=3), kind=Kind.COUNTS_BACK
        ),
        compute(start=day("07-01"), calendar=CALENDAR, kind=Kind.AS_STATED, fixed_end=day("10-03")),
    ]
    steps = [step for result in results for step in result.steps]
    assert {step.kind for step in steps} == set(STEP_TEXTS)
    lines = explain(steps, cite=str.lower)
    assert all("%(" not in line.text for line in lines)
    assert lines[0].text == "The period starts on 2026-08-03; that day itself is not counted."
    assert lines[0].basis == ("cpl 85", "all-i 48")
    assert lines[1].text == "The period of 2 months ends on 2026-10-03."
    assert "Extended on 2026-05-19 by the chief procurator for 1 month" in " ".join(
        line.text for line in lines
    )
