"""Numbers on real connections: no gap, no repeat, a new count with the Beijing year."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from agencies.directory import write_directory
from agencies.models import Organisation
from cases.actions import perform
from cases.models import Case, LegalDocument, NumberSeries
from cases.services.numbering import give_number
from tests.cases.conftest import Story, actor_of, moment

AT_ONCE = 50


def numbers(count: int, year: int = 2026) -> list[str]:
    return [f"京朝检公终〔{year}〕{number}号" for number in range(1, count + 1)]


def closing(count: int) -> tuple[list[tuple[Case, int]], dt.datetime]:
    """Cases whose closing waits for the chief, and the moment at which it is decided."""
    write_directory(make_password("x"))
    waiting = []
    clock = moment("2026-01-12")
    for index in range(count):
        story = Story(start="2026-01-12").to_inquiring().later(2)
        assert story.case is not None
        draft = story.act(".handler", "close_case", ground="no_failure", note=f"第{index}件").draft
        assert draft is not None
        story.act(".head", "review_draft", draft=draft.pk)
        waiting.append((story.case, draft.pk))
        clock = story.clock
    return waiting, clock


@pytest.mark.django_db(transaction=True)
def test_fifty_decisions_at_once_are_numbered_without_gap_or_repeat() -> None:
    waiting, at = closing(AT_ONCE)
    together = threading.Barrier(AT_ONCE)

    def decide(item: tuple[Case, int]) -> str:
        case, draft = item
        try:
            chief = actor_of("cy.chief", at)
            together.wait(timeout=60)
            perform("decide_draft", case, chief, {"draft": draft}, at)
            return LegalDocument.objects.get(case=case, code="closing_decision").number
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        given = list(pool.map(decide, waiting))
    assert sorted(given) == sorted(numbers(AT_ONCE))
    assert NumberSeries.objects.get(series="公终").last == AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_half_of_the_decisions_rolled_back_leave_no_gap() -> None:
    waiting, at = closing(8)

    def decide(item: tuple[int, tuple[Case, int]]) -> None:
        index, (case, draft) = item
        try:
            with transaction.atomic():
                perform("decide_draft", case, actor_of("cy.chief", at), {"draft": draft}, at)
                transaction.set_rollback(bool(index % 2))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decide, enumerate(waiting)))
    made = LegalDocument.objects.filter(code="closing_decision").order_by("number")
    assert [row.number for row in made] == numbers(4)


@pytest.mark.django_db
@pytest.mark.usefixtures("directory")
def test_the_count_begins_anew_at_midnight_in_beijing() -> None:
    own = Organisation.objects.get(code="cy")
    last = dt.datetime(2026, 12, 31, 15, 59, 59, tzinfo=dt.UTC)
    first = last + dt.timedelta(seconds=1)
    assert timezone.localdate(last) == dt.date(2026, 12, 31)
    given = [give_number(own, "公终", timezone.localdate(at)) for at in (last, last, first)]
    assert given == [*numbers(2), *numbers(1, year=2027)]


@pytest.mark.django_db
@pytest.mark.usefixtures("directory")
def test_a_decision_after_midnight_in_beijing_bears_the_new_year() -> None:
    """At 16:30 in Greenwich on the last day of the year it is next year in Beijing."""
    story = Story(start="2026-12-20").to_inquiring()
    story.at("2027-01-01T00:30")
    story.decided("close_case", ground="no_failure", note="经查")
    made = LegalDocument.objects.get(case=story.case, code="closing_decision")
    assert made.number == "京朝检公终〔2027〕1号"
    assert "2027年1月1日" in made.text
