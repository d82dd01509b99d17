"""NUL is refused at every door, with an answer and never a fault."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from pilit.law.errors import Invalid
from tests.cases.conftest import Story
from tests.cases.views.conftest import Browser

type Open = Callable[..., Browser]

pytestmark = pytest.mark.usefixtures("directory")


@pytest.mark.parametrize("address", ["cases:search", "cases:cases", "cases:clues", "cases:work"])
def test_a_query_is_refused(browser: Open, address: str) -> None:
    assert browser("cy.handler").open(f"{reverse(address)}?q=a%00&state=%00").status == 422


def test_an_address_is_missing(browser: Open) -> None:
    nul = browser("cy.handler").open("/cases/a%00b/")
    assert nul.status == 404
    assert nul.without_chance() == browser("cy.handler").open("/cases/ab/").without_chance()


def test_a_form_is_refused(browser: Open) -> None:
    sent = browser("cy.handler").send(reverse("cases:register_clue"), {"title": "a\0b"})
    assert sent.status == 422


def test_a_program_is_told(client: Client) -> None:
    answer = client.get(f"/api/v1/cases/?q={quote(chr(0))}")
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid"
    assert client.get("/api/v1/cases/a%00/").json()["code"] == "not_found"


def test_data_is_refused_at_the_field(story: Story) -> None:
    with pytest.raises(Invalid) as refused:
        story.to_registered(title="a\0b")
    assert list(refused.value.errors) == ["title"]
