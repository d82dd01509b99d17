"""Lists: their rows, filters, orderings, pages, and that they ask no more as they grow."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from agencies.models import User
from cases.actions.registry import CASE_ACTIONS
from cases.models import Case
from tests.cases.api.conftest import ROOT, As, Clock, address
from tests.cases.api.world import World
from tests.cases.conftest import Story


def rows(client: APIClient, path: str) -> list[dict[str, Any]]:
    """The rows of one page."""
    answer = client.get(ROOT + path)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def numbers(client: APIClient, path: str) -> set[str]:
    """The numbers of its rows."""
    return {row["number"] for row in rows(client, path)}


def test_the_list_of_cases_and_its_filters(world: World, as_: As) -> None:
    client = as_("bj.handler")
    a, b, c, d = (world.cases[letter].number for letter in "abcd")
    late = {case.number for case in Case.objects.filter(next_due_on__lt="2026-06-30")}
    assert late
    for query, wanted in {
        "": {a, b, c, d},
        "state=recommended": {b},
        "state=recommended&state=inquiring": {b, c},
        "domain=heroes": set(),
        "kind=administrative": {a, b, c, d},
        "kind=civil": set(),
        "procuratorate=hd": {d},
        "procuratorate=cy&respondent=cy-env": {b},
        "respondent=cy-water": {a},
        "q=混凝土": {a, b, c, d},
        "q=水务局": {a},
        f"q={a}": {a},
        "overdue=true": late,
        "due_before=2020-01-01": set(),
        "mine=true": set(),
    }.items():
        assert numbers(client, f"cases/?{query}") == wanted, query
    assert numbers(as_("cy.handler"), "cases/?mine=true") == {a, b, c}
    row = next(row for row in rows(client, "cases/") if row["number"] == a)
    assert row["procuratorate"] == {
        "code": "cy",
        "name": "北京市朝阳区人民检察院",
        "short_name": row["procuratorate"]["short_name"],
    }
    assert (row["state"], row["state_label"]) == ("following_up", "Follow-up")
    assert row["handler"]["username"] == "cy.handler"


def test_orderings_and_pages(world: World, as_: As) -> None:
    client = as_("bj.handler")
    for ordering, key in (("newest", "-id"), ("oldest", "id")):
        wanted = list(Case.objects.order_by(key).values_list("number", flat=True))
        assert paged(client, f"cases/?ordering={ordering}&size=1") == wanted
    Case.objects.filter(pk=world.cases["c"].pk).update(next_due_on=None, next_due_rule="")
    by_due = paged(client, "cases/?ordering=due&size=1")
    dues = dict(Case.objects.values_list("number", "next_due_on"))
    shown = [dues[number] for number in by_due]
    assert shown[-1] is None
    assert shown[:-1] == sorted(day for day in shown if day)
    first = client.get(f"{ROOT}cases/?size=2").json()
    other = first["next"].replace("size=2", "size=2&ordering=oldest")
    assert client.get(other).status_code == 422, "a cursor belongs to its ordering"


def paged(client: APIClient, path: str) -> list[str]:
    found: list[str] = []
    following: str | None = ROOT + path
    while following:
        page = client.get(following).json()
        found += [row["number"] for row in page["results"]]
        following = page["next"]
    return found


def test_the_list_of_clues_and_its_filters(world: World, as_: As) -> None:
    client = as_("cy.handler")
    number = world.clue.number
    for query in (
        "state=registered",
        "q=建筑垃圾",
        "organ=cy-urban",
        "domain=environment&state=registered",
        f"q={number}",
    ):
        assert numbers(client, f"clues/?{query}") == {number}, query
    assert len(numbers(client, "clues/")) == 4
    assert len(numbers(client, "clues/?state=filed")) == 3
    assert numbers(client, "clues/?overdue=true") == {number}
    assert numbers(client, "clues/?procuratorate=hd") == set()


def test_the_list_of_deadlines_and_its_filters(world: World, as_: As) -> None:
    client = as_("cy.handler")
    everything = rows(client, "deadlines/?size=100")
    shown = [row["due_on"] for row in everything if row["due_on"]]
    assert shown == sorted(shown)
    assert all(row["basis"] and row["label"] and row["who"] for row in everything)
    late = rows(client, "deadlines/?overdue=true&size=100")
    assert late
    assert all(row["due_on"] < "2026-06-30" and row["met_on"] is None for row in late)
    assert {row["status"] for row in rows(client, "deadlines/?status=met")} == {"met"}
    assert {row["code"] for row in rows(client, "deadlines/?code=clue_assessment")} == {
        "clue_assessment"
    }
    assert {
        row["responsible"]["code"] for row in rows(client, "deadlines/?responsible=cy-water")
    } == {"cy-water"}
    bounds = rows(client, "deadlines/?due_from=2026-02-01&due_before=2026-03-01&size=100")
    assert bounds
    assert all("2026-02-01" <= row["due_on"] < "2026-03-01" for row in bounds)
    assert rows(client, "deadlines/?procuratorate=hd") == []
    one = client.get(f"{ROOT}deadlines/{everything[0]['id']}/").json()
    assert one["explanation"]
    assert all(step["text"] for step in one["explanation"])
    own = rows(as_("cy-water.officer"), "deadlines/")
    assert [row["code"] for row in own] == ["recommendation_reply"]


def test_explanations_are_in_the_language_of_the_reader(world: World, as_: As) -> None:
    client = as_("cy.handler")
    pk = rows(client, "deadlines/?code=recommendation_reply")[0]["id"]
    chinese = client.get(f"{ROOT}deadlines/{pk}/", headers={"accept-language": "zh-hans"}).json()
    english = client.get(f"{ROOT}deadlines/{pk}/").json()
    assert english["basis"][0].startswith("Interp.")
    assert chinese["basis"][0].startswith("《最高人民法院、最高人民检察院")
    assert chinese["explanation"] != english["explanation"]


def _queries(client: APIClient, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert rows(client, path) is not None
    return len(queries)


@pytest.mark.parametrize("name", ["bj.handler", "cy-water.officer"])
def test_lists_ask_no_more_as_they_grow(name: str, directory: None, clock: Clock, as_: As) -> None:
    paths = ["cases/", "cases/?q=混凝土", "clues/", "deadlines/", "drafts/?all=true"]
    asked: dict[str, set[int]] = {path: set() for path in paths}
    for size in (2, 5):
        for _each in range(size):
            story = Story("cy", "water").to_awaiting_reply()
            story.act(".handler", "close_case", ground="no_failure")
            clock.moment = story.clock
        client = as_(name)
        client.get(f"{ROOT}cases/")
        for path in paths:
            # Twice: now and then a request also notes that the session is alive.
            asked[path].add(min(_queries(client, path) for _time in range(2)))
    assert {path: len(counts) for path, counts in asked.items()} == dict.fromkeys(paths, 1)
    assert max(max(counts) for counts in asked.values()) <= 12


def test_a_file_asks_no_more_as_it_grows(story: Story, clock: Clock, as_: As) -> None:
    story.to_judged()
    clock.moment = story.clock
    assert story.case is not None
    path = address("cases", story.case.number)
    people = ("cy.handler", "cy-water.officer", "cy-court.clerk")
    before = {name: queries_of(as_(name), path) for name in people}
    for index in range(3):
        story.act(
            ".handler",
            "record_measure",
            measure="inspect",
            on=story.today,
            officers=["cy.handler", "cy.handler2"],
            record=f"第{index}次勘验",
        )
        story.act(".handler", "add_evidence", kind="documentary", title=f"书证{index}",
                  obtained_on=story.today, source="水务局")  # fmt: skip
        story.act("cy-water.officer", "add_evidence", kind="documentary", title=f"台账{index}",
                  obtained_on=story.today, source="水务局")  # fmt: skip
    after = {name: queries_of(as_(name), path) for name in people}
    for name in people:
        assert after[name] <= before[name] + 4, "the first of its sort may take one"
    assert max(after.values()) <= 103


def queries_of(client: APIClient, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_history_page_by_page(story: Story, clock: Clock, as_: As) -> None:
    story.to_awaiting_reply()
    clock.moment = story.clock
    assert story.case is not None
    client = as_("cy.handler")
    path = address("cases", story.case.number, "events")
    found: list[dict[str, Any]] = []
    following: str | None = f"{path}?ordering=oldest&size=3"
    while following:
        page = client.get(following).json()
        found += page["results"]
        following = page["next"]
    actions = [(row["action"], row["stage"]) for row in found]
    assert actions[0] == ("file_case", "done")
    assert actions[-1] == ("serve_recommendation", "done")
    assert ("issue_recommendation", "reviewed") in actions
    for earlier, later in pairwise(found):
        assert earlier["seq"] < later["seq"]
        if later["seq"] == earlier["seq"] + 1:
            assert later["previous"] == earlier["digest"]
    newest = client.get(path).json()["results"]
    assert newest[0] == found[-1]
    assert newest[0]["label"] == CASE_ACTIONS["serve_recommendation"].label


def test_reading_a_file_is_recorded_once_an_hour(story: Story, clock: Clock, as_: As) -> None:
    story.to_awaiting_reply()
    clock.moment = story.clock
    assert story.case is not None
    path = address("cases", story.case.number)
    for _time in range(2):
        as_("cy.head").get(path)
    as_("cy-water.officer").get(path)
    as_("hd.handler").get(path)
    readers = User.objects.filter(pk__in=story.case.readings.values("person"))
    assert sorted(readers.values_list("username", flat=True)) == ["cy-water.officer", "cy.head"]
    assert story.case.readings.count() == 2


def test_answers_are_kept_by_no_cache(world: World, as_: As) -> None:
    client = as_("cy.handler")
    for path in (f"{ROOT}cases/", address("cases", world.cases["a"].number)):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"
