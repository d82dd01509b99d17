"""From a list of supervision: what the registry offers on a row, and back to the list; one question
about many duties; the question first in the work of who is asked.
"""

from collections.abc import Callable
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from cases.models import CaseQuestion
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, Page, action_url, case_url

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
Stories = Callable[..., Story]
ROWS = reverse("cases:figures_overdue_rows")
BACK = f"{ROWS}?age=late&duty=procuratorate#d1"
QUESTION = "为何逾期未送达？"


@pytest.fixture
def late(story: Story) -> Story:
    """The decision to file should have been served long ago."""
    return story.to_inquiring().later(30)


def menu_of(story: Story, kind: str = "case") -> str:
    """The address of the menu of the story's case or clue."""
    target = story.case if kind == "case" else story.clue
    assert target is not None
    return reverse("cases:acts", kwargs={"kind": kind, "number": target.number})


def offered(page: Page) -> list[str]:
    """The actions of the menu, by name."""
    parts = unescape(page.html).split("/actions/")[1:]
    return [part.split("/")[0] for part in parts]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("bj3.handler", ["ask_about", "supervise", "take_up", "designate"]),
        ("bj3.chief", ["ask_about"]),
        ("cy.chief", ["ask_about"]),
        ("cy.head", ["ask_about", "assign_team", "name_substitute"]),
        ("cy.registrar", []),
    ],
)
def test_the_menu_is_what_the_registry_offers(
    browser: Open, late: Story, who: str, names: list[str]
) -> None:
    page = browser(who).at(late.clock).open(menu_of(late), back=BACK, duty="clue")
    assert offered(page) == names
    assert ("Nothing for you to do here" in page) == (not names)


def test_only_who_sees_it_from_inside_has_a_menu(browser: Open, late: Story) -> None:
    late.act(".handler", "serve_filing_decision", served_on=late.today, method="direct")
    for who in ("cy-water.officer", "cy-env.officer", "bj1.handler", "npc.deputy"):
        assert browser(who).at(late.clock).open(menu_of(late)).status == 404
    clue = browser("cy.head").at(late.clock).open(menu_of(late, "clue"))
    assert clue.status == 200


def test_an_action_taken_from_a_list_leads_back_to_its_place(browser: Open, late: Story) -> None:
    case = late.case
    assert case is not None
    chief = browser("bj3.chief").at(late.clock)
    listed = chief.open(ROWS, age="late", duty="procuratorate")
    assert f"{menu_of(late)}?duty=filing_decision_service&amp;back=" in listed.html
    query = {"duty": "filing_decision_service", "back": BACK}
    form = f"{action_url(case, 'ask_about')}?{urlencode(query)}"
    page = chief.open(form)
    assert '<option value="filing_decision_service" selected>' in page
    refused = chief.send(form, {**page.hidden(), "duty": "filing_decision_service"})
    assert refused.status == 422
    sent = {**page.hidden(), "duty": "filing_decision_service", "question": QUESTION}
    answer = chief.client.post(form, sent)
    assert (answer.status_code, answer["Location"]) == (302, BACK)
    away = f"{action_url(case, 'ask_about')}?{urlencode({'back': '//elsewhere.example/'})}"
    sent = {**chief.open(away).hidden(), "question": QUESTION}
    assert chief.client.post(away, sent)["Location"] == case_url(case)


def test_a_longer_list_costs_no_more_queries(browser: Open, late: Story, stories: Stories) -> None:
    chief = browser("bj3.chief").at(late.clock)
    chief.queries(ROWS, age="late")
    one = chief.queries(ROWS, age="late")
    stories("cy", "env").to_inquiring()
    stories("tz", "env").to_inquiring()
    assert chief.queries(ROWS, age="late") == one


def test_one_question_about_many_duties(browser: Open, late: Story, stories: Stories) -> None:
    stories("cy", "env").to_inquiring()
    head = browser("cy.head").at(late.clock)
    ticks = [part.split('"')[0] for part in head.open(ROWS).html.split('name="duty" value="')[1:]]
    assert len(ticks) >= 2
    url, chosen = reverse("cases:ask_many"), {"duty": ticks[:2], "back": BACK}
    asked = head.send(url, chosen)
    assert "Ask about 2 duties" in asked
    assert head.send(url, {**chosen, "ask": "1", "question": " "}).status == 422
    sent = {**chosen, "ask": "1", "question": QUESTION, "key": "k"}
    assert "Asked about 2 duties" in head.send(url, sent)
    assert "Asked about 2 duties" in head.send(url, sent), "sent twice, asked once"
    assert CaseQuestion.objects.count() == 2
    again = head.send(url, {**sent, "key": "other"})
    assert "You have asked about this already" in again
    assert "No duty is chosen" in head.send(url, {})
    assert "Asked about 0 duties" in browser("cy.handler").at(late.clock).send(url, sent)
    for who in ("cy.assistant", "cy-water.officer", "npc.deputy"):
        assert browser(who).at(late.clock).send(url, sent).status == 404


def test_a_question_comes_first_in_the_work_of_who_is_asked(browser: Open, late: Story) -> None:
    late.act("bj3.head", "ask_about", question=QUESTION)
    page = browser("cy.handler").at(late.clock).open("/")
    assert page.html.index("Asked of me") < page.html.index("Overdue")
    assert QUESTION in page
    question = CaseQuestion.objects.get()
    assert f"/actions/answer_question/?question={question.pk}" in page
    case = late.case
    assert case is not None
    assert QUESTION in browser("cy.handler").at(late.clock).open(case_url(case))
    head = browser("cy.head").at(late.clock).open("/")
    assert "Asked of me" not in head
    late.act(".handler", "answer_question", answer="今日送达", on=late.today)
    told = browser("bj3.head").at(late.clock).open(case_url(case))
    assert "今日送达" in told
