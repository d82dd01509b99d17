"""Two clerks at once, on PostgreSQL: threads with connections of their own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from agencies.directory import write_directory
from agencies.models import Organisation
from cases.actions import perform
from cases.models import Case, Draft, Event, NumberSeries, Reply
from cases.services.numbering import give_number
from pilit.law.errors import Conflict, DomainError
from tests.cases.conftest import PASSWORD, Story, actor_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run jobs in threads that start together; what each returned, or the refusal it met."""
    together = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        try:
            together.wait(timeout=30)
            return job()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def busy() -> Story:
    """A story in a database that other connections see."""
    write_directory(make_password(PASSWORD))
    return Story()


def test_two_heads_review_one_draft_once(busy: Story) -> None:
    busy.to_assessed()
    draft = busy.act(
        ".handler", "file_case", kind="administrative", respondent="cy-water", cause="怠于履职"
    ).draft
    assert draft is not None
    assert busy.clue is not None

    def review() -> Any:
        head = actor_of("cy.head", busy.clock)
        return perform("review_draft", busy.clue, head, {"draft": draft.pk}, busy.clock)

    results = at_once(review, review)
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Event.objects.filter(stage="reviewed").count() == 1


def test_the_same_form_sent_twice_at_once_acts_once(busy: Story) -> None:
    busy.to_awaiting_reply().later(10)
    assert busy.case is not None
    data = {
        "kind": "rectified",
        "statement": "已整改",
        "received_on": busy.today,
        "items": [
            {"no": 1, "measure": "已处罚", "status": "done"},
            {"no": 2, "measure": "已追缴", "status": "done"},
        ],
    }

    def send() -> Any:
        officer = actor_of("cy-water.officer", busy.clock)
        return perform("submit_reply", busy.case, officer, data, busy.clock, key="form-1")

    results = at_once(*[send] * 4)
    assert sorted(result.repeated for result in results) == [False, True, True, True]
    assert Reply.objects.count() == 1


def test_two_clerks_with_the_same_version_open_get_one_change_and_one_conflict(busy: Story) -> None:
    busy.to_inquiring()
    assert busy.case is not None
    version = busy.case.version

    def plan(name: str) -> Callable[[], Any]:
        data = {"approach": name, "evidence_sought": "台账"}
        return lambda: perform(
            "plan_inquiry",
            busy.case,
            actor_of(name, busy.clock),
            data,
            busy.clock,
            version=version,
        )

    results = at_once(plan("cy.handler"), plan("cy.handler2"))
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert busy.case.plans.count() == 1


def test_fifty_decisions_at_once_leave_no_gap_and_no_repeat(busy: Story) -> None:
    place = Organisation.objects.get(code="cy")
    day = busy.clock.date()

    def decide(number: int) -> Callable[[], Any]:
        def job() -> str | None:
            try:
                with transaction.atomic():
                    given = give_number(place, "行公建", day)
                    if number % 5 == 0:
                        raise Conflict
                    return given
            except Conflict:
                return None

        return job

    given = [
        number
        for batch in range(5)
        for number in at_once(*[decide(batch * 10 + job) for job in range(1, 11)])
        if number is not None
    ]
    wanted = {f"京朝检行公建〔2026〕{number}号" for number in range(1, 41)}
    assert len(given) == len(set(given)) == 40
    assert set(given) == wanted
    assert NumberSeries.objects.get(series="行公建").last == 40


def test_a_decision_made_twice_at_once_makes_one_case(busy: Story) -> None:
    busy.to_assessed()
    draft = busy.act(
        ".handler", "file_case", kind="administrative", respondent="cy-water", cause="怠于履职"
    ).draft
    assert draft is not None
    busy.act(".head", "review_draft", draft=draft.pk)

    def decide() -> Any:
        chief = actor_of("cy.chief", busy.clock)
        return perform("decide_draft", busy.clue, chief, {"draft": draft.pk}, busy.clock)

    results = at_once(decide, decide, decide)
    assert sum(isinstance(result, Conflict) for result in results) == 2
    assert Case.objects.count() == 1
    assert Draft.objects.get(pk=draft.pk).status == "decided"
