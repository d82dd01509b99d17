"""Facts for every document, read from ``tests/data/documents/samples.toml``."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

from cases.documents.facts import Facts, Value, overlaid

DATA: Final = Path(__file__).parents[2] / "data" / "documents"
LONG: Final = 200
"""Rows of the longest table."""


@cache
def _samples() -> dict[str, dict[str, Any]]:
    text = (DATA / "samples.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def codes() -> set[str]:
    """The documents there are facts for."""
    return set(_samples()) - {"common"}


def sample(code: str) -> Facts:
    """The facts of one document; the table of the file is a long one."""
    facts = overlaid(_samples()["common"], dict(_flat(_samples()[code])))
    return overlaid(facts, {"entries": entries()}) if code == "file_contents" else facts


def entries() -> list[Facts]:
    """The pieces of a thick file."""
    return [
        {
            "title": f"证据材料之{index}（涉𠮷㐂䶮部分）",
            "number": f"京海检公调〔2026〕{index}号",
            "date": dt.date(2026, 3, 13),
            "pages": 2,
            "page": 2 * index - 1,
        }
        for index in range(1, LONG + 1)
    ]


def _flat(group: dict[str, Any], above: str = "") -> Iterator[tuple[str, Value]]:
    for name, value in group.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value
