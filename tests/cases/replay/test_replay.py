"""Scenario files replay exactly, or leave nothing behind and say why."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.models import Case, Clue, Event
from tests.cases.conftest import SCENARIOS

FILES = sorted(SCENARIOS.glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.usefixtures("directory")
def test_shared_scenarios_replay_twice_and_dry(path: Path) -> None:
    call_command("replay", str(path), dry_run=True, stdout=StringIO())
    assert not Clue.objects.exists()
    call_command("replay", str(path), stdout=StringIO())
    call_command("replay", str(path), stdout=StringIO())
    assert Case.objects.filter(state="closed").count() == 2


@pytest.mark.usefixtures("directory")
def test_one_wrong_date_names_the_event_and_changes_nothing(
    scenario_file: Callable[[dict[str, Any]], Path],
) -> None:
    scenario = json.loads((SCENARIOS / "water-fees.json").read_text(encoding="utf-8"))
    number = next(
        index
        for index, event in enumerate(scenario["events"], 1)
        if "recommendation_reply" in event.get("expect", {}).get("deadlines", {})
    )
    scenario["events"][number - 1]["expect"]["deadlines"]["recommendation_reply"] = "2026-04-06"
    out = StringIO()
    with pytest.raises(
        CommandError, match=f"第{number}个事件.*recommendation_reply届满日为2026-04-07"
    ):
        call_command("replay", str(scenario_file(scenario)), json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert told["ok"] is False
    assert told["event"] == number
    assert not Clue.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("expectation", "fault"),
    [
        ({"state": "registred"}, "没有registred这一状态"),
        ({"deadlines": {"recommendation_replay": None}}, "recommendation_replay的期限"),
        ({"met": ["nothing"]}, "nothing的期限"),
        ({"hidden_from": ["nobody.here"]}, "没有用户nobody.here"),
        ({"available": {"cy.handler": ["fly"]}}, "没有名为fly的操作"),
        ({"state": "assessed"}, "状态为registered"),
        ({"available": {"cy.handler": ["decline_clue"]}}, "cy.handler不能办理"),
        ({"visible_to": ["hd.handler"]}, "对hd.handler不可见"),
        ({"hidden_from": ["cy.head"]}, "对cy.head可见"),
        ({"met": ["clue_assessment"]}, "clue_assessment的状态为running"),
        ({"reminded": {"clue_assessment": ["cy.handler"]}}, "尚未提醒：cy.handler"),
        ({"colour": "red"}, "colour: 没有"),
    ],
)
@pytest.mark.usefixtures("directory")
def test_an_expectation_that_does_not_hold_or_means_nothing_fails(
    scenario_file: Callable[[dict[str, Any]], Path], expectation: dict[str, Any], fault: str
) -> None:
    scenario = json.loads((SCENARIOS / "water-fees.json").read_text(encoding="utf-8"))
    first = scenario["events"][0]
    scenario["events"] = [first, {"at": first["at"], "expect": {"on": "clue", **expectation}}]
    with pytest.raises(CommandError, match=fault):
        call_command("replay", str(scenario_file(scenario)), stdout=StringIO())
    assert not Clue.objects.exists()


@pytest.mark.parametrize(
    "broken",
    ["", "{", "[]", '{"title": "x"}', '{"title": "x", "events": [{"at": "2026-01-01T09:00"}]}'],
)
def test_what_is_no_scenario_is_refused(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("replay", str(path), stdout=StringIO())
