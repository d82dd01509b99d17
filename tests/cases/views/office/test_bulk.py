"""Many cases at once: assigned one by one, exported without a formula, and only what one sees."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case, Event
from cases.views.office import bulk
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]
Stories = Callable[..., Story]
ASSIGN, EXPORT = "/cases/assign/", "/cases/export/"


@pytest.fixture
def three(stories: Stories) -> list[Case]:
    """Two cases of Chaoyang and one of Haidian."""
    made = [
        stories(*where).to_inquiring().case for where in (("cy",), ("cy", "env"), ("hd", "env"))
    ]
    return [case for case in made if case is not None]


def sheet(person: Browser, **data: Any) -> list[list[Any]]:
    """The rows of an export."""
    answer = person.client.post(EXPORT, data)
    assert answer.status_code == 200
    table = load_workbook(BytesIO(answer.content)).active
    assert table is not None
    return [[cell.value for cell in row] for row in table.iter_rows()]


def test_the_head_gives_cases_to_a_lead(browser: Open, stories: Stories, three: list[Case]) -> None:
    person = browser("cy.head").at(stories().later(60).clock)
    ids = [case.pk for case in three]
    page = person.send(ASSIGN, {"case": ids})
    assert "Assign 2 cases" in page
    assert three[2].number not in page
    sent = {"case": ids, "lead": "cy.handler2", "assign": "1", "query": "mine=1"}
    page = person.send(ASSIGN, sent)
    assert "2 cases are now led by" in page
    assert 'href="/cases/?mine=1"' in page
    for case in three[:2]:
        case.refresh_from_db()
        assert case.handler is not None
        assert case.handler.username == "cy.handler2"
        assert Event.objects.filter(case=case, action="assign_team").count() == 1
    three[2].refresh_from_db()
    assert not Event.objects.filter(case=three[2], action="assign_team").exists()


def test_what_one_case_refuses_does_not_stop_the_others(
    browser: Open, story: Story, three: list[Case]
) -> None:
    story.later(60).case = three[0]
    story.act(
        ".head", "apply_for_recusal", person="cy.handler2", ground="亲属", received_on=story.today
    )
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    page = (
        browser("cy.head")
        .at(story.clock)
        .send(
            ASSIGN,
            {"case": [case.pk for case in three], "lead": "cy.handler2", "assign": "1"},
        )
    )
    assert "1 case is now led by" in page
    assert "1 case was not assigned" in page
    assert "not recused" in page
    assert f'name="case" value="{three[0].pk}"' in page
    assert f'name="case" value="{three[1].pk}"' not in page


def test_what_is_sent_twice_acts_once(browser: Open, stories: Stories, three: list[Case]) -> None:
    person = browser("cy.head").at(stories().later(60).clock)
    sent = {"case": three[0].pk, "lead": "cy.handler2", "assign": "1", "key": "k"}
    for _ in range(2):
        assert "1 case is now led by" in person.send(ASSIGN, sent)
    assert Event.objects.filter(case=three[0], action="assign_team").count() == 1


def test_members_stay(browser: Open, story: Story) -> None:
    story.to_inquiring()
    story.act(".head", "assign_team", lead="cy.handler", members=["cy.assistant"])
    assert story.case is not None
    sent = {
        "case": story.case.pk,
        "lead": "cy.handler2",
        "assign": "1",
        "handover_note": "下周勘验",
    }
    browser("cy.head").at(story.clock).send(ASSIGN, sent)
    team = story.case.team.filter(until__isnull=True).values_list("person__username", "is_lead")
    assert set(team) == {("cy.handler2", True), ("cy.assistant", False)}


@pytest.mark.parametrize("lead", ["", "hd.handler", "cy.assistant", "nobody"])
def test_a_lead_who_cannot_be_one_is_said_at_the_field(
    browser: Open, stories: Stories, three: list[Case], lead: str
) -> None:
    person = browser("cy.head").at(stories().later(60).clock)
    page = person.send(ASSIGN, {"case": three[0].pk, "lead": lead, "assign": "1"})
    assert page.status == 422
    assert 'id="lead-fault"' in page


@pytest.mark.parametrize("ids", [[], ["x", "²"], ["9" * 40]])
def test_nothing_chosen_is_said(browser: Open, stories: Stories, ids: list[str]) -> None:
    page = browser("cy.head").at(stories().clock).send(ASSIGN, {"case": ids, "assign": "1"})
    assert page.status == 200
    assert "No case is chosen" in page


@pytest.mark.parametrize("who", ["cy.handler", "cy.chief", "cy-water.officer"])
def test_only_a_head_assigns(browser: Open, stories: Stories, who: str) -> None:
    person = browser(who).at(stories().clock)
    assert person.send(ASSIGN, {"case": "1"}).status == 403
    assert ASSIGN not in person.open(reverse("cases:cases"))


def test_the_chosen_cases_are_exported_in_ones_columns(
    browser: Open, stories: Stories, three: list[Case]
) -> None:
    person = browser("cy.handler").at(stories().later(60).clock)
    person.send(reverse("cases:columns"), {"column": ["address", "due"]})
    rows = sheet(person, case=[three[0].pk, three[2].pk])
    assert rows[0] == ["Case number", "Title", "Next due", "Due", "Address"]
    assert [row[0] for row in rows[1:]] == [three[0].number]


def test_with_none_chosen_the_list_as_filtered(
    browser: Open, stories: Stories, three: list[Case]
) -> None:
    person = browser("cy.handler").at(stories().later(60).clock)
    numbers = {row[0] for row in sheet(person, query="domain=environment")[1:]}
    assert numbers == {case.number for case in three[:2]}
    assert len(sheet(person, query="domain=heroes")) == 1


def test_no_title_runs_as_a_formula(browser: Open, stories: Stories, three: list[Case]) -> None:
    Case.objects.filter(pk=three[0].pk).update(title="=HYPERLINK(1)", address="＝1+1")
    person = browser("cy.handler").at(stories().later(60).clock)
    person.send(reverse("cases:columns"), {"column": ["address"]})
    assert sheet(person, case=three[0].pk)[1][1:] == ["'=HYPERLINK(1)", "'＝1+1"]


def test_what_does_not_fit_is_owned_up_to(
    browser: Open, stories: Stories, three: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "ROWS", 1)
    rows = sheet(browser("cy.handler").at(stories().later(60).clock))
    assert len(rows) == 3
    assert "Only the first 1" in rows[2][0]


def test_a_facet_exports_nothing(browser: Open, stories: Stories, three: list[Case]) -> None:
    person = browser("cy-water.officer").at(stories().later(60).clock)
    assert person.send(EXPORT, {"case": three[0].pk}).status == 404
