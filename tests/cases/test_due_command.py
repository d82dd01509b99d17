"""``manage.py due``: the end of a period, the steps, the articles."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

EXAMPLES = Path(__file__).parent.parent / "data" / "examples-public.csv"

pytestmark = pytest.mark.django_db


def due(*arguments: str) -> list[str]:
    output = StringIO()
    call_command("due", *arguments, stdout=output)
    return output.getvalue().splitlines()


def answer(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(due(*arguments, "--json")[0])
    return found


def rows() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['rule']} {row['start']}")
def test_every_checked_example(row: dict[str, str]) -> None:
    assert due(row["rule"], row["start"])[0] == row["end"]
    assert answer(row["rule"], row["start"])["end"] == row["end"]


def test_the_examples_are_all_there() -> None:
    assert len(rows()) == 10


def test_the_explanation_is_numbered_and_cites() -> None:
    lines = due("recommendation_reply", "2026-08-03", "--language", "en")
    assert lines[:2] == [
        "2026-10-08",
        "Reply to the recommendation (recommendation_reply@2018-03-02)",
    ]
    assert [line.split(".")[0] for line in lines[2:]] == ["1", "2", "3"]
    assert "(Interp. 21)" in lines[3]
    assert "8 Oct 2026. (CPL 85; ALL-I 48)" in lines[4]


def test_chinese_is_the_first_language() -> None:
    text = "\n".join(due("recommendation_reply", "2026-08-03"))
    assert "2026年10月8日" in text
    assert "《中华人民共和国民事诉讼法》第八十五条" in text


def test_the_kind_of_case_chooses_the_articles() -> None:
    basis = answer("appeal_judgment", "2026-03-02")["basis"]
    civil = answer("appeal_judgment", "2026-03-02", "--kind", "civil")["steps"][1]["basis"]
    administrative = answer("appeal_judgment", "2026-03-02", "--kind", "administrative")
    assert len(basis) == 2
    assert civil == [basis[0]]
    assert administrative["steps"][1]["basis"] == [basis[1]]


def test_json_says_all() -> None:
    found = answer("recommendation_reply", "2026-12-01", "--language", "en")
    assert found["rule"] == "recommendation_reply"
    assert found["version"] == "recommendation_reply@2018-03-02"
    assert (found["start"], found["end"]) == ("2026-12-01", "2027-02-01")
    assert found["provisional"] is True
    assert found["steps"][0] == {
        "text": "The period starts on 1 Dec 2026; that day itself is not counted.",
        "basis": ["CPL 85", "ALL-I 48"],
    }


def test_what_is_provisional_or_a_house_period_is_marked() -> None:
    assert "provisional" in due("recommendation_reply", "2026-12-01", "--language", "en")[1]
    assert "house period" in due("clue_assessment", "2026-03-02", "--language", "en")[1]
    assert "provisional" not in due("recommendation_reply", "2026-08-03", "--language", "en")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reply", "2026-08-03"), "recommendation_reply_urgent"),
        (("recommendation_reply", "3 August"), "2026-08-03"),
        (("recommendation_reply", "2026-02-30"), "2026-02-30"),
        (("recommendation_reply", "2009-01-01"), "recommendation_reply@2018-03-02"),
        (("judgment_performance", "2026-08-03"), "judgment_performance"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_words(arguments: tuple[str, str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        due(*arguments)
