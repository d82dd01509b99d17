"""From what a browser sends to the nested data of an action."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from pydantic import BaseModel

from cases.views.forms.shapes import MANY, Shape, Widget, shapes_of

UPLOAD = "__upload"
"""Ends the name of the control that takes files; ids of those received have the plain name."""


def read(model: type[BaseModel], post: QueryDict, *, keep_empty: bool = False) -> dict[str, Any]:
    """The data of ``model`` as typed into its form.

    ``items-0-text`` becomes ``{"items": [{"text": …}]}``.

    What was left empty is left out, and so are rows left empty unless ``keep_empty``. Unknown
    names in ``post`` are not looked at.
    """
    return _fields(model, post, "", keep_empty, in_rows=False)


def _fields(
    model: type[BaseModel], post: QueryDict, prefix: str, keep_empty: bool, *, in_rows: bool
) -> dict[str, Any]:
    values = {
        shape.name: _value(shape, post, prefix + shape.name, keep_empty)
        for shape in shapes_of(model, in_rows=in_rows)
    }
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _value(shape: Shape, post: QueryDict, name: str, keep_empty: bool) -> Any:
    if shape.widget is Widget.ROWS and shape.model is not None:
        rows = [
            _fields(shape.model, post, f"{name}-{index}-", keep_empty, in_rows=True)
            for index in row_indexes(post, name)
        ]
        return rows if keep_empty else [row for row in rows if row]
    if shape.widget is Widget.FIELDSET and shape.model is not None:
        return _fields(shape.model, post, f"{name}-", keep_empty, in_rows=False)
    if shape.widget is Widget.LINES:
        return [line.strip() for line in post.get(name, "").splitlines() if line.strip()]
    if shape.widget in MANY:
        return [each for each in post.getlist(name) if each]
    return post.get(name, "").strip()


def row_indexes(post: Mapping[str, Any], name: str) -> list[int]:
    """The numbers of the rows that a browser sent, in order."""
    pattern = re.compile(rf"{re.escape(name)}-(\d{{1,3}})(?:-|$)")
    found = {int(match[1]) for key in post if (match := pattern.match(key))}
    return sorted(found)


def add_row(values: dict[str, Any], name: str) -> dict[str, Any]:
    """``values`` with one empty row more under a field that has rows."""
    return {**values, name: [*values.get(name, []), {}]}


def remove_row(values: dict[str, Any], name: str, index: int) -> dict[str, Any]:
    """``values`` without one row."""
    rows = [row for position, row in enumerate(values.get(name, [])) if position != index]
    return {**values, name: rows}
