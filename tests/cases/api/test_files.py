"""Files over the API: sent in, put into a case by an action, fetched by who may."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import StoredFile
from tests.cases.api.conftest import ROOT, As, Clock, address, take
from tests.cases.conftest import Story

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
FILES = f"{ROOT}files/"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    """Uploads go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


def upload(name: str = "整改报告.pdf", content: bytes = PDF) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content, "application/pdf")}


def test_a_file_on_its_way_into_a_case(story: Story, clock: Clock, as_: As) -> None:
    story.to_awaiting_reply()
    clock.moment = story.clock
    number = story.case.number if story.case else ""
    organ = as_("cy-water.officer")
    sent = organ.post(FILES, upload())
    assert sent.status_code == 201, sent.content
    told = sent.json()
    assert (told["name"], told["media_type"], told["size"]) == (
        "整改报告.pdf",
        "application/pdf",
        len(PDF),
    )
    assert sent.headers["Location"] == told["url"] == f"{FILES}{told['id']}/"
    for name in ("cy.handler", "cy-water.leader", "cy-env.officer"):
        assert as_(name).get(told["url"]).status_code == 404, "it is the sender's alone"

    replied = take(
        organ,
        "cases",
        number,
        "submit_reply",
        kind="no_violation",
        statement="无违法情形",
        received_on=story.today,
        files=[told["id"]],
    )
    assert replied.status_code == 200, replied.content
    for name in ("cy.handler", "bj3.handler", "cy-water.leader"):
        case = as_(name).get(address("cases", number)).json()
        assert case["recommendations"][0]["replies"][0]["files"] == [told], name
        fetched: Any = as_(name).get(told["url"])
        assert fetched.status_code == 200
        assert b"".join(fetched.streaming_content) == PDF
        assert fetched.headers["Content-Disposition"].startswith("attachment;")
        assert fetched.headers["X-Content-Type-Options"] == "nosniff"
    missing = as_("cy.handler").get(f"{FILES}7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1a/")
    for name in ("hd.handler", "cy-env.officer", "cy-court.clerk", "npc.deputy"):
        foreign = as_(name).get(told["url"])
        assert (foreign.status_code, foreign.content) == (404, missing.content), name


def test_a_file_is_used_once_and_by_its_sender(story: Story, clock: Clock, as_: As) -> None:
    story.to_inquiring()
    clock.moment = story.clock
    number = story.case.number if story.case else ""
    mine = as_("cy.handler").post(FILES, upload()).json()["id"]
    facts = {
        "kind": "documentary",
        "title": "取水台账",
        "obtained_on": story.today,
        "source": "水务局",
        "files": [mine],
    }
    stolen = take(as_("cy.handler2"), "cases", number, "add_evidence", **facts)
    assert (stolen.status_code, list(stolen.json()["errors"])) == (422, ["files"])
    assert take(as_("cy.handler"), "cases", number, "add_evidence", **facts).status_code == 200
    again = take(as_("cy.handler"), "cases", number, "add_evidence", **facts)
    assert (again.status_code, list(again.json()["errors"])) == (422, ["files"])


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"file": "text"},
        upload("leer.pdf", b""),
        upload("virus.exe", b"MZ"),
        upload("falsch.pdf", b"MZ\x90\x00"),
        upload("page.html", b"<script>alert(1)</script>"),
    ],
    ids=["nothing", "text", "empty", "exe", "disguised", "html"],
)
def test_files_that_are_not_taken(given: dict[str, Any], directory: None, as_: As) -> None:
    answer = as_("cy.handler").post(FILES, given)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert list(answer.json()["errors"]) == ["file"]
    assert not StoredFile.objects.exists()


def test_malformed_multipart(directory: None, as_: As) -> None:
    answer = as_("cy.handler").post(
        FILES, b"--x\r\nnonsense", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code in {400, 422}
    answer = as_("cy.handler").post(FILES, b"", content_type="multipart/form-data")
    assert answer.status_code in {400, 422}
    many = {f"file{index}": SimpleUploadedFile(f"{index}.txt", b"x") for index in range(150)}
    answer = as_("cy.handler").post(FILES, many)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_people_without_a_post_send_nothing(directory: None, as_: As) -> None:
    answer = as_("admin").post(FILES, upload())
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
