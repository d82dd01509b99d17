"""What each scenario tells: replayed once in a test run, asked by many tests."""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Self

import pytest

from cases.domain.lifecycle import Transition
from cases.models import Case, Clue, DeadlineExtension, Event, LegalDocument
from cases.replay.player import play
from cases.replay.scenario import ScenarioEvent, read_scenario
from tests.cases.conftest import SCENARIOS

FOLDERS = (SCENARIOS, Path(__file__).parents[2] / "scenarios")
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.json"))

#: Tests that ask what the scenarios tell run in one process: all of them take minutes to replay.
TOGETHER: Final = pytest.mark.xdist_group("scenarios")

# The package names the function the same as its module.
door: Any = import_module("cases.actions.perform")


def _sets() -> dict[Any, set[str]]:
    return defaultdict(set)


@dataclass
class History:
    """``rows`` of the tables that were taken; ``changes`` (code of a period, what became of it) by
    the actions that brought them about; ``grants``: which period was extended by whom;
    ``while_running``: what was done while a period ran; ``documents``: what was made, with what was
    missing in it.
    """

    rows: set[Transition] = field(default_factory=set)
    changes: dict[tuple[str, str], set[str]] = field(default_factory=_sets)
    grants: set[tuple[str, str]] = field(default_factory=set)
    while_running: dict[str, set[str]] = field(default_factory=_sets)
    documents: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def add(self, events: Iterable[Event]) -> None:
        """Add what the log tells of one story, and what else it leaves in the database."""
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
        self.documents.extend(
            (row.code, frozenset(row.missing)) for row in LegalDocument.objects.all()
        )

    def join(self, other: "History") -> None:
        """Add what another one tells."""
        self.rows |= other.rows
        self.grants |= other.grants
        self.documents += other.documents
        for mine, theirs in (
            (self.changes, other.changes),
            (self.while_running, other.while_running),
        ):
            for key, actions in theirs.items():
                mine[key] |= actions  # type: ignore[index]

    def copy(self) -> Self:
        """Another that may be added to."""
        return deepcopy(self)


@cache
def told(path: Path) -> History:
    """Replay a scenario and leave nothing. Wants the demo directory in the database.

    Raises ``ReplayError`` where it does not go as it is told.
    """
    history, scenario = History(), read_scenario(path)
    carry_out = door.carry_out

    def remember(action: Any, entry: Transition, *rest: Any) -> Any:
        history.rows.add(entry)
        return carry_out(action, entry, *rest)

    def heard(number: int, event: ScenarioEvent) -> None:
        del event
        if number == len(scenario.events):
            history.add(Event.objects.order_by("id"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "carry_out", remember)
        play(scenario, dry_run=True, heard=heard)
    assert not any(model.objects.exists() for model in (Clue, Case, Event)), "a dry run left rows"
    return history


@cache
def all_told() -> History:
    """What all scenarios tell together."""
    history = History()
    for path in FILES:
        history.join(told(path))
    return history
