"""Rest days, adjusted working days, and the versions of what is known of a year."""

from datetime import date, timedelta

import pytest

from pilit.law.calendar import Calendar, YearArrangement, is_fixed_holiday
from pilit.law.errors import Invalid


def days(*texts: str) -> frozenset[date]:
    return frozenset(date.fromisoformat(text) for text in texts)


# As the State Council arranged them; National Day and Labour Day are enough here.
OF_2026 = YearArrangement(
    2026,
    days(*(f"2026-05-0{d}" for d in range(1, 6)), *(f"2026-10-0{d}" for d in range(1, 8))),
    days("2026-05-09", "2026-09-20", "2026-10-10"),
    "国办发明电〔2025〕",
)
CALENDAR = Calendar({2026: OF_2026})


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        ("2026-05-04", True),  # Monday inside the Labour Day rest
        ("2026-05-06", False),
        ("2026-05-09", False),  # Saturday turned into a working day
        ("2026-05-10", True),  # an ordinary Sunday
        ("2026-10-10", False),
        ("2026-10-11", True),
    ],
)
def test_rest_days_of_an_arranged_year(day: str, rests: bool) -> None:
    assert CALENDAR.is_rest_day(date.fromisoformat(day)) is rests


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        ("2027-01-01", True),
        ("2027-05-02", True),
        ("2027-05-03", False),  # Monday: in rest most years, but only by arrangement
        ("2027-10-03", True),
        ("2027-10-04", False),
        ("2027-02-08", False),  # Spring Festival is lunar and unknown
        ("2027-02-06", True),  # Saturday
        ("2024-05-02", False),  # the second day of Labour Day came with 2025
        ("2025-05-02", True),
    ],
)
def test_an_unarranged_year_knows_weekends_and_fixed_holidays(day: str, rests: bool) -> None:
    assert CALENDAR.is_rest_day(date.fromisoformat(day)) is rests


def test_fixed_holidays_of_a_year() -> None:
    every_day = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [f"{d:%m-%d}" for d in every_day if is_fixed_holiday(d)] == [
        "01-01",
        "05-01",
        "05-02",
        "10-01",
        "10-02",
        "10-03",
    ]


def test_walking_over_working_days() -> None:
    assert CALENDAR.next_working_day(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CALENDAR.next_working_day(date(2026, 10, 8)) == date(2026, 10, 8)
    assert CALENDAR.previous_working_day(date(2026, 10, 3)) == date(2026, 9, 30)
    assert CALENDAR.add_working_days(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CALENDAR.add_working_days(date(2026, 10, 3), 0) == date(2026, 10, 3)
    assert CALENDAR.rest_around(date(2026, 5, 10)) == (date(2026, 5, 10), date(2026, 5, 10))
    assert CALENDAR.rest_around(date(2026, 10, 3)) == (date(2026, 10, 1), date(2026, 10, 7))
    with pytest.raises(ValueError, match="no rest day"):
        CALENDAR.rest_around(date(2026, 5, 9))
    with pytest.raises(ValueError, match="forward"):
        CALENDAR.add_working_days(date(2026, 9, 30), -1)


def test_an_arrangement_may_reach_back_into_december() -> None:
    # In 2018 the arrangement for 2019 made 29 December a working Saturday and 31 December a rest.
    of_2019 = YearArrangement(
        2019,
        days("2018-12-30", "2018-12-31", "2019-01-01"),
        days("2018-12-29"),
        "国办发明电〔2018〕",
    )
    before, after = Calendar({}), Calendar({2019: of_2019})
    assert before.is_rest_day(date(2018, 12, 29))
    assert not before.is_rest_day(date(2018, 12, 31))
    assert not after.is_rest_day(date(2018, 12, 29))
    assert after.is_rest_day(date(2018, 12, 31))
    assert before.version_of(2018) != after.version_of(2018)
    assert not after.is_arranged(2018)


def test_versions_follow_what_is_known() -> None:
    same = Calendar({2026: OF_2026})
    of_2027 = YearArrangement(2027, days("2027-02-08"), frozenset(), "draft")
    more = Calendar({2026: OF_2026, 2027: of_2027})
    assert same == CALENDAR
    assert same.version == CALENDAR.version != more.version
    assert CALENDAR.version_of(2027) == "2027:unarranged"
    assert more.version_of(2027) != "2027:unarranged"
    assert more.version_of(2026) == CALENDAR.version_of(2026)
    swapped = YearArrangement(2027, frozenset(), days("2027-02-08"), "draft")
    assert Calendar({2027: swapped}).version_of(2027) != more.version_of(2027)


def test_a_calendar_does_not_change_with_the_mapping_it_was_made_of() -> None:
    arrangements = {2026: OF_2026}
    calendar = Calendar(arrangements)
    arrangements.clear()
    assert calendar.is_arranged(2026)


def test_contradictions_are_refused() -> None:
    with pytest.raises(Invalid) as both:
        YearArrangement(2027, days("2027-02-08"), days("2027-02-08"), "")
    assert list(both.value.errors) == ["working_days"]
    with pytest.raises(Invalid) as elsewhere:
        YearArrangement(2027, days("2026-11-30"), frozenset(), "")
    assert list(elsewhere.value.errors) == ["rest_days"]
    with pytest.raises(ValueError, match="entered under 2027"):
        Calendar({2027: OF_2026})
