"""What organs and courts are told of a case, when, and what they cannot find out by asking."""

import json
from typing import Any

from tests.cases.api.conftest import ROOT, As, Clock, address, take
from tests.cases.api.world import World

INTERNAL = {
    "cause",
    "clue",
    "handler",
    "version",
    "team",
    "parties",
    "offenders",
    "recusals",
    "plans",
    "measures",
    "appraisals",
    "consultations",
    "public_hearings",
    "conclusions",
    "superior_records",
    "follow_ups",
    "supervisions",
    "questions",
    "hours",
    "review_suspensions",
    "look_backs",
    "drafts",
    "events",
    "next_due_on",
    "next_due_rule",
    "state_since",
    "recorded_by",
    "narrative",
    "address",
}


def words_of(value: Any) -> set[str]:
    """Every key in a document, at any depth, apart from what describes the forms of actions."""
    if isinstance(value, dict):
        inner = [words_of(each) for key, each in value.items() if key != "available_actions"]
        return set(value).union(*inner)
    if isinstance(value, list):
        return set().union(*(words_of(each) for each in value))
    return set()


def test_a_facet_has_no_internal_field(world: World, as_: As) -> None:
    for name, letter in (
        ("cy-water.officer", "a"),
        ("cy-env.officer", "b"),
        ("hd-court.clerk", "d"),
    ):
        told = as_(name).get(address("cases", world.cases[letter].number)).json()
        assert words_of(told) & INTERNAL == set()
        text = json.dumps(told, ensure_ascii=False)
        for secret in ("某混凝土有限公司", "怠于履行水资源监督管理职责", "地下水超采", "近亲属"):
            assert secret not in text


def test_an_organ_sees_the_recommendation_only_once_it_is_served(
    world: World, clock: Clock, as_: As
) -> None:
    case = world.cases["b"]
    path = address("cases", case.number)
    before = as_("cy-env.officer").get(path).json()
    assert (before["state"], before["recommendations"], before["deadlines"]) == (
        "inquiring",
        [],
        [],
    )
    assert [row["document"] for row in before["services"]] == ["filing_decision"]
    answer = take(
        as_("cy.handler"),
        "cases",
        case.number,
        "serve_recommendation",
        served_on="2026-06-30",
        method="direct",
    )
    assert answer.status_code == 200, answer.content
    after = as_("cy-env.officer").get(path).json()
    assert after["state"] == "awaiting_reply"
    assert [item["no"] for item in after["recommendations"][0]["items"]] == [1, 2]
    assert [row["code"] for row in after["deadlines"]] == ["recommendation_reply"]
    assert "submit_reply" in {each["name"] for each in after["available_actions"]}


def test_a_court_sees_the_case_from_the_suit_on_and_the_defendant_from_docketing(
    world: World, clock: Clock, as_: As
) -> None:
    case = world.cases["a"]
    path = address("cases", case.number)
    claims = [{"kind": "perform", "text": "判令被告依法履行职责"}]
    filed = take(
        as_("cy.handler"),
        "cases",
        case.number,
        "file_suit",
        court="cy-court",
        claims=claims,
        delivered_on="2026-06-30",
    )
    draft = filed.json()["draft"]["id"]
    assert filed.status_code == 201
    assert as_("cy-court.clerk").get(path).status_code == 404
    for who, step in (("cy.head", "review_draft"), ("cy.chief", "decide_draft")):
        assert take(as_(who), "cases", case.number, step, draft=draft).status_code == 200
    court = as_("cy-court.clerk").get(path).json()
    assert (court["state"], len(court["suits"])) == ("suit_filed", 1)
    organ = as_("cy-water.officer").get(path).json()
    assert (organ["state"], organ["suits"]) == ("following_up", [])
    by_state = as_("cy-water.officer").get(f"{ROOT}cases/?state=suit_filed").json()["results"]
    assert by_state == []
    assert as_("bj3-court.judge").get(path).status_code == 404
    docketed = take(
        as_("cy-court.clerk"),
        "cases",
        case.number,
        "docket",
        docketed_on="2026-06-30",
        court_number="（2026）京0105行初7号",
    )
    assert docketed.status_code == 200, docketed.content
    assert "version" not in docketed.json()["target"]
    assert set(docketed.json()["event"]) == {"action", "stage", "occurred_at", "recorded_at"}
    organ = as_("cy-water.officer").get(path).json()
    assert (organ["state"], len(organ["suits"])) == ("on_trial", 1)
    assert "withdrawal_reason" not in organ["suits"][0]
    assert as_("cy-env.officer").get(path).status_code == 404


def test_parties_cannot_search_or_sort_by_what_they_are_not_told(world: World, as_: As) -> None:
    insider, organ = as_("cy.handler"), as_("cy-water.officer")
    for query in ("q=某混凝土有限公司", "overdue=true&q=混凝土", "due_before=2030-01-01"):
        found = insider.get(f"{ROOT}cases/?{query}").json()["results"]
        assert found, query
    assert organ.get(f"{ROOT}cases/?q=某混凝土有限公司").json()["results"] == []
    assert organ.get(f"{ROOT}cases/?ordering=due").status_code == 422
    assert insider.get(f"{ROOT}cases/?ordering=due").status_code == 200
    for query in ("due_before=1990-01-01", "overdue=true", "mine=true"):
        assert len(organ.get(f"{ROOT}cases/?{query}").json()["results"]) == 1, query
