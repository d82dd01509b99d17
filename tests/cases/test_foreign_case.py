"""A foreign case answers like a missing one: on page, API, file and search, for every log-in.

One case on trial in Chaoyang, with a clue, an open draft, deadlines and files. Who may open what of
it is written down here, apart from the code that decides it. For everybody else of the demo
directory the answer is, byte for byte, the one for what is not there. Every log-in looks the case
up; of each sort of people one goes to every address.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from agencies.models import User
from cases.models import Case, Clue, Deadline, Draft, Reading, Recommendation, Reply, ServiceRecord
from cases.views.file import receive
from tests.cases.conftest import Story, actor_of
from tests.cases.views.conftest import Page

POSTS = ("handler", "handler2", "assistant", "head", "chief", "registrar")
INSIDE = frozenset(f"{code}.{post}" for code in ("cy", "bj3", "bj") for post in POSTS)
ORGAN = frozenset({"cy-water.officer", "cy-water.leader"})
COURT = frozenset({"cy-court.judge", "cy-court.clerk"})
ALL = INSIDE | ORGAN | COURT

OPEN = {
    "/cases/{case}/": ALL,
    "/cases/{case}/actions/record_measure/": ALL,
    "/cases/{case}/file/": INSIDE,
    "/cases/{case}/print/": INSIDE,
    "/cases/{case}/replies/{reply}/": ORGAN,
    "/cases/{case}/recommendations/{document}/": ORGAN,
    "/cases/{case}/court/hold_trial/": COURT,
    "/service/{service}/": INSIDE | ORGAN,
    "/service/{service}/proof.pdf": INSIDE | ORGAN,
    "/service/{service}/proof.docx": INSIDE | ORGAN,
    "/deadlines/{review}/": INSIDE,
    "/deadlines/{defence}/": INSIDE | ORGAN,
    "/deadlines/{instance}/": INSIDE | COURT,
    "/drafts/{draft}/": INSIDE,
    "/drafts/{draft}/revise/": {"cy.handler"},
    "/clues/{clue}/": INSIDE,
    "/clues/{clue}/actions/assess_clue/": INSIDE,
    "/files/{ours}/": INSIDE,
    "/files/{theirs}/": INSIDE | ORGAN,
    "/api/v1/cases/{case}/": ALL,
    "/api/v1/cases/{case}/events/": INSIDE,
    "/api/v1/cases/{case}/actions/record_measure/": ALL,
    "/api/v1/deadlines/{review}/": INSIDE,
    "/api/v1/deadlines/{defence}/": INSIDE | ORGAN,
    "/api/v1/deadlines/{instance}/": INSIDE | COURT,
    "/api/v1/drafts/{draft}/": INSIDE,
    "/api/v1/clues/{clue}/": INSIDE,
    "/api/v1/clues/{clue}/events/": INSIDE,
    "/api/v1/clues/{clue}/actions/assess_clue/": INSIDE,
    "/api/v1/files/{ours}/": INSIDE,
    "/api/v1/files/{theirs}/": INSIDE | ORGAN,
}
"""Who may know, by address, that something is there. All others are told it is not."""

LOOKED_UP = ("/cases/{case}/", "/api/v1/cases/{case}/")
"""Where every log-in goes."""

FOUND = {
    "{case}": ALL,
    "{clue}": INSIDE,
    "混凝土企业未经批准取水": ALL,
    "某混凝土有限公司": INSIDE,
}
"""Who finds the case or its clue, by what is searched for."""

NOWHERE = {
    "case": "京朝检行公立〔2026〕9999号",
    "clue": "京朝检公线〔2026〕9999号",
    "document": "京朝检行公建〔2026〕9999号",
    "ours": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1a",
    "theirs": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1b",
}
UNUSED = 999_999_999
NOTHING = "混凝土企业未经批准排污"
"""What no case is called."""
PARTS = 4


@dataclass
class Known:
    """What is there, by the placeholders of ``OPEN``, and who has got to it."""

    there: dict[str, str]
    missing: bytes
    """What the API says of what is not there."""
    reached: dict[str, set[str]] = field(default_factory=dict)

    def address(self, shape: str) -> str:
        """The address of what is there."""
        return shape.format_map({name: quote(value) for name, value in self.there.items()})


@pytest.fixture
def known(
    story: Story,
    monkeypatch: pytest.MonkeyPatch,
    settings: LazySettings,
    tmp_path: Any,
    clean_cache: None,
) -> Known:
    """The case, with a file of the procuratorate's and one of the organ's, and an open draft."""
    settings.MEDIA_ROOT = tmp_path
    story.to_on_trial()
    story.act("cy-court.clerk", "serve_complaint", served_on=story.today)
    files = {name: str(add_file(story, name)) for name in ("cy.handler", "cy-water.officer")}
    claims = [{"kind": "confirm_illegal", "text": "确认违法"}]
    draft = story.act(".handler", "alter_claims", claims=claims, reason="已履行").draft
    monkeypatch.setattr(timezone, "now", lambda: story.clock)
    case, clue = story.case, story.clue
    assert isinstance(case, Case)
    assert isinstance(clue, Clue)
    assert isinstance(draft, Draft)
    due = {row.code: str(row.pk) for row in Deadline.objects.filter(case=case)}
    there = {
        "case": case.number,
        "clue": clue.number,
        "draft": str(draft.pk),
        "ours": files["cy.handler"],
        "theirs": files["cy-water.officer"],
        "reply": str(Reply.objects.get().pk),
        "document": Recommendation.objects.get().number,
        "service": str(ServiceRecord.objects.get(document="recommendation").pk),
        "review": due["review_for_suit_administrative"],
        "defence": due["defence"],
        "instance": due["first_instance"],
    }
    nobody = client_of(User.objects.get(username="tj.handler"))
    return Known(there, nobody.get(f"/api/v1/cases/{quote(NOWHERE['case'])}/").content)


def add_file(story: Story, name: str) -> object:
    """Evidence with a file, handed in by a person."""
    upload = SimpleUploadedFile("笔录.txt", "内容".encode(), "text/plain")
    stored = receive(upload, actor_of(name, story.clock), story.clock)
    facts = {"kind": "documentary", "title": "台账", "obtained_on": story.today, "source": "水务局"}
    story.act(name, "add_evidence", **facts, files=[stored.pk])
    return stored.pk


def client_of(user: User) -> Client:
    """A person's browser and program in one."""
    client = Client()
    client.force_login(user)
    return client


def sort_of(user: User) -> tuple[str, str, str]:
    """The sort of people somebody belongs to: kind of organisation, post, relation to the case."""
    kind = next((seat.organisation.kind for seat in user.appointments.all()), "")
    place, _, post = user.username.partition(".")
    relation = "party" if user.username in ALL else "beside" if place[:2] == "cy" else "elsewhere"
    return kind, post, relation


def body_of(answer: Any, *asked: str) -> tuple[int, str]:
    """Status and page without what differs by chance, and without what only repeats the address."""
    text = Page(answer).without_chance()
    for each in ('aria-current="page"', *asked):
        text = text.replace(quote(each), "").replace(each, "")
    return answer.status_code, text


def look_up(client: Client, name: str, known: Known, shapes: Iterable[str]) -> None:
    """Go to addresses, note where something is, and compare the rest with what is not there."""
    nowhere = body_of(client.get(f"/cases/{quote(NOWHERE['case'])}/"))
    assert nowhere[0] == 404
    for shape in shapes:
        api = shape.startswith("/api/")
        send = client.post if api and "/actions/" in shape else client.get
        answer: Any = send(known.address(shape))
        if answer.streaming:
            assert b"".join(answer.streaming_content) == "内容".encode()
        if answer.status_code != 404:
            known.reached.setdefault(shape, set()).add(name)
        elif api:
            assert answer.content == known.missing, (name, shape)
        else:
            assert body_of(answer) == nowhere, (name, shape)


def search(client: Client, name: str, known: Known) -> None:
    """Search on page and API: found by whom it is said, else as if it were nowhere."""
    page = body_of(client.get("/search/", {"q": NOTHING}), NOTHING)
    none = client.get("/api/v1/cases/", {"q": NOTHING}).content
    for shape, finders in FOUND.items():
        wanted = shape.format_map(known.there)
        found = body_of(client.get("/search/", {"q": wanted}), wanted)
        assert (found != page) == (name in finders), (name, wanted)
        if wanted != known.there["clue"]:
            told = client.get("/api/v1/cases/", {"q": wanted}).content
            assert (told != none) == (name in finders), (name, wanted)
    clues = client.get("/api/v1/clues/", {"q": "混凝土"}).content
    assert (clues != client.get("/api/v1/clues/", {"q": NOTHING}).content) == (name in INSIDE)
    for path in ("/cases/?state=all", "/clues/?state=all", "/api/v1/deadlines/", "/api/v1/drafts/"):
        listed = client.get(path).content.decode()
        assert (known.there["case"] in listed) <= (name in ALL), (name, path)
        assert (known.there["clue"] in listed) <= (name in INSIDE), (name, path)


@pytest.mark.parametrize("part", range(PARTS))
def test_for_every_log_in(known: Known, part: int) -> None:
    rows = User.objects.filter(is_active=True).order_by("username")
    users = list(rows.prefetch_related("appointments__organisation"))
    assert {user.username for user in users} >= ALL
    assert len(users) > 400
    # Of each sort the last that is met goes everywhere; posts do not matter to a search.
    thorough = set({sort_of(user): user.username for user in users}.values())
    searching = set({sort_of(user)[::2]: user.username for user in users}.values())
    people = {user.username: user for user in users[part::PARTS]}
    client = Client()
    for name, user in people.items():
        client.cookies.clear()
        client.force_login(user)
        look_up(client, name, known, OPEN if name in thorough else LOOKED_UP)
        if name in searching:
            search(client, name, known)
    for shape, allowed in OPEN.items():
        asked = people.keys() if shape in LOOKED_UP else people.keys() & thorough
        assert known.reached.get(shape, set()) == allowed & asked, shape
    readers = set(Reading.objects.values_list("person__username", flat=True))
    assert readers == ALL & people.keys()


def test_what_is_missing_answers_alike_everywhere(known: Known) -> None:
    numbers = {name: NOWHERE.get(name, str(UNUSED)) for name in known.there}
    nowhere = Known(numbers, known.missing)
    for name in ("cy.handler", "cy-water.officer", "cy-court.clerk", "npc.deputy"):
        look_up(client_of(User.objects.get(username=name)), name, nowhere, OPEN)
    assert nowhere.reached == {}
