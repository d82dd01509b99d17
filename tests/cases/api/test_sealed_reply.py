"""The sealed scan of a reply over the API."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cases.api.conftest import As, Clock, address, take
from tests.cases.api.test_files import FILES, upload
from tests.cases.conftest import Story

ACTION = "attach_signed_reply"
OFFICER = "cy-water.officer"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Settings) -> None:
    """Uploads go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


def test_the_scan_is_told_with_its_reply(story: Story, clock: Clock, as_: As) -> None:
    story.to_following_up()
    clock.moment = story.clock
    assert story.case is not None
    number, organ = story.case.number, as_(OFFICER)
    offered = organ.get(address("cases", number)).json()["available_actions"]
    schema = next(each for each in offered if each["name"] == ACTION)["schema"]
    assert set(schema["properties"]) == {"reply", "files"}
    scan = organ.post(FILES, upload("盖章回复.pdf")).json()
    assert take(organ, "cases", number, ACTION, files=[scan["id"]]).status_code == 200
    for name in (OFFICER, "cy.handler"):
        [told] = as_(name).get(address("cases", number)).json()["recommendations"][0]["replies"]
        assert (told["files"], told["scans"]) == ([], [scan]), name


def test_refusals(story: Story, clock: Clock, as_: As) -> None:
    story.to_awaiting_reply()
    clock.moment = story.clock
    assert story.case is not None
    number, organ = story.case.number, as_(OFFICER)
    scan = organ.post(FILES, upload()).json()["id"]
    early = take(organ, "cases", number, ACTION, files=[scan])
    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    story.later(30).reply()
    clock.moment = story.clock
    organ = as_(OFFICER)
    for data, field in (
        ({"files": []}, "files"),
        ({}, "files"),
        ({"files": ["7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1a"]}, "files"),
        ({"files": [scan], "reply": 2}, "reply"),
        ({"files": [scan], "reply": 0}, "reply"),
        ({"files": [scan], "on": "2026-03-01"}, "on"),
    ):
        refused = take(organ, "cases", number, ACTION, **data)
        assert (refused.status_code, list(refused.json()["errors"])) == (422, [field]), data
    foreign = as_("cy-water.leader").post(FILES, upload()).json()["id"]
    stolen = take(organ, "cases", number, ACTION, files=[foreign])
    assert list(stolen.json()["errors"]) == ["files"]
    handler = take(as_("cy.handler"), "cases", number, ACTION, files=[scan])
    assert (handler.status_code, handler.json()["code"]) == (403, "not_permitted")
