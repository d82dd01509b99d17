"""Cases of every kind for tests of pages: the first events of a scenario file, played."""

import json
from collections.abc import Callable
from pathlib import Path

from cases.models import Case
from cases.replay.player import play
from cases.replay.scenario import Scenario, ScenarioEvent
from tests.cases.shelf import kept_rows

FOLDER = Path(__file__).parents[2] / "scenarios"


class Told:
    """A scenario told up to an action; ``case`` is the first case it made."""

    def __init__(self, scenario: Scenario, case: Case) -> None:
        self.case = case
        self.clock = scenario.events[-1].at


def scenario(name: str, until: str = "", times: int = 1) -> Scenario:
    """The events of a file up to the action ``until``, the last of so many; all of them if none."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if until:
        ends = [
            number
            for number, event in enumerate(found["events"], 1)
            if event.get("action") == until and "refused" not in event
        ]
        found["events"] = found["events"][: ends[times - 1]]
    return Scenario.model_validate_json(json.dumps(found))


def tell(
    name: str,
    until: str = "",
    times: int = 1,
    heard: Callable[[int, ScenarioEvent], None] | None = None,
) -> Told:
    """Play a scenario file up to an action; once a process where nobody listens to it."""
    chosen = scenario(name, until, times)
    before = list(Case.objects.values_list("pk", flat=True))
    if heard is not None:
        play(chosen, heard=heard)
    else:
        kept_rows(f"{name} until {until} {times}", lambda: play(chosen))
    return Told(chosen, Case.objects.exclude(pk__in=before).order_by("id")[0])
