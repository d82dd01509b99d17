"""Duties as of an earlier day are those that waited on that day."""

import datetime as dt

import pytest

from agencies.actor import Actor
from agencies.models import Organisation
from cases.models import Deadline
from cases.statistics.overdue import AGES, ages, late_by, narrowed, waiting
from cases.statistics.scope import Area
from tests.cases.conftest import Story

pytestmark = pytest.mark.django_db

NOBODY = Actor.anonymous()


def _area() -> Area:
    return Area.under([Organisation.objects.get(code="cy")])


def test_what_waited_on_a_day_is_told_later(story: Story) -> None:
    story.to_awaiting_reply()
    clock = Deadline.objects.get(code="recommendation_reply")
    due = clock.due_on
    assert due is not None

    def told(on: dt.date) -> set[int]:
        return set(waiting(NOBODY, _area(), opens=False, day=on).values_list("pk", flat=True))

    running = set(waiting(NOBODY, _area(), opens=False).values_list("pk", flat=True))
    assert told(clock.start_on) >= running
    assert clock.pk in running
    assert clock.pk not in told(clock.start_on - dt.timedelta(days=1))
    # Done late: until the day before it was waited for.
    late = due + dt.timedelta(days=5)
    Deadline.objects.filter(pk=clock.pk).update(status="missed", met_on=late, fires_at=None)
    assert clock.pk not in set(waiting(NOBODY, _area(), opens=False).values_list("pk", flat=True))
    assert clock.pk in told(late - dt.timedelta(days=1))
    assert clock.pk not in told(late)
    Deadline.objects.filter(pk=clock.pk).update(
        status="cancelled", met_on=None, cancelled_on=late, fires_at=None
    )
    assert clock.pk in told(late - dt.timedelta(days=1))
    assert clock.pk not in told(late)


def test_ages_and_percentiles_are_those_of_the_rows(story: Story) -> None:
    story.to_awaiting_reply()
    day = max(filter(None, Deadline.objects.values_list("due_on", flat=True))) + dt.timedelta(40)
    rows = waiting(NOBODY, _area(), opens=False)
    found = ages(rows, day, "place")
    over = sorted((day - due).days for due in rows.values_list("due_on", flat=True) if due)
    (aged,) = found.values()
    assert aged.late == len(over) == sum(late_by(rows, day, "place").values())
    assert aged.half == (over[(len(over) - 1) // 2] + over[len(over) // 2]) / 2
    for code, number in aged.counts.items():
        assert narrowed(rows, day, age=code).count() == number
    assert set(aged.counts) == set(AGES)
    assert ages(rows, dt.date(2000, 1, 1), "place").popitem()[1].half is None
