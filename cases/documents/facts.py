"""The facts a document is made of: a plain nested mapping, and how each value is written.

A caller builds the mapping from the case; templates look names up in it and do nothing else. The
names that exist are those of ``names.toml``.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pilit.law.citations import numeral
from pilit.law.lengths import Length

type Value = (
    str | int | Decimal | dt.date | dt.datetime | Mapping[str, Value] | Sequence[Facts] | None
)
type Facts = Mapping[str, Value]

NAMES_FILE: Final = Path(__file__).parent / "names.toml"

#: What a text may not carry: control characters (XML has no place for them), marks that turn the
#: direction of what follows and so make a text look other than it is, halves of a character.
_UNWRITTEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BEIJING: Final = ZoneInfo("Asia/Shanghai")
_UNITS: Final = {"days": "日", "working_days": "个工作日", "months": "个月", "years": "年"}


class UnknownName(LookupError):  # noqa: N818 (a name of its own, not one more error)
    """The facts do not hold this name."""


@cache
def names() -> Mapping[str, str]:
    """Every name a template may use, and what it stands for. Rows of a list: ``items[].text``."""
    listed: dict[str, str] = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))
    return listed


@cache
def lists() -> frozenset[str]:
    """The names of the lists."""
    return frozenset(name.partition("[]")[0] for name in names() if "[]" in name)


def look_up(facts: Facts, path: str) -> Value:
    """The value of a dotted name. Raises :class:`UnknownName` where a part of it is missing."""
    value: Value = facts
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            raise UnknownName(path)
        value = value[part]
    return value


def overlaid(facts: Facts, edits: Mapping[str, Value]) -> Facts:
    """The facts with the values of dotted names put over them; what was there is left as it is."""
    result = dict(facts)
    for path, value in edits.items():
        head, _, rest = path.partition(".")
        if rest:
            below = result.get(head)
            result[head] = overlaid(below if isinstance(below, Mapping) else {}, {rest: value})
        else:
            result[head] = value
    return result


def is_empty(value: Value) -> bool:
    """Whether there is nothing to write: none, no, a blank text, an empty list."""
    if isinstance(value, str):
        return not clean(value)
    return value is None or value is False or (isinstance(value, Mapping | Sequence) and not value)


def written(value: Value) -> str:
    """The value as a document writes it. Raises `TypeError` for what is no single value."""
    match value:
        case None:
            return ""
        case bool():
            raise TypeError("a yes or no is not written; ask for it with 【如有】")
        case str():
            return clean(value)
        case dt.datetime():
            moment = value.astimezone(_BEIJING) if value.tzinfo else value
            return f"{day(moment)}{moment.hour}时{moment.minute:02}分"
        case dt.date():
            return day(value)
        case Decimal():
            return f"{value:,.2f}"
        case int():
            return str(value)
        case _:
            raise TypeError("a list or a group of facts is not written as one value")


def clean(text: str) -> str:
    """Text without what cannot be written, its line ends ``\\n``, no blanks around its lines."""
    text = _UNWRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")


def day(value: dt.date) -> str:
    """A day as documents write it: 2026年3月26日."""
    return f"{value.year}年{value.month}月{value.day}日"


def period(length: Length) -> str:
    """A statutory length as documents write it: 两个月, 十五日."""
    number = length.number
    counted = "两" if number == 2 and length.unit in ("months", "working_days") else numeral(number)
    return f"{counted}{_UNITS[length.unit]}"
