"""Charts as pictures: axes, lengths, and a PNG file that opens."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from cases.statistics.drawing import Drawing, Row, Series, Shape, number, ticks
from cases.statistics.picture import to_png


def _drawing(shape: Shape, *rows: tuple[str, int | None, int | None]) -> Drawing:
    series = (Series("本期", "#2f6db3"), Series("上期", "#8fadd0"))
    told = [
        Row(label, [None if each is None else Decimal(each) for each in values])
        for label, *values in rows
    ]
    return Drawing("立案", "北京市人民检察院", "来源", shape, series, told)


@pytest.mark.parametrize(
    ("most", "wanted"),
    [
        ("0", "0 1"),
        ("1", "0 1"),
        ("5", "0 1 2 3 4 5"),
        ("12", "0 5 10 15"),
        ("21", "0 5 10 15 20 25"),
        ("1000", "0 200 400 600 800 1,000"),
        ("1516320.5", "0 500,000 1,000,000 1,500,000 2,000,000"),
    ],
)
def test_an_axis_ends_at_or_above_the_most(most: str, wanted: str) -> None:
    assert " ".join(number(each) for each in ticks(Decimal(most))) == wanted


def test_lengths_are_shares_of_the_longest_or_of_the_axis() -> None:
    rows = (("一月", 4, 12), ("二月", 6, None))
    bars = _drawing(Shape.BARS, *rows).as_data()
    assert [row["sizes"] for row in bars["rows"]] == [[0.3333, 1.0], [0.5, None]]
    assert [row["texts"] for row in bars["rows"]] == [["4", "12"], ["6", ""]]
    stacked = _drawing(Shape.STACKED, *rows).as_data()
    assert [row["total"] for row in stacked["rows"]] == ["16", "6"]
    assert stacked["rows"][0]["sizes"] == [0.25, 0.75]
    line = _drawing(Shape.LINE, *rows).as_data()
    assert line["rows"][0]["sizes"] == [0.2667, 0.8]


@pytest.mark.parametrize("shape", Shape)
def test_a_picture_opens_and_what_it_says_is_no_markup(shape: Shape) -> None:
    found = to_png(
        _drawing(shape, ("#panic() *甲*", 4, None), ("$乙$", 0, 3), ("丙", 2, 2)),
        machine_fonts=False,
    )
    with Image.open(io.BytesIO(found)) as picture:
        picture.load()
        assert (picture.format, picture.width) == ("PNG", 1512)
        assert len(picture.convert("RGB").getcolors(picture.width * picture.height) or ()) > 50


def test_of_nothing_there_is_a_picture_too() -> None:
    assert to_png(_drawing(Shape.STACKED), machine_fonts=False)
    assert _drawing(Shape.LINE, ("一月", 0, 0)).as_data()["rows"][0]["sizes"] == [0.0, 0.0]
