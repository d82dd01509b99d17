"""A foreign case answers like a missing one, on page, API and search: for every log-in there is.

One case on trial in Chaoyang and its clue. Who may open it is written down here, apart from the
code that decides it. For everybody else of the demo directory the answer is, byte for byte, the one
for what is not there. What there is at every other address, and for whom, tells the permission
matrix (``tests/cases/matrix``).
"""

from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from agencies.models import User
from cases.models import Case, Clue, Reading
from tests.cases.conftest import Story
from tests.cases.views.conftest import Page

POSTS = ("handler", "handler2", "assistant", "head", "chief", "registrar")
INSIDE = frozenset(f"{code}.{post}" for code in ("cy", "bj3", "bj") for post in POSTS)
ORGAN = frozenset({"cy-water.officer", "cy-water.leader"})
COURT = frozenset({"cy-court.judge", "cy-court.clerk"})
ALL = INSIDE | ORGAN | COURT

PAGE, API = "/cases/{case}/", "/api/v1/cases/{case}/"
FOUND = {
    "{case}": ALL,
    "{clue}": INSIDE,
    "混凝土企业未经批准取水": ALL,
    "某混凝土有限公司": INSIDE,
}
"""Who finds the case or its clue, by what is searched for."""

NOWHERE = "京朝检行公立〔2026〕9999号"
NOTHING = "混凝土企业未经批准排污"
"""What no case is called."""
PARTS = 4

type Known = dict[str, str]
"""The numbers of what is there."""


@pytest.fixture
def known(story: Story, monkeypatch: pytest.MonkeyPatch, clean_cache: None) -> Known:
    """The case and its clue."""
    story.to_on_trial()
    monkeypatch.setattr(timezone, "now", lambda: story.clock)
    case, clue = story.case, story.clue
    assert isinstance(case, Case)
    assert isinstance(clue, Clue)
    return {"case": case.number, "clue": clue.number}


def sort_of(user: User) -> tuple[str, str]:
    """The sort of people somebody belongs to: kind of organisation, relation to the case."""
    kind = next((seat.organisation.kind for seat in user.appointments.all()), "")
    relation = "beside" if user.username.startswith("cy") else "elsewhere"
    return kind, "party" if user.username in ALL else relation


def body_of(answer: Any, *asked: str) -> tuple[int, str]:
    """Status and page without what differs by chance, and without what only repeats the address."""
    text = Page(answer).without_chance()
    for each in ('aria-current="page"', *asked):
        text = text.replace(quote(each), "").replace(each, "")
    return answer.status_code, text


@cache
def missing_in_api() -> tuple[int, str]:
    """What the API says of a number that no case has, to everybody alike."""
    client = Client()
    client.force_login(User.objects.get(username="hd.handler"))
    return body_of(client.get(API.format(case=quote(NOWHERE))), NOWHERE)


def look_up(client: Client, known: Known) -> bool:
    """Whether the case is there for somebody; if not, as if there were none."""
    found = set()
    for shape in (PAGE, API):
        answer = client.get(shape.format(case=quote(known["case"])))
        found.add(answer.status_code != 404)
        if answer.status_code == 404:
            told = body_of(answer, known["case"])
            # A page has its reader's menu around it.
            nowhere = client.get(shape.format(case=quote(NOWHERE))) if shape == PAGE else None
            assert told == (body_of(nowhere, NOWHERE) if nowhere else missing_in_api())
    assert len(found) == 1
    return found.pop()


def search(client: Client, name: str, known: Known) -> None:
    """Search on page and API: found by whom it is said, else as if it were nowhere."""
    page = body_of(client.get("/search/", {"q": NOTHING}), NOTHING)
    none = client.get("/api/v1/cases/", {"q": NOTHING}).content
    for shape, finders in FOUND.items():
        wanted = shape.format_map(known)
        found = body_of(client.get("/search/", {"q": wanted}), wanted)
        assert (found != page) == (name in finders), (name, wanted)
        if wanted != known["clue"]:
            told = client.get("/api/v1/cases/", {"q": wanted}).content
            assert (told != none) == (name in finders), (name, wanted)
    clues = client.get("/api/v1/clues/", {"q": "混凝土"}).content
    assert (clues != client.get("/api/v1/clues/", {"q": NOTHING}).content) == (name in INSIDE)
    for path in ("/cases/?state=all", "/clues/?state=all", "/api/v1/deadlines/", "/api/v1/drafts/"):
        listed = client.get(path).content.decode()
        assert (known["case"] in listed) <= (name in ALL), (name, path)
        assert (known["clue"] in listed) <= (name in INSIDE), (name, path)


@pytest.mark.parametrize("part", range(PARTS))
def test_for_every_log_in(known: Known, part: int) -> None:
    rows = User.objects.filter(is_active=True).order_by("username")
    users = list(rows.prefetch_related("appointments__organisation"))
    assert {user.username for user in users} >= ALL
    assert len(users) > 400
    # Posts do not matter to a search: of each sort the last that is met goes searching.
    searching = set({sort_of(user): user.username for user in users}.values())
    people = {user.username: user for user in users[part::PARTS]}
    client = Client()
    reached = set()
    for name, user in people.items():
        client.cookies.clear()
        client.force_login(user)
        if look_up(client, known):
            reached.add(name)
        if name in searching:
            search(client, name, known)
    assert reached == ALL & people.keys()
    assert set(Reading.objects.values_list("person__username", flat=True)) == reached
