"""Every scenario of this folder replays as it is told, and a dry run of it leaves nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from cases.models import Event
from tests.cases.replay.history import told

FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.json"))

pytestmark = pytest.mark.usefixtures("directory")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_scenario_replays(path: Path) -> None:
    call_command("replay", str(path), stdout=StringIO())
    assert Event.objects.exists()


@pytest.mark.timeout(900)
def test_a_dry_run_leaves_nothing() -> None:
    assert not told().left
