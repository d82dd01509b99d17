"""The scenario files, driven over the REST API alone, one HTTP request for each act."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from cases.sweep import sweep
from tests.cases.api.conftest import ROOT, As, Clock, address

SCENARIOS = Path(__file__).parents[2] / "data" / "scenarios"


class Program:
    """A program that lives a scenario over HTTP."""

    def __init__(self, clock: Clock, as_: As) -> None:
        self.clock = clock
        self.as_ = as_
        self.named: dict[str, tuple[str, str]] = {}

    def live(self, event: dict[str, Any]) -> None:
        """One event of the file."""
        self.clock.set(event["at"])
        if event.get("sweep"):
            sweep(self.clock.now())
        elif "expect" in event:
            self.check(event["expect"])
        else:
            self.act(event)

    def act(self, event: dict[str, Any]) -> None:
        path = (
            address(*self.named[event["on"]], "actions", event["action"])
            if "on" in event
            else f"{ROOT}clues/"
        )
        answer = self.post(event["actor"], path, event["data"])
        steps = list(
            zip(("review_draft", "decide_draft"), event.get("decided_by", ()), strict=False)
        )
        while answer.status_code == 201 and steps:
            name, person = steps.pop(0)
            draft = (answer.json()["draft"] or {}).get("id")
            path = address(*self.named[event["on"]], "actions", name)
            answer = self.post(person, path, {"draft": draft})
            if name == "review_draft":
                assert answer.status_code == 200, answer.content
                answer.status_code = 201
        if "refused" in event:
            assert answer.json()["code"] == event["refused"]
            return
        assert answer.status_code in {200, 201}, (event, answer.content)
        if "as" in event:
            made = answer.json()["made"]
            self.named[event["as"]] = (f"{made['kind']}s", made["number"])

    def post(self, username: str, path: str, data: dict[str, Any]) -> Any:
        return self.as_(username).post(path, {"data": data}, format="json")

    def check(self, expected: dict[str, Any]) -> None:
        where = self.named[expected["on"]]
        insider = self.as_(self.insider)
        told = insider.get(address(*where)).json()
        if "state" in expected:
            assert told["state"] == expected["state"]
        rows = {row["code"]: row for row in told["deadlines"] if row["status"] != "cancelled"}
        for code, day in expected.get("deadlines", {}).items():
            assert rows[code]["due_on"] == day
            assert rows[code]["explanation"]
        for status in ("met", "missed"):
            assert all(rows[code]["status"] == status for code in expected.get(status, ()))
        for name in expected.get("visible_to", ()):
            assert self.as_(name).get(address(*where)).status_code == 200, name
        for name in expected.get("hidden_from", ()):
            assert self.as_(name).get(address(*where)).status_code == 404, name

    insider = ""


@pytest.mark.parametrize("name", ["river-suit", "water-fees"])
def test_a_whole_case_over_the_api(name: str, directory: None, clock: Clock, as_: As) -> None:
    scenario = json.loads((SCENARIOS / f"{name}.json").read_text(encoding="utf-8"))
    program = Program(clock, as_)
    program.insider = scenario["events"][0]["actor"]
    for event in scenario["events"]:
        program.live(event)
    case = program.as_(program.insider).get(address(*program.named["case"])).json()
    assert case["state"] == "closed"
    assert timezone.localdate().isoformat() >= case["closed_on"]
    assert {row["stage"] for row in case["events"]} >= {"done", "drafted", "reviewed"}


def test_what_is_offered_is_what_the_file_expects(directory: None, clock: Clock, as_: As) -> None:
    """Each act of the file was among the actions offered to its actor just before."""
    scenario = json.loads((SCENARIOS / "water-fees.json").read_text(encoding="utf-8"))
    program = Program(clock, as_)
    program.insider = scenario["events"][0]["actor"]
    for event in scenario["events"]:
        if "action" in event and "refused" not in event:
            clock.set(event["at"])
            assert event["action"] in offered(as_(event["actor"]), program, event)
        program.live(event)


def offered(client: APIClient, program: Program, event: dict[str, Any]) -> set[str]:
    if "on" not in event:
        return {each["name"] for each in client.get(f"{ROOT}clues/actions/").json()}
    told = client.get(address(*program.named[event["on"]])).json()
    return {each["name"] for each in told["available_actions"]}
