"""Charts: bars as long as their numbers, and the same rows in every face."""

import io

import docx
import pytest

from cases.documents.blocks import Chart, Document, counted
from cases.documents.compose import compose
from cases.documents.nodes import TemplateError
from cases.documents.registry import template
from cases.documents.word import to_docx
from tests.cases.documents.samples import sample

CHART = Chart("各类（件）", (("行政", "1,000", "500"), ("民事", "0", "250")))


def test_bars_are_as_long_as_their_numbers() -> None:
    assert CHART.bars == ((1000, 500), (0, 250))
    assert Chart("空", (("甲", "0", ""),)).bars == ((0, 0),)


@pytest.mark.parametrize("text", ["98.2%", "-1", "NaN", "Infinity", "甲"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        counted(text)


def test_word_draws_a_bar_for_each_number_but_none_for_nothing() -> None:
    word = docx.Document(io.BytesIO(to_docx(Document("x", "图", (CHART,)))))
    widths = [shape.width for shape in word.inline_shapes]
    assert len(widths) == 3
    assert widths[0] == 2 * widths[1] == 4 * widths[2]


def test_nothing_to_draw_is_no_chart_and_no_number_a_fault() -> None:
    made = template("funds_statement")
    facts = dict(sample("funds_statement"))
    facts["costs"] = [{"name": "鉴定评估", "count": 0, "before": 0}]
    charts = [b for b in compose(made, facts).document.blocks if isinstance(b, Chart)]
    assert len(charts) == 1
    facts["costs"] = [{"name": "鉴定评估", "count": "若干", "before": 0}]
    with pytest.raises(TemplateError, match="若干"):
        compose(made, facts)
