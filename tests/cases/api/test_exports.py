"""Exports of case files over the API: for their asker alone, until their hours are over."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cases.models import FileExport, Reading
from cases.services.file_export import delete_expired, make_waiting
from cases.tasks import make_exports
from tests.cases.api.conftest import ROOT, As, Clock
from tests.cases.api.test_leaks import PEOPLE
from tests.cases.api.world import INSIDE, RECUSED, World

EXPORTS = f"{ROOT}exports/"
MISSING = "京朝检行公立〔2026〕9999号"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files go to a directory of the test; no worker is woken."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(make_exports, "apply_async", lambda **_more: None)


def ask(as_: As, name: str, number: str, kind: str = "pdf") -> Any:
    return as_(name).post(EXPORTS, {"case": number, "kind": kind}, format="json")


def test_asked_for_made_and_fetched(world: World, as_: As) -> None:
    number = world.cases["c"].number
    answer = ask(as_, "cy.handler", number)
    assert answer.status_code == 202, answer.content
    told = answer.json()
    assert answer.headers["Location"] == told["url"]
    assert (told["case"], told["kind"], told["status"], told["file"]) == (
        number,
        "pdf",
        "waiting",
        None,
    )
    assert ask(as_, "cy.handler", number).json()["id"] == told["id"], "not twice"
    assert as_("cy.handler").get(f"{told['url']}file/").status_code == 404
    assert make_waiting(timezone.now) == 1
    ready = as_("cy.handler").get(told["url"]).json()
    assert ready["status"] == "ready"
    assert ready["done"] == ready["total"] > 0
    sent: Any = as_("cy.handler").get(ready["file"])
    assert sent.status_code == 200
    assert b"".join(sent.streaming_content).startswith(b"%PDF")
    assert sent.headers["Content-Disposition"].startswith("attachment;")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert Reading.objects.filter(case=world.cases["c"], person__username="cy.handler").exists()
    assert [row["id"] for row in as_("cy.handler").get(EXPORTS).json()["results"]] == [told["id"]]


def test_it_is_its_askers_alone(world: World, as_: As, subtests: pytest.Subtests) -> None:
    told = ask(as_, "cy.handler", world.cases["c"].number).json()
    assert make_waiting(timezone.now) == 1
    for name in PEOPLE:
        if name == "cy.handler":
            continue
        with subtests.test(name=name):
            client = as_(name)
            for rest in ("", "file/"):
                missing = client.get(f"{EXPORTS}{uuid.uuid4()}/{rest}")
                answer = client.get(f"{told['url']}{rest}")
                assert (answer.status_code, answer.content) == (404, missing.content)
            assert client.get(EXPORTS).json()["results"] == []


def test_a_file_is_exported_from_inside_only(
    world: World, as_: As, subtests: pytest.Subtests
) -> None:
    for name in PEOPLE:
        missing = ask(as_, name, MISSING)
        assert missing.status_code == 404
        for letter, case in world.cases.items():
            how = world.stands(name, letter)
            with subtests.test(name=name, letter=letter):
                answer = ask(as_, name, case.number)
                if how == INSIDE:
                    assert answer.status_code == 202
                elif how == RECUSED:
                    assert (answer.status_code, answer.json()["code"]) == (403, "recused")
                else:
                    assert (answer.status_code, answer.content) == (404, missing.content)


def test_it_expires(world: World, as_: As, clock: Clock) -> None:
    told = ask(as_, "cy.handler", world.cases["c"].number, "zip").json()
    assert make_waiting(timezone.now) == 1
    row = FileExport.objects.get(pk=told["id"])
    assert row.expires_at is not None
    clock.moment = row.expires_at
    over = as_("cy.handler").get(told["url"]).json()
    assert (over["status"], over["file"]) == ("expired", None)
    assert as_("cy.handler").get(f"{told['url']}file/").status_code == 404
    assert delete_expired(clock.moment) == 1
    assert as_("cy.handler").get(told["url"]).json()["status"] == "expired"


@pytest.mark.parametrize(
    "body", [{}, {"case": "x"}, {"kind": "pdf"}, {"case": "a/b", "kind": "pdf"}, {"kind": "exe"}]
)
def test_a_wrong_question_is_told_at_its_field(world: World, as_: As, body: dict[str, str]) -> None:
    answer = as_("cy.handler").post(EXPORTS, body, format="json")
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert not FileExport.objects.exists()


def test_nobody_is_told_nothing(world: World, as_: As) -> None:
    assert as_("").get(EXPORTS).status_code == 401
    assert as_("").post(EXPORTS, {}, format="json").status_code == 401
