"""A case nobody has: it is said everywhere, and the head's work list has it with its button."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.models import Case, FormDraft, Recusal
from tests.cases.api.conftest import As, Clock, address
from tests.cases.api.conftest import as_ as as_
from tests.cases.api.conftest import clock as clock
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, action_url, case_url

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]


@pytest.fixture
def orphan(story: Story) -> Story:
    """Its handler was recused."""
    story.to_inquiring()
    story.act(
        ".handler",
        "apply_for_recusal",
        person="cy.handler",
        ground="近亲属",
        received_on=story.today,
    )
    story.act(".chief", "decide_recusal", upheld=True, on=story.today)
    return story


def test_the_head_finds_it_in_their_work(browser: Open, orphan: Story) -> None:
    assert orphan.case is not None
    page = browser("cy.head").at(orphan.clock).open(reverse("cases:work"))
    assert "Waiting for a handler" in page
    assert action_url(orphan.case, "assign_team") in page
    for name in ("cy.chief", "cy.handler2", "hd.head", "bj3.head"):
        assert "Waiting for a handler" not in browser(name).at(orphan.clock).open(
            reverse("cases:work")
        )


def test_assigned_it_waits_no_more(browser: Open, orphan: Story) -> None:
    orphan.act(".head", "assign_team", lead="cy.handler2")
    page = browser("cy.head").at(orphan.clock).open(reverse("cases:work"))
    assert "Waiting for a handler" not in page


@pytest.mark.parametrize("who", ["cy.head", "cy.chief", "cy.handler2", "bj3.head"])
def test_lists_and_file_stand_it(browser: Open, orphan: Story, who: str) -> None:
    assert orphan.case is not None
    person = browser(who).at(orphan.clock)
    assert "No handler yet" in person.open(reverse("cases:cases"))
    assert person.open(case_url(orphan.case)).status == 200


def test_the_api_says_null(as_: As, clock: Clock, orphan: Story) -> None:
    assert orphan.case is not None
    clock.moment = orphan.clock
    client = as_("cy.head")
    assert client.get(address("cases", orphan.case.number)).json()["handler"] is None
    assert client.get("/api/v1/cases/").json()["results"][0]["handler"] is None


def test_nobody_is_offered_a_button_they_cannot_use(browser: Open, orphan: Story) -> None:
    assert orphan.case is not None
    page = browser("cy.head").at(orphan.clock).open(reverse("cases:work"))
    assert action_url(orphan.case, "serve_filing_decision") not in page


def test_a_substitute_finds_the_case_in_their_work(browser: Open, story: Story) -> None:
    case = story.to_inquiring().case
    assert case is not None
    work = reverse("cases:work")
    assert case.title not in browser("cy.handler2").at(story.clock).open(work)
    story.act(
        ".head",
        "name_substitute",
        person="cy.handler2",
        until=story.today,
        **{"from": story.today},
    )
    assert case.title in browser("cy.handler2").at(story.clock).open(work)
    assert case.title not in browser("cy.handler2").at(story.later(1).clock).open(work)


def test_a_form_begun_on_a_case_no_longer_seen_is_not_listed(browser: Open, story: Story) -> None:
    case = story.to_inquiring().case
    assert isinstance(case, Case)
    person = browser("cy.assistant").at(story.clock)
    FormDraft.objects.create(
        person=person.user, action="plan_inquiry", case=case, data={}, saved_at=story.clock
    )
    assert case.title in person.open(reverse("cases:work"))
    Recusal.objects.create(
        case=case, person=person.user, decided_on=story.clock.date(), ground="亲属"
    )
    assert case.title not in person.open(reverse("cases:work"))
