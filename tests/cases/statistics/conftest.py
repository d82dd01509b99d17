"""Pages of figures in a browser."""

from collections.abc import Callable

import pytest
from django.utils import translation

from agencies.models import User
from cases.replay.player import play
from cases.replay.scenario import read_scenario
from tests.cases.conftest import Story
from tests.cases.replay.history import FILES
from tests.cases.shelf import kept_rows
from tests.cases.views.conftest import Browser

LATER = "2027-12-20"
"""When everything that is told has happened."""
TOLD = (
    "administrative-protested",
    "people-look-back-relapsed-reopened-sued",
    "civil-mediated",
    "compensation-confirmed",
    "clue-to-neighbour",
    "taken-up",
)


@pytest.fixture
def told(directory: None) -> None:
    """Cases of several procuratorates, some with money, some late."""
    kept_rows("figures told", _tell)


def _tell() -> None:
    for name in TOLD:
        play(read_scenario(next(path for path in FILES if path.stem == name)))
    for place in ("hd", "cy"):
        Story(place).to_awaiting_reply()


@pytest.fixture
def open_as(
    directory: None, monkeypatch: pytest.MonkeyPatch, clean_cache: None
) -> Callable[[str], Browser]:
    """Log somebody in: ``open_as("cy.chief")``. Pages are in English."""

    def log_in(username: str) -> Browser:
        User.objects.filter(username=username).update(language="en")
        return Browser(username, monkeypatch)

    translation.activate("en")
    return log_in
