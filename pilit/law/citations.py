"""Citations: the short English form used in data ("Rules 47") and its Chinese forms."""

import re
from typing import Final, Literal, NamedTuple

type Style = Literal["full", "short"]


class Source(NamedTuple):
    """A source of law: its full Chinese title and the short form used in narrow places."""

    title: str
    short: str


SOURCES: Final[dict[str, Source]] = {
    "Rules": Source("人民检察院公益诉讼办案规则", "规则"),
    "Interp.": Source(
        "最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释", "两高解释"
    ),
    "Rec.": Source("人民检察院检察建议工作规定", "检察建议规定"),
    "CPL": Source("中华人民共和国民事诉讼法", "民诉法"),
    "ALL": Source("中华人民共和国行政诉讼法", "行诉法"),
    "ALL-I": Source("最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释", "行诉解释"),
    "Env-I": Source(
        "最高人民法院关于审理环境民事公益诉讼案件适用法律若干问题的解释", "环境公益诉讼解释"
    ),
    "Eco-I": Source("最高人民法院关于审理生态环境损害赔偿案件的若干规定（试行）", "生态赔偿规定"),
    "Civil Code": Source("中华人民共和国民法典", "民法典"),
    "Holidays": Source("全国年节及纪念日放假办法", "放假办法"),
    "Opinions": Source(
        "中共北京市委办公厅、北京市人民政府办公厅关于深入推进检察公益诉讼工作的意见", "意见"
    ),
}

UNNUMBERED: Final[dict[str, str]] = {"the judgment": "判决书", "house rule": "本院规定"}

_FORM = re.compile(r"(?P<name>\D+) (?P<article>[1-9]\d{0,2})(?:\((?P<part>[1-9]\d?)\))?")
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Return `number` (1 to 999) in Chinese numerals as statutes write them: 110 is 一百一十.

    Raises `ValueError` outside that range.
    """
    if not 1 <= number <= 999:
        raise ValueError(f"no article number: {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def is_known(text: str) -> bool:
    """Whether `text` is a citation this module can put into Chinese."""
    match = _FORM.fullmatch(text)
    return text in UNNUMBERED or (match is not None and match["name"] in SOURCES)


def citation(text: str, style: Style = "full") -> str:
    """Return the Chinese form of a citation; in English `text` itself is shown.

    "Rules 47" becomes 《人民检察院公益诉讼办案规则》第四十七条, in style "short" 规则47. A
    number in brackets is a paragraph ("Interp. 21(2)" is 第二十一条第二款), for the Opinions an
    item of a part. What is no known citation (a judgment's number, say) is returned unchanged.
    """
    if text in UNNUMBERED:
        return UNNUMBERED[text]
    match = _FORM.fullmatch(text)
    if match is None or match["name"] not in SOURCES:
        return text
    source = SOURCES[match["name"]]
    article, part = int(match["article"]), match["part"]
    if style == "short":
        return f"{source.short}{article}" + (f"({part})" if part else "")
    if match["name"] == "Opinions":
        return f"《{source.title}》第{numeral(article)}部分" + (
            f"（{numeral(int(part))}）" if part else ""
        )
    return f"《{source.title}》第{numeral(article)}条" + (
        f"第{numeral(int(part))}款" if part else ""
    )
