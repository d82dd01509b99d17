"""Who sees what, written down case by case; and that the rest is as if it were not there."""

import datetime as dt
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from agencies.models import Appointment, Organisation, Post, User
from cases.models import Deadline, Draft, StoredFile
from tests.cases.api.conftest import ROOT, As, address, take
from tests.cases.api.world import (
    EXPIRED,
    FACET,
    INACTIVE,
    INSIDE,
    LOANED,
    NOTHING,
    RECUSED,
    UNPLACED,
    World,
)

MISSING = "京朝检行公立〔2026〕9999号"
PEOPLE = [
    "cy.handler",
    "cy.handler2",
    "cy.assistant",
    "cy.head",
    "cy.chief",
    "cy.registrar",
    "bj3.handler",
    "bj3.chief",
    "bj1.handler",
    "bj2.head",
    "bj4.handler",
    "bj.chief",
    "hd.handler",
    "tz.handler",
    "tj.handler",
    "he.chief",
    "cy-water.officer",
    "cy-water.leader",
    "cy-env.officer",
    "cy-market.officer",
    "cy-gov.leader",
    "hd-env.officer",
    "hd-water.officer",
    "bj-env.officer",
    "cy-court.clerk",
    "hd-court.judge",
    "bj1-court.judge",
    "cy-disc.officer",
    "npc.deputy",
    "cppcc.member",
    "plac.reader",
    "ngo-fon.officer",
    "admin",
    EXPIRED,
    LOANED,
    UNPLACED,
]


def listed(client: APIClient, path: str) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    rows: list[dict[str, Any]] = []
    following: str | None = f"{ROOT}{path}"
    while following:
        page = client.get(following)
        assert page.status_code == 200, page.content
        rows += page.json()["results"]
        following = page.json()["next"]
    return rows


def test_everything_a_person_sees_and_nothing_else(
    world: World, as_: As, subtests: pytest.Subtests
) -> None:
    for name in PEOPLE:
        with subtests.test(name=name):
            check_cases(name, as_(name), world)
            check_deadlines(name, as_(name), world)
            check_clue(name, as_(name), world)


def check_cases(name: str, client: APIClient, world: World) -> None:
    """List, search, file, history and actions, case by case."""
    number = {letter: case.number for letter, case in world.cases.items()}
    stands = {letter: world.stands(name, letter) for letter in world.cases}
    seen = {number[letter] for letter, how in stands.items() if how in (INSIDE, FACET)}
    rows = {row["number"]: row["facet"] for row in listed(client, "cases/?size=3")}
    assert rows == {
        number[letter]: how == FACET for letter, how in stands.items() if how in (INSIDE, FACET)
    }
    assert {row["number"] for row in listed(client, "cases/?q=混凝土")} == seen
    missing = client.get(address("cases", MISSING))
    for letter, how in stands.items():
        case = client.get(address("cases", number[letter]))
        events = client.get(address("cases", number[letter], "events"))
        act = take(client, "cases", number[letter], "record_measure")
        statuses = [each.status_code for each in (case, events, act)]
        if how == INSIDE:
            assert statuses[:2] == [200, 200]
            assert act.status_code != 404
            assert case.json()["facet"] is False
        elif how == FACET:
            assert statuses == [200, 404, 403]
            assert case.json()["facet"] is True
        elif how == RECUSED:
            assert statuses == [403, 403, 403]
            assert {each.json()["code"] for each in (case, events, act)} == {"recused"}
        else:
            assert statuses == [404, 404, 404]
            assert case.content == missing.content == events.content == act.content


def check_deadlines(name: str, client: APIClient, world: World) -> None:
    """The list of deadlines and each of a hidden case."""
    open_to = {
        case.number
        for letter, case in world.cases.items()
        if world.stands(name, letter) in (INSIDE, FACET)
    }
    everything = {case.number for case in world.cases.values()}
    targets = {row["target"]["number"] for row in listed(client, "deadlines/?size=100")}
    assert targets & everything <= open_to
    assert (world.clue.number in targets) == world.sees_clue(name)
    for row in Deadline.objects.filter(case__number__in=everything - open_to)[:5]:
        assert client.get(f"{ROOT}deadlines/{row.pk}/").status_code == 404


def check_clue(name: str, client: APIClient, world: World) -> None:
    """The clue in list, file, history and actions."""
    number = world.clue.number
    rows = {row["number"] for row in listed(client, "clues/?q=建筑垃圾")}
    assert rows == ({number} if world.sees_clue(name) else set())
    answer = client.get(address("clues", number))
    if world.sees_clue(name):
        assert answer.status_code == 200
        return
    gone = client.get(address("clues", MISSING)).content
    assert (answer.status_code, answer.content) == (404, gone)
    assert client.get(address("clues", number, "events")).content == gone
    assert take(client, "clues", number, "assess_clue").content == gone


def test_a_closed_account_is_nobody(world: World, as_: As) -> None:
    answer = as_(INACTIVE).get(f"{ROOT}cases/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_every_log_in_of_the_demo_finds_foreign_cases_missing(world: World, as_: As) -> None:
    """One foreign case for each of them in turn, and the whole of their list."""
    missing = as_("cy.handler").get(address("cases", MISSING)).content
    names = User.objects.filter(is_active=True).order_by("id").values_list("username", flat=True)
    for index, name in enumerate(names):
        client = as_(name)
        stands = {letter: world.stands(name, letter) for letter in world.cases}
        hidden = [letter for letter, how in stands.items() if how == NOTHING]
        if hidden:
            case = world.cases[hidden[index % len(hidden)]]
            answer = client.get(address("cases", case.number))
            assert (answer.status_code, answer.content) == (404, missing), name
        rows = {row["number"] for row in client.get(f"{ROOT}cases/").json()["results"]}
        seen = {letter for letter, how in stands.items() if how in (INSIDE, FACET)}
        assert rows == {world.cases[letter].number for letter in seen}, name


def test_drafts_are_internal(world: World, as_: As) -> None:
    case = world.cases["a"]
    facts = {"ground": "other", "note": "内部意见"}
    made = take(as_("cy.handler"), "cases", case.number, "close_case", **facts)
    assert made.status_code == 201, made.content
    draft = Draft.objects.open().get()
    seen_by = ("cy.handler", "cy.head", "bj3.head", "bj.chief", "tz.handler")
    for name in seen_by:
        assert as_(name).get(f"{ROOT}drafts/{draft.pk}/").status_code == 200, name
        assert len(as_(name).get(f"{ROOT}drafts/?all=true").json()["results"]) == 1, name
    for name in ("cy.handler2", "hd.head", "cy-water.officer", "cy-court.judge", "npc.deputy"):
        assert as_(name).get(f"{ROOT}drafts/{draft.pk}/").status_code == 404, name
        assert as_(name).get(f"{ROOT}drafts/?all=true").json()["results"] == [], name
    waiting = {
        name: [row["id"] for row in as_(name).get(f"{ROOT}drafts/").json()["results"]]
        for name in ("cy.handler", "cy.head", "cy.chief", "bj3.head")
    }
    assert waiting == {"cy.handler": [], "cy.head": [draft.pk], "cy.chief": [], "bj3.head": []}
    for name in ("cy-water.officer", "hd.head", "bj3.head", "cy.chief", "tz.handler"):
        for step in ("review_draft", "decide_draft", "send_back_draft", "withdraw_draft"):
            answer = take(as_(name), "cases", case.number, step, draft=draft.pk, **said(step))
            assert answer.status_code in {403, 404, 409}, (name, step, answer.content)
            absent = take(as_(name), "cases", case.number, step, draft=10**9, **said(step))
            if name in ("cy-water.officer", "hd.head"):
                assert answer.content == absent.content
    told = as_("cy-water.officer").get(address("cases", case.number)).json()
    assert "内部意见" not in json.dumps(told, ensure_ascii=False)


def test_a_draft_does_not_wait_for_who_reviewed_it(world: World, as_: As) -> None:
    head = User.objects.get(username="cy.head")
    Appointment.objects.create(
        person=head,
        organisation=Organisation.objects.get(code="cy"),
        post=Post.CHIEF,
        starts_on=dt.date(2026, 1, 1),
    )
    number = world.cases["a"].number
    facts = {"ground": "other", "note": "内部意见"}
    draft = take(as_("cy.handler"), "cases", number, "close_case", **facts).json()["draft"]["id"]
    take(as_("cy.head"), "cases", number, "review_draft", draft=draft)
    assert as_("cy.head").get(f"{ROOT}drafts/").json()["results"] == []
    assert [row["id"] for row in as_("cy.chief").get(f"{ROOT}drafts/").json()["results"]] == [draft]
    refused = take(as_("cy.head"), "cases", number, "decide_draft", draft=draft)
    assert (refused.status_code, refused.json()["code"]) == (403, "same_person")


def said(step: str) -> dict[str, str]:
    """What a step wants besides the draft."""
    return {"reason": "补正"} if step == "send_back_draft" else {}


def test_the_recused_find_the_case_nowhere(world: World, as_: As) -> None:
    """Nor its clue; not through lists, the search, its files or its deadlines."""
    case = world.cases["a"]
    row = StoredFile.objects.create(
        case=case,
        name="a.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        content="files/a.bin",
        uploaded_by=User.objects.get(username="cy.handler"),
        uploaded_at=case.clue.registered_at,
        attached_at=case.clue.registered_at,
    )
    recused, colleague = as_("cy.handler2"), as_("cy.handler")
    clue = address("clues", case.clue.number)
    assert colleague.get(clue).json()["cases"][0]["number"] == case.number
    # The clue tells the same facts: who is recused from all its cases is not told it either.
    assert recused.get(clue).status_code == 404
    assert take(recused, "clues", case.clue.number, "assess_clue").status_code == 404
    for path in ("clues/?size=100", "cases/?size=100", "cases/?q=混凝土"):
        told = json.dumps(listed(recused, path), ensure_ascii=False)
        assert case.clue.number not in told
        assert case.number not in told
    assert recused.get(f"{ROOT}files/{row.pk}/").status_code == 404
    assert all(
        entry["target"]["number"] != case.number for entry in listed(recused, "deadlines/?size=100")
    )
