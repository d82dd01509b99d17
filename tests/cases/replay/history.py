"""All scenarios told once: which rows of the tables they took, and what became of which period."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import pytest

from cases.domain.lifecycle import Transition
from cases.models import Case, Clue, DeadlineExtension, Event
from cases.replay.player import play
from cases.replay.scenario import ScenarioEvent, read_scenario
from tests.cases.conftest import SCENARIOS

FOLDERS = (SCENARIOS, Path(__file__).parents[2] / "scenarios")
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.json"))

# The package names the function the same as its module.
door: Any = import_module("cases.actions.perform")


def _sets() -> dict[Any, set[str]]:
    return defaultdict(set)


@dataclass
class History:
    """``rows`` of the tables that were taken; ``changes`` (code of a period, what became of it) by
    the actions that brought them about; ``grants``: which period was extended by whom;
    ``while_running``: what was done while a period ran; ``left``: the files of which the dry run
    left something.
    """

    rows: set[Transition] = field(default_factory=set)
    changes: dict[tuple[str, str], set[str]] = field(default_factory=_sets)
    grants: set[tuple[str, str]] = field(default_factory=set)
    while_running: dict[str, set[str]] = field(default_factory=_sets)
    left: set[str] = field(default_factory=set)

    def add(self, events: Iterable[Event]) -> None:
        """Add what the log tells of one story, and the extensions it leaves."""
        running: set[str] = set()
        for event in events:
            for code in running:
                self.while_running[code].add(event.action)
            for change in event.effects.get("deadlines", ()):
                self.changes[change["code"], change["change"]].add(event.action)
                if change["change"] == "started":
                    running.add(change["code"])
                elif change["change"] in {"met", "met_late", "missed", "lapsed", "cancelled"}:
                    running.discard(change["code"])
        self.grants.update(DeadlineExtension.objects.values_list("deadline__code", "granted_by"))

    def copy(self) -> Self:
        """Another that may be added to."""
        return deepcopy(self)


@cache
def told() -> History:
    """Replay every scenario and leave nothing. Wants the demo directory in the database."""
    history = History()
    carry_out = door.carry_out

    def remember(action: Any, entry: Transition, *rest: Any) -> Any:
        history.rows.add(entry)
        return carry_out(action, entry, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "carry_out", remember)
        for path in FILES:
            scenario = read_scenario(path)

            def heard(number: int, event: ScenarioEvent, last: int = len(scenario.events)) -> None:
                del event
                if number == last:
                    history.add(Event.objects.order_by("id"))

            play(scenario, dry_run=True, heard=heard)
            if any(model.objects.exists() for model in (Clue, Case, Event)):
                history.left.add(path.stem)
    return history
