"""PURE: when information is late, and whether a mechanism lives."""

from datetime import date

import pytest

from pilit.law.lengths import Length
from referrals.domain.life import (
    Doings,
    Failing,
    Life,
    Verdict,
    information_due_on,
    is_late,
    late_among,
    verdict_on,
)

TODAY = date(2026, 8, 3)
ESTABLISHED = date(2025, 1, 6)
HALF_A_YEAR = Length(months=6)


@pytest.mark.parametrize(
    ("agreed", "came", "every", "due"),
    [
        ("2026-01-31", None, Length(months=1), "2026-02-28"),
        ("2026-01-05", "2026-03-31", Length(months=1), "2026-04-30"),
        ("2026-01-05", "2026-03-20", Length(days=7), "2026-03-27"),
        # A Sunday, and the national holiday: agreed between organs, no day of rest moves it.
        ("2026-01-05", "2026-07-05", Length(months=1), "2026-08-05"),
        ("2026-01-05", "2026-09-01", Length(months=1), "2026-10-01"),
    ],
)
def test_information_is_due_from_the_day_it_last_came(
    agreed: str, came: str | None, every: Length, due: str
) -> None:
    last = date.fromisoformat(came) if came else None
    assert information_due_on(date.fromisoformat(agreed), last, every).isoformat() == due


def test_it_is_late_from_the_day_after() -> None:
    assert not is_late(TODAY, TODAY)
    assert is_late(date(2026, 8, 2), TODAY)
    assert late_among([TODAY, date(2026, 8, 2), date(2026, 1, 1)], TODAY) == 2


def seen(
    *,
    met: date | None = date(2026, 6, 1),
    done: date | None = None,
    late: tuple[int, int, int] = (0, 0, 0),
    has_ended: bool = False,
    established: date = ESTABLISHED,
) -> Verdict:
    """The verdict on what was seen, today; a meeting is agreed on every half year."""
    tasks, reviews, information = late
    return verdict_on(
        Doings(
            established_on=established,
            meets_every=HALF_A_YEAR,
            met_on=met,
            done_on=done or met,
            tasks_late=tasks,
            reviews_late=reviews,
            information_late=information,
            has_ended=has_ended,
        ),
        TODAY,
    )


def test_it_lives_while_nothing_fails() -> None:
    assert seen() == Verdict(Life.LIVES)
    assert seen(met=date(2026, 2, 3)).life is Life.LIVES
    assert seen(met=None, established=date(2026, 5, 4)).life is Life.LIVES


@pytest.mark.parametrize(
    ("late", "failing"),
    [
        ((2, 0, 0), [Failing.TASKS]),
        ((0, 1, 0), [Failing.REVIEWS]),
        ((0, 0, 3), [Failing.INFORMATION]),
        ((1, 1, 1), [Failing.TASKS, Failing.REVIEWS, Failing.INFORMATION]),
    ],
)
def test_it_falters_where_something_is_late(
    late: tuple[int, int, int], failing: list[Failing]
) -> None:
    found = seen(late=late)
    assert found.life is Life.FALTERS
    assert [reason.failing for reason in found.reasons] == failing
    assert [reason.number for reason in found.reasons] == [number for number in late if number]


def test_without_a_meeting_it_falters_while_something_is_done() -> None:
    found = seen(met=date(2026, 2, 2), done=date(2026, 7, 1))
    assert found.life is Life.FALTERS
    assert found.reasons[0].failing is Failing.NO_MEETING
    assert found.reasons[0].since == date(2026, 2, 2)


def test_it_lies_dormant_where_nothing_at_all_is_done() -> None:
    assert seen(met=date(2026, 2, 2)).life is Life.DORMANT
    assert seen(met=None).life is Life.DORMANT
    assert seen(met=None).reasons[0].since == ESTABLISHED
    assert seen(met=None, done=date(2026, 2, 3)).life is Life.FALTERS
    assert seen(met=None, done=date(2026, 2, 2)).life is Life.DORMANT


def test_what_has_ended_is_not_judged() -> None:
    assert seen(met=None, late=(3, 3, 3), has_ended=True) == Verdict(Life.ENDED)
