"""The values of a message in a JSON column, and back.

A notification is written once and read in the reader's language, so dates and terms to translate
keep what they are: ``{"date": "2026-08-03"}``, ``{"msgid": "…", "params": {…}}``.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pilit.law.texts import Param, Text


def pack(params: Mapping[str, Param]) -> dict[str, Any]:
    """The values as JSON."""
    return {name: _packed(value) for name, value in params.items()}


def unpack(params: Mapping[str, Any]) -> dict[str, Param]:
    """The values as they were packed."""
    return {name: _unpacked(value) for name, value in params.items()}


def _packed(value: Param) -> Any:
    match value:
        case Text(msgid, params):
            return {"msgid": msgid, "params": pack(params)}
        case dt.date():
            return {"date": value.isoformat()}
        case tuple():
            return [_packed(each) for each in value]
        case _:
            return value


def _unpacked(value: Any) -> Param:
    match value:
        case {"msgid": str(msgid), "params": dict(params)}:
            return Text(msgid, unpack(params))
        case {"date": str(day)}:
            return dt.date.fromisoformat(day)
        case list():
            return tuple(_unpacked(each) for each in value)
        case str() | int():
            return value
        case _:
            return str(value)
