"""Every scenario replays as it is told, and a dry run of it leaves nothing."""

from pathlib import Path

import pytest

from tests.cases.replay.history import FILES, TOGETHER, told

pytestmark = [pytest.mark.usefixtures("directory"), TOGETHER]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_replays_and_its_dry_run_leaves_nothing(path: Path) -> None:
    assert told(path).rows
