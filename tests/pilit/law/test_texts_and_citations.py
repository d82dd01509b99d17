"""Messages that are translated later, refusals with stable codes, and Chinese citations."""

from datetime import date

import pytest

from pilit.law import errors
from pilit.law.citations import SOURCES, citation, is_known, numeral
from pilit.law.errors import DomainError, PeriodEnded, WrongState
from pilit.law.texts import Text, render

CODES = {
    "not_permitted": 403,
    "wrong_state": 409,
    "same_person": 403,
    "recused": 403,
    "two_officers_required": 422,
    "reply_period_running": 409,
    "notice_running": 409,
    "court_not_corresponding": 422,
    "period_ended": 409,
    "already_extended": 409,
    "date_in_future": 422,
    "date_out_of_order": 422,
    "invalid": 422,
    "conflict": 409,
    "not_found": 404,
}


def test_every_refusal_has_its_code_status_and_words() -> None:
    # Other layers refuse for reasons of their own; these are the contract's.
    classes = [cls for cls in DomainError.__subclasses__() if cls.__module__ == errors.__name__]
    assert {cls.code: cls.http_status for cls in classes} == CODES
    assert len({cls.default_message for cls in classes}) == len(CODES)
    assert all(cls.__doc__ for cls in classes)
    # Each says what went wrong and, in another sentence, what to do.
    assert all(str(cls()).count(". ") >= 1 for cls in classes)


def test_a_refusal_carries_template_values_and_fields() -> None:
    refusal = WrongState("Only %(state)s cases.", params={"state": "open"}, errors={"to": ["No."]})
    assert (str(refusal), refusal.message) == ("Only open cases.", "Only %(state)s cases.")
    assert refusal.errors == {"to": ["No."]}
    assert errors.NotFound().errors == {}
    ended = PeriodEnded("Ended on %(end)s.", params={"end": date(2026, 5, 11)})
    assert str(ended) == "Ended on 2026-05-11."
    assert render(ended.text, show_date=lambda day: f"{day:%d.%m.}") == "Ended on 11.05.."


def test_rendering_translates_nested_texts_dates_and_lists() -> None:
    chinese = {
        "%(n)s days": "%(n)s日",
        "From %(d)s: %(l)s (%(r)s)": "自%(d)s：%(l)s（%(r)s）",
        "; ": "；",
    }
    text = Text(
        "From %(d)s: %(l)s (%(r)s)",
        {"d": date(2026, 5, 1), "l": Text("%(n)s days", {"n": 3}), "r": ("鉴定", "评估")},
    )
    assert str(text) == "From 2026-05-01: 3 days (鉴定; 评估)"
    shown = render(text, lambda m: chinese[m], lambda d: f"{d.month}月{d.day}日")
    assert shown == "自5月1日：3日（鉴定；评估）"
    with pytest.raises(KeyError):
        render(Text("%(missing)s"))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "三"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (47, "四十七"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (202, "二百零二"),
        (250, "二百五十"),
    ],
)
def test_article_numbers_in_chinese(number: int, text: str) -> None:
    assert numeral(number) == text


@pytest.mark.parametrize("number", [0, 1000])
def test_numbers_no_statute_has(number: int) -> None:
    with pytest.raises(ValueError, match="no article"):
        numeral(number)


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("Rules 47", "《人民检察院公益诉讼办案规则》第四十七条", "规则47"),
        ("Rec. 21", "《人民检察院检察建议工作规定》第二十一条", "检察建议规定21"),
        (
            "Interp. 21(2)",
            "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第二十一条第二款",
            "两高解释21(2)",
        ),
        ("CPL 250", "《中华人民共和国民事诉讼法》第二百五十条", "民诉法250"),
        ("ALL 85", "《中华人民共和国行政诉讼法》第八十五条", "行诉法85"),
        (
            "ALL-I 153",
            "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》第一百五十三条",
            "行诉解释153",
        ),
        ("Civil Code 202", "《中华人民共和国民法典》第二百零二条", "民法典202"),
        ("the judgment", "判决书", "判决书"),
        ("house rule", "本院规定", "本院规定"),
    ],
)
def test_citations_in_chinese(text: str, full: str, short: str) -> None:
    assert is_known(text)
    assert citation(text) == full
    assert citation(text, "short") == short


def test_the_opinions_are_cited_by_part_and_item() -> None:
    assert citation("Opinions 5(4)").endswith("工作的意见》第五部分（四）")
    assert citation("Opinions 7").endswith("工作的意见》第七部分")


@pytest.mark.parametrize("text", ["Rulse 47", "Rules", "Rules 47a", "（2026）京0108行初321号", ""])
def test_what_is_no_citation_stands_as_it_is(text: str) -> None:
    assert not is_known(text)
    assert citation(text) == text


def test_titles_are_distinct() -> None:
    assert len({source.title for source in SOURCES.values()}) == len(SOURCES)
    assert len({source.short for source in SOURCES.values()}) == len(SOURCES)
