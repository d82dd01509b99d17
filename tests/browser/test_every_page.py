"""Every page of the system for every sort of reader, and what the whole case does not pass.

Which pages there are and whom they are open to stands in the table of the permission matrix: a page
that is classified there is looked at here.
"""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Error, Response

from cases.models import Case, Deadline
from tests.browser.conftest import Clock, Person, Town
from tests.cases.conftest import PASSWORD, Story
from tests.cases.matrix.tables import OPEN, Row, asked, expected, named, path_of, read
from tests.cases.matrix.world import Things, tell

pytestmark = pytest.mark.browser

READERS = {
    "cy.handler": "here",
    "cy.registrar": "here",
    "cy-water.leader": "here",
    "cy-court.clerk": "here",
    "cy-env.officer": "civil",
    "cy-disc.officer": "here",
    "npc.deputy": "here",
    "admin": "here",
    "": "here",
}
"""Whoever stands for a sort of readers, and the case whose pages they go through."""


NO_PAGE = ("ERR_ABORTED", "Download")
"""What the browser says of a file."""
DRAWN_BY_OTHERS = {"api-docs"}
"""Swagger UI: our policy holds on its page, its colours and sizes are its own."""


@pytest.fixture
def things(town: Town, clock: Clock, settings: Any, tmp_path: Any) -> dict[str, Things]:
    """The cases of the matrix, at the moment they are looked at."""
    del town
    settings.MEDIA_ROOT = tmp_path
    world = tell()
    clock.now = world.at
    return world.things


def test_every_page_for_everybody(town: Town, things: dict[str, Things]) -> None:
    passed: dict[str, int] = {}
    for name, case in READERS.items():
        person = town.person(name) if name else town.visitor()
        for row, address in asked():
            if is_open(row, name, case) and named(row) <= things[case].keys():
                path = path_of(address, row, things[case])
                passed[name] = passed.get(name, 0) + visit(person, path, row.name)
    # Fewer would mean that the table or the world does not hold what it should.
    assert passed.keys() == READERS.keys()
    assert passed["cy.handler"] > 15
    assert passed["cy-water.leader"] > 8


def is_open(row: Row, name: str, case: str) -> bool:
    """Whether the table lets somebody in; of the administration its first page is enough."""
    if row.name == "admin:*":
        return False
    entry = read("people.toml")[name]
    label = entry.get(case, "") if named(row) else entry["sort"]
    return expected(row.audience, label, entry["sort"]) == OPEN


def visit(person: Person, path: str, name: str) -> bool:
    """Go to an address and look at it, where it is a page and not a file or an answer to a form."""
    allowed = person.context.request.fetch(person.base + path, method="OPTIONS").headers
    if "GET" not in allowed.get("allow", "GET"):
        return False
    try:
        answer: Response | None = person.page.goto(person.base + path)
    except Error as fault:
        if not any(each in fault.message for each in NO_PAGE):
            raise
        return False
    assert answer is not None
    if "html" not in answer.headers.get("content-type", ""):
        return False
    assert answer.status < 500, path
    if name not in DRAWN_BY_OTHERS:
        person.look()
    return True


def test_log_in_and_a_wrong_password(town: Town) -> None:
    person = town.visitor()
    person.open("/login/")
    for password in ("wrong", PASSWORD):
        person.page.fill("input[name=username]", "cy.handler")
        person.page.fill("input[name=password]", password)
        person.click(person.page.locator("main form .btn-primary"))
        person.look()
        if password == "wrong":
            assert person.page.input_value("input[name=username]") == "cy.handler"
    assert person.page.url == f"{person.base}/"


def test_lists_as_they_are_filtered_and_found_empty(town: Town, clock: Clock) -> None:
    story = Story().to_on_trial().later(2)
    clock.now = story.clock
    assert isinstance(story.case, Case)
    handler = town.person("cy.handler")
    for path in (
        "/clues/?state=",
        "/cases/?overdue=1",
        "/search/?q=混凝土",
        "/search/?q=没有这样的案件",
    ):
        handler.open(path)
    for name in ("cy.head", "cy.chief", "cy.assistant", "bj3.head"):
        town.person(name).open("/")
    for name in ("cy-water.officer", "cy-court.judge"):
        town.person(name).open("/search/?q=混凝土")
    deadline = Deadline.objects.filter(case=story.case).order_by("id").first()
    assert deadline is not None
    handler.open(reverse("cases:deadline_explanation", args=[deadline.pk]))


def test_a_page_that_is_not_there(town: Town) -> None:
    person = town.person("cy.handler")
    answer = person.page.goto(f"{person.base}/cases/没有这个案号/")
    assert answer is not None
    assert answer.status == 404
    person.look()
