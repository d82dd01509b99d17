"""Signs of spam: simple rules that anybody can check, each shown beside the report.

A sign decides nothing. The report stays in the intake, and a person says what it is.
"""

import re
from collections.abc import Iterator
from typing import Final

from cases.models import SpamSign
from cases.reports.ticket import digest

SHORT: Final = 10
"""Characters below which a report says too little to be one."""
FEW_OF_MANY: Final = 0.15
"""A longer text has more different characters than this share of its length."""
REPETITIVE_FROM: Final = 20
MANY_DIFFERENT: Final = 30
"""A text with so many different characters is no repetition, however long."""
ADVERTISING: Final = (
    *("代开发票", "加微信", "加我微信", "兼职刷单", "网络兼职", "博彩", "棋牌", "彩票"),
    *("无抵押贷款", "办证刻章", "私家侦探", "优惠券", "free money", "casino", "click here"),
)
_LINK: Final = re.compile(
    r"https?://|www\.|\b[a-z0-9-]+\.(?:com|cn|net|top|xyz|vip)\b", re.IGNORECASE
)


def same_text(narrative: str) -> str:
    """The digest by which a text is known again, whatever its spaces and stops."""
    return digest("".join(char for char in narrative.lower() if char.isalnum()))


def signs_of(narrative: str, *, came_before: bool) -> list[SpamSign]:
    """The signs a report shows; ``came_before``: the same text has been received lately."""
    return list(_signs(narrative.strip(), came_before))


def _signs(text: str, came_before: bool) -> Iterator[SpamSign]:
    if _LINK.search(text):
        yield SpamSign.LINKS
    if any(word in text.lower() for word in ADVERTISING):
        yield SpamSign.ADVERTISING
    if len(text) < SHORT:
        yield SpamSign.TOO_SHORT
    different = len(set(text))
    if (
        len(text) >= REPETITIVE_FROM
        and different < MANY_DIFFERENT
        and different / len(text) < FEW_OF_MANY
    ):
        yield SpamSign.REPETITIVE
    if came_before:
        yield SpamSign.SAME_TEXT
