"""Decided documents over the API: who reads which, as blocks and as files."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from django.db import connection
from pypdf import PdfReader

from cases.models import Case, LegalDocument
from tests.cases.api.conftest import ROOT, As
from tests.cases.api.test_leaks import PEOPLE, listed
from tests.cases.api.world import FACET, INSIDE, RECUSED, World

DOCUMENTS = f"{ROOT}documents/"
_SERVED = {"filing_decision_administrative", "recommendation"}
#: What was served on the parties of the world's cases, delivered to them or issued by them.
PARTIES = {
    ("cy-water", "a"): {*_SERVED, "organ_reply"},
    ("cy-env", "b"): {"filing_decision_administrative"},
    ("hd-env", "d"): {*_SERVED, "organ_reply"},
    ("hd-court", "d"): {"administrative_complaint"},
}


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    """Files go to a directory of the test."""
    settings.MEDIA_ROOT = tmp_path


def documents(case: Case) -> list[LegalDocument]:
    return list(LegalDocument.objects.filter(case=case).order_by("id"))


def test_everybody_lists_what_they_may_read_and_nothing_else(
    world: World, as_: As, subtests: pytest.Subtests
) -> None:
    gone = f"{DOCUMENTS}{10**9}/"
    for name in PEOPLE:
        with subtests.test(name=name):
            client = as_(name)
            seen = {row["id"] for row in listed(client, "documents/?size=100")}
            missing = client.get(gone)
            for letter, case in world.cases.items():
                how = world.stands(name, letter)
                mine = {row["id"] for row in listed(client, f"documents/?case={case.number}")}
                assert mine <= seen
                rows = documents(case)
                codes = {row.code for row in rows} if how == INSIDE else set()
                if how == FACET:
                    codes = PARTIES[name.partition(".")[0], letter]
                readable = {row.pk for row in rows if row.code in codes}
                assert mine == readable, letter
                hidden = next((row for row in rows if row.pk not in readable), None)
                if hidden is not None:
                    for face in ("", "pdf/", "docx/"):
                        answer = client.get(f"{DOCUMENTS}{hidden.pk}/{face}")
                        assert (answer.status_code, answer.content) == (404, missing.content)
                if how == RECUSED:
                    assert mine == set()


def test_a_document_as_blocks(world: World, as_: As) -> None:
    case = world.cases["a"]
    row = next(each for each in documents(case) if each.code == "recommendation")
    for name in ("cy.handler", "cy-water.officer"):
        told = as_(name).get(f"{DOCUMENTS}{row.pk}/").json()
        assert (told["number"], told["digest"]) == (row.number, row.digest)
        assert told["case"] == case.number
        assert told["clue"] is None
        assert told["is_intact"] is True
        kinds = [block["kind"] for block in told["blocks"]]
        assert kinds[:3] == ["letterhead", "title", "number"]
        assert not {"missing", "draft", "made_by", "action"} & set(told), "that is internal"


def test_the_files_say_the_same(world: World, as_: As) -> None:
    row = next(each for each in documents(world.cases["a"]) if each.code == "recommendation")
    client = as_("cy-water.officer")
    told = client.get(f"{DOCUMENTS}{row.pk}/").json()
    word, printed = client.get(told["docx"]), client.get(told["pdf"])
    for answer in (word, printed):
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert row.number in text
    pages = PdfReader(io.BytesIO(printed.content)).pages
    assert row.number in "".join("".join(page.extract_text() for page in pages).split())


def test_an_altered_document_is_not_sent(world: World, as_: As) -> None:
    row = next(each for each in documents(world.cases["a"]) if each.code == "recommendation")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_legaldocument DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE cases_legaldocument SET text = replace(text, '违法取水', '取水') WHERE id = %s",
            [row.pk],
        )
    client = as_("cy.handler")
    told = client.get(f"{DOCUMENTS}{row.pk}/").json()
    assert (told["is_intact"], told["blocks"]) == (False, [])
    for face in ("pdf/", "docx/"):
        answer = client.get(f"{DOCUMENTS}{row.pk}/{face}")
        assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_the_list_of_a_foreign_case_is_that_of_none(world: World, as_: As) -> None:
    client = as_("hd.handler")
    foreign = client.get(f"{DOCUMENTS}?case={world.cases['a'].number}")
    absent = client.get(f"{DOCUMENTS}?case=京朝检行公立〔2026〕9999号")
    assert (foreign.status_code, foreign.content) == (200, absent.content)


@pytest.mark.parametrize("wrong", ["?case=%00", "?size=0", "?ordering=name", "?cursor=x"])
def test_a_wrong_question_is_told(world: World, as_: As, wrong: str) -> None:
    assert as_("cy.handler").get(f"{DOCUMENTS}{wrong}").status_code in (400, 422)
