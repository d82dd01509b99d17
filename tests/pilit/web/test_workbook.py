"""Workbooks in which no text runs as a formula."""

import datetime as dt
from io import BytesIO

import pytest
from openpyxl import load_workbook

from pilit.web.workbook import inert, workbook


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1+1",
        "＋1",
        "－1",
        "＠A",
        "\t=1",
        "\rx",
        "\n1",
        "  =1",
        "　＝1",
    ],
)
def test_what_might_be_a_formula_is_text(text: str) -> None:
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "取水", "1-2", "a=b", "京朝检行公立〔2026〕12号"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_what_no_workbook_can_hold_is_left_out() -> None:
    assert inert("a\x00b\x1fc") == "abc"
    assert inert("\x00=1") == "'=1"


def test_a_sheet_with_its_note() -> None:
    day = dt.date(2026, 8, 3)
    written = workbook(["号", "=日"], [["=1", day], [None, 3]], note="其余略")
    sheet = load_workbook(BytesIO(written)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["号", "'=日"]
    assert rows[1] == ["'=1", dt.datetime(2026, 8, 3)]  # noqa: DTZ001 - a day, as read back
    assert rows[3][0] == "其余略"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
