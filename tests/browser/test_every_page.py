"""Every page that the whole case does not pass, for every sort of reader."""

import pytest
from django.urls import reverse

from cases.models import Case, Deadline, Draft
from tests.browser.conftest import Clock, Town
from tests.cases.conftest import Story

pytestmark = pytest.mark.browser


@pytest.fixture
def case(town: Town, clock: Clock) -> Case:
    """A case on trial with a draft waiting, and the clock on its day."""
    del town
    story = Story().to_on_trial().later(2)
    clock.now = story.clock
    story.act(".handler", "withdraw_suit", reason="诉讼请求已经全部实现")
    assert story.case is not None
    return story.case


def test_log_in_and_a_wrong_password(town: Town) -> None:
    person = town.visitor()
    person.open("/login/")
    person.page.fill("input[name=username]", "cy.handler")
    person.page.fill("input[name=password]", "wrong")
    person.page.locator("input[name=password]").press("Enter")
    person.page.wait_for_load_state("networkidle")
    person.look()
    assert person.page.input_value("input[name=username]") == "cy.handler"


def test_pages_of_a_procurator(town: Town, case: Case) -> None:
    handler = town.person("cy.handler")
    deadline = Deadline.objects.filter(case=case).order_by("id").first()
    assert deadline is not None
    for path in (
        "/",
        "/clues/",
        "/clues/?state=",
        "/cases/",
        "/cases/?overdue=1",
        "/search/?q=混凝土",
        "/search/?q=没有这样的案件",
        "/notifications/",
        "/profile/",
        "/profile/password/",
        reverse("cases:clue", args=[case.clue.number]),
        reverse("cases:case", args=[case.number]),
        reverse("cases:deadline_explanation", args=[deadline.pk]),
        reverse("cases:draft", args=[Draft.objects.get(status="drafted").pk]),
    ):
        handler.open(path)


@pytest.mark.parametrize("name", ["cy.registrar", "cy.assistant", "bj3.head"])
def test_first_pages_of_colleagues(town: Town, case: Case, name: str) -> None:
    del case
    person = town.person(name)
    for path in ("/", "/cases/", "/notifications/", "/profile/"):
        person.open(path)


def test_pages_of_somebody_without_cases(town: Town) -> None:
    deputy = town.person("npc.deputy")
    for path in ("/", "/notifications/", "/profile/"):
        deputy.open(path)


@pytest.mark.parametrize("name", ["cy-water.leader", "cy-court.judge"])
def test_pages_of_a_facet(town: Town, case: Case, name: str) -> None:
    person = town.person(name)
    for path in (
        "/",
        "/cases/",
        "/search/?q=混凝土",
        "/notifications/",
        reverse("cases:case", args=[case.number]),
    ):
        person.open(path)


def test_a_page_that_is_not_there(town: Town) -> None:
    person = town.person("cy.handler")
    answer = person.page.goto(f"{person.base}/cases/没有这个案号/")
    assert answer is not None
    assert answer.status == 404
    person.faults.clear()  # the browser itself reports the status as an error
    person.look()
