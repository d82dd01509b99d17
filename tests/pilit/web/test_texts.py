"""Dates, days left and citations in words."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from pilit.web import texts
from pilit.web.clock import beijing_date

TODAY = dt.date(2026, 8, 3)


def test_beijing_date_is_the_date_in_beijing() -> None:
    evening_in_london = dt.datetime(2026, 8, 2, 16, 30, tzinfo=dt.UTC)
    assert beijing_date(evening_in_london) == dt.date(2026, 8, 3)
    with pytest.raises(ValueError, match="offset"):
        beijing_date(evening_in_london.replace(tzinfo=None))


def test_dates_as_chinese_documents_write_them() -> None:
    with translation.override("zh-hans"):
        assert texts.full_date(TODAY) == "2026年8月3日"
        late = dt.datetime(2026, 8, 3, 1, 5, tzinfo=dt.UTC)
        assert texts.moment_text(late).endswith("09:05")


@pytest.mark.parametrize(
    ("days", "words", "urgency"),
    [
        (-3, "3 days over", "late"),
        (-1, "1 day over", "late"),
        (0, "due today", "soon"),
        (1, "1 day left", "soon"),
        (15, "15 days left", "soon"),
        (16, "16 days left", "calm"),
    ],
)
def test_days_left_in_words(days: int, words: str, urgency: str) -> None:
    day = TODAY + dt.timedelta(days=days)
    with translation.override("en"):
        assert texts.days_left(day, TODAY) == words
    assert texts.urgency(day, TODAY) == urgency


@pytest.mark.parametrize(
    ("basis", "full", "short"),
    [
        ("Rules 75", "《人民检察院公益诉讼办案规则》第七十五条", "规则75"),
        ("Rules 28-30", "《人民检察院公益诉讼办案规则》第二十八条至第三十条", "规则28—30"),
        (
            "Rec. 22, 23",
            "《人民检察院检察建议工作规定》第二十二条、第二十三条",
            "检察建议规定22、23",
        ),
        (
            "CPL 128; ALL 67",
            "《中华人民共和国民事诉讼法》第一百二十八条，《中华人民共和国行政诉讼法》第六十七条",
            "民诉法128、行诉法67",
        ),
        ("house rule", "本院规定", "本院规定"),
    ],
)
def test_the_basis_of_an_action_in_chinese(basis: str, full: str, short: str) -> None:
    with translation.override("zh-hans"):
        assert texts.basis_text(basis) == full
        assert texts.basis_text(basis, "short") == short
    with translation.override("en"):
        assert texts.basis_text(basis) == basis


def test_filters_in_a_template_escape_what_people_typed() -> None:
    template = Template(
        "{% load pilit %}{{ label|t }} {{ day|day }} {{ cites|cite:'short' }} {{ sum|money }}"
    )
    with translation.override("zh-hans"):
        shown = template.render(
            Context({"label": "<b>", "day": TODAY, "cites": ("Rules 47",), "sum": "1516320"})
        )
    assert shown.startswith("&lt;b&gt; 2026年8月3日 规则47 1,516,320.00")


def test_nothing_is_shown_for_nothing() -> None:
    template = Template(
        "{% load pilit %}{{ none|t }}{{ none|day }}{{ none|moment }}{{ none|money }}"
    )
    assert template.render(Context({"none": None})) == ""
