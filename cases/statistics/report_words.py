"""The sentences of the special report to the people's congress, made of its numbers."""

from decimal import Decimal
from typing import Final

from agencies.models import Level, Organisation
from cases.domain.vocabulary import CASE_KIND_LABELS
from cases.statistics.changes import change, rate_text
from cases.statistics.counted import Counted
from cases.statistics.figures import FIGURES
from cases.statistics.periods import Period
from pilit.web.texts import translated

STAGES: Final = (
    "clues_registered",
    "cases_filed",
    "recommendations_served",
    "suits_filed",
    "cases_closed",
)
"""What a case goes through, by the figures that count it."""


def label_of(code: str) -> str:
    """The name of a figure in the reader's language."""
    return translated(FIGURES[code].label)


def period_name(period: Period) -> str:
    """A period as documents write it: 2026年, 2026年3月, 2026年1月至10月."""
    first, last = period.first, period.last
    if period.length == 1:
        return f"{first.year}年{first.month}月"
    if (first.month, last.month, first.year) == (1, 12, last.year):
        return f"{first.year}年"
    return f"{first.year}年{first.month}月至{last.month}月"


def overview(place: Organisation, period: Period, now: Counted) -> str:
    """The first part of the special report: what was done in a period, in numbers and rates."""
    kinds = "、".join(
        f"{translated(label)}{now.by_kind[key].count}件"
        for kind, label in CASE_KIND_LABELS.items()
        if (key := ("cases_filed", kind.value)) in now.by_kind
    )
    filed = f"立案{now.count('cases_filed')}件" + (f"，其中{kinds}" if kinds else "")
    who = "本院" if place.level == Level.DISTRICT else "本院及下级人民检察院"
    rates = "；".join(
        filter(
            None,
            (
                _rate("行政机关对检察建议的回复率", now.reply_rate),
                _rate("按期回复率", now.in_time_rate),
                _rate("经“回头看”核查，建议事项整改到位率", now.rectified_rate),
            ),
        )
    )
    return (
        f"{period_name(period)}，{who}共登记公益诉讼案件线索"
        f"{now.count('clues_registered')}件，{filed}；送达检察建议"
        f"{now.count('recommendations_served')}件，提起诉讼{now.count('suits_filed')}件，"
        f"办结案件{now.count('cases_closed')}件。{rates}{'。' if rates else ''}缴入国库的赔偿资金"
        f"{now.yuan('money_in_treasury'):,.2f}元。"
    )


def _rate(name: str, share: Decimal | None) -> str:
    """A rate in words; nothing where there is nothing to take it of."""
    return "" if share is None else f"{name}为{rate_text(share)}"


def _rate_change(name: str, now: Decimal | None, before: Decimal | None) -> str:
    """A rate beside that of the year before, as far as there are any."""
    if now is None or before is None:
        found = _rate(name, now)
        return f"{found}（上年同期没有可比的数据）" if found else ""
    return f"{name}由{rate_text(before)}到{rate_text(now)}"


def comparison(now: Counted, before: Counted) -> str:
    """What changed against the same months of the year before."""
    told = "，".join(
        f"{label_of(code)}由{before.count(code)}件到{now.count(code)}件"
        f"（{change(now.count(code), before.count(code))}）"
        for code in STAGES
    )
    money = (
        f"缴入国库的资金由{before.yuan('money_in_treasury'):,.2f}元到"
        f"{now.yuan('money_in_treasury'):,.2f}元"
    )
    rate = _rate_change("整改到位率", now.rectified_rate, before.rectified_rate)
    return f"与上年同期相比，{told}。{'，'.join(filter(None, (rate, money)))}。"
