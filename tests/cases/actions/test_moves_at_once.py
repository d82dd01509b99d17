"""Two who move one case at once, on PostgreSQL: one moves it, the other is refused."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from agencies.directory import write_directory
from cases.actions import perform
from cases.models import CaseMove, Entrustment, Supervision
from cases.verification import verify
from pilit.law.errors import Conflict, DomainError, NotFound, WrongState
from tests.cases.actions.test_concurrency import at_once
from tests.cases.conftest import PASSWORD, Story, actor_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy() -> Story:
    """A story in a database that other connections see."""
    write_directory(make_password(PASSWORD))
    return Story().to_inquiring()


def job(story: Story, who: str, action: str, version: int | None = None, /, **data: Any) -> Any:
    """An action on the case, to be taken in a thread."""
    return lambda: perform(
        action, story.case, actor_of(who, story.clock), data, story.clock, version=version
    )


def test_two_superiors_with_the_same_page_open_get_one_move_and_one_conflict(busy: Story) -> None:
    assert busy.case is not None
    version = busy.case.version
    results = at_once(
        job(busy, "bj3.handler", "take_up", version),
        job(busy, "bj.handler", "designate", version, to="tz"),
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert CaseMove.objects.count() == 1


def test_without_a_version_the_second_finds_the_case_where_the_first_left_it(busy: Story) -> None:
    results = at_once(job(busy, "bj3.handler", "take_up"), job(busy, "bj3.head", "take_up"))
    refused = [result for result in results if isinstance(result, DomainError)]
    assert len(refused) == 1
    assert CaseMove.objects.count() == 1


def test_a_move_and_an_act_of_the_giver_do_not_cross(busy: Story) -> None:
    plan = {"approach": "勘查", "evidence_sought": "台账"}
    results = at_once(
        job(busy, "bj3.handler", "take_up"), job(busy, "cy.handler", "plan_inquiry", **plan)
    )
    assert not isinstance(results[0], DomainError)
    assert busy.case is not None
    busy.case.refresh_from_db()
    assert busy.case.procuratorate.code == "bj3"
    planned = not isinstance(results[1], DomainError)
    assert busy.case.plans.count() == planned
    shards = list(busy.case.events.order_by("id").values_list("shard__code", "action"))
    assert shards[-1] == ("bj3", "take_up")
    assert all(verdict.broken is None for verdict in verify())


def test_one_letter_and_one_supervision_at_a_time(busy: Story) -> None:
    letter = {"to": "hd", "matter": "询问", "received_on": busy.today}
    results = at_once(*[job(busy, "cy.handler", "entrust_inquiry", **letter)] * 3)
    assert sum(isinstance(result, WrongState) for result in results) == 2
    assert Entrustment.objects.count() == 1
    results = at_once(*[job(busy, "bj3.head", "supervise", reason="关注")] * 3)
    assert sum(isinstance(result, WrongState) for result in results) == 2
    assert Supervision.objects.count() == 1


def test_a_letter_is_answered_once(busy: Story) -> None:
    letter = {"to": "hd", "matter": "询问", "received_on": busy.today}
    busy.act("cy.handler", "entrust_inquiry", **letter)
    answer = {"on": busy.today, "findings": "已核实"}
    results = at_once(
        job(busy, "hd.handler", "answer_entrusted_inquiry", **answer),
        job(busy, "hd.head", "answer_entrusted_inquiry", **answer),
    )
    assert sum(isinstance(result, WrongState) for result in results) == 1
    assert not any(isinstance(result, NotFound) for result in results)
