"""The forms of team, recusal, look-back and respondent; what a party's form does not tell."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from agencies.models import User
from cases.models import Case
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser, action_url, case_url

pytestmark = pytest.mark.django_db
Open = Callable[[str], Browser]


@pytest.fixture
def served(story: Story) -> Story:
    story.to_awaiting_reply()
    return story


def _case(story: Story) -> Case:
    assert story.case is not None
    return story.case


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("cy.head", "assign_team"),
        ("cy.head", "name_substitute"),
        ("cy.handler", "name_substitute"),
        ("cy.handler", "apply_for_recusal"),
        ("cy.head", "apply_for_recusal"),
        ("cy.chief", "apply_for_recusal"),
        ("cy.handler", "look_back"),
    ],
)
def test_forms_open(browser: Open, served: Story, who: str, name: str) -> None:
    page = browser(who).at(served.clock).open(action_url(_case(served), name))
    assert page.status == 200


def test_the_forms_of_a_recusal_one_after_the_other(browser: Open, served: Story) -> None:
    case = _case(served)
    handler = User.objects.get(username="cy.handler2")
    today = served.today
    steps: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("cy.handler", "apply_for_recusal", {"person": "cy.handler2", "ground": "近亲属"}),
        ("cy.chief", "decide_recusal", {"upheld": "false"}),
        ("cy.handler", "request_reconsideration", {}),
        ("cy.chief", "decide_reconsideration", {"upheld": "true"}),
    )
    for who, name, data in steps:
        person, url = browser(who).at(served.clock), action_url(case, name)
        page = person.open(url)
        assert page.status == 200
        if name != "apply_for_recusal":
            assert handler.name in page
        chosen = re.search(r'<option value="(\d+)" selected|value="(\d+)" checked', page.html)
        field = "on" if name.startswith("decide") else "received_on"
        sent = {**page.hidden(), field: today, **data}
        if chosen and name != "apply_for_recusal":
            sent["application"] = chosen.group(1) or chosen.group(2)
        assert person.send(url, sent).status == 200
    assert case.recusals.get().person == handler
    for who in ("cy.head", "cy.chief"):
        assert handler.name in browser(who).at(served.clock).open(case_url(case))


def test_a_party_is_not_told_who_works_on_the_case(browser: Open, served: Story) -> None:
    case = _case(served)
    staff = {}
    for name in ("handler", "handler2", "assistant", "head", "chief"):
        person = User.objects.get(username=f"cy.{name}")
        person.name = f"机密{name}"
        person.save()
        staff[name] = person.name
    organ = browser("cy-water.officer").at(served.clock)
    url = action_url(case, "apply_for_recusal")
    page = organ.open(url)
    assert page.status == 200
    assert not [name for name in staff.values() if name in page]
    data = {"ground": "近亲属", "received_on": served.today}
    sent = organ.send(url, {**page.hidden(), **data, "person": staff["handler"]})
    assert sent.status == 200
    assert case.recusal_applications.get().person.username == "cy.handler"
    served.act(".chief", "decide_recusal", upheld=False, on=served.today)
    page = organ.open(action_url(case, "request_reconsideration"))
    assert page.status == 200
    assert not [name for name in staff.values() if name in page]


def test_the_respondent_is_named_on_a_form(browser: Open, story: Story) -> None:
    story.to_assessed()
    made = story.decided(
        "file_case", kind="administrative", cause="污水直排", against_matter=True
    ).made
    assert isinstance(made, Case)
    handler = browser("cy.handler").at(story.clock)
    assert handler.open(case_url(made)).status == 200
    url = action_url(made, "name_respondent")
    page = handler.open(url)
    assert page.status == 200
    assert handler.send(url, {**page.hidden(), "respondent": "cy-court"}).status == 422
    assert handler.send(url, {**page.hidden(), "respondent": "cy-env"}).status == 200
    made.refresh_from_db()
    assert made.respondent is not None
    for url in (reverse("cases:cases"), reverse("cases:work"), case_url(made)):
        assert handler.open(url).status == 200


def test_a_party_finds_its_button_and_is_told_the_outcome(browser: Open, served: Story) -> None:
    case = _case(served)
    organ = browser("cy-water.officer").at(served.clock)
    assert action_url(case, "apply_for_recusal") in organ.open(case_url(case))
    assert action_url(case, "request_reconsideration") not in organ.open(case_url(case))
    served.act(
        "cy-water.officer",
        "apply_for_recusal",
        person="cy.handler",
        ground="近亲属",
        received_on=served.today,
    )
    served.act(".chief", "decide_recusal", upheld=False, on=served.today)
    assert action_url(case, "request_reconsideration") in organ.open(case_url(case))
    assert "Recusal was refused" in organ.open(reverse("agencies:notifications"))
