"""What a form asks for, read from the type of an action's field."""

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cases.actions.fields import Ask, OnlyFor, Wanted, When, metadata_of

FEW = 4
"""Up to so many choices are shown at once, as radio buttons."""
SHORT = 300
"""Text that may be longer than this gets several lines."""


class Widget(StrEnum):
    """The controls of a form; ``components/field.html`` draws each."""

    TEXT = "text"
    TEXTAREA = "textarea"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    YESNO = "yesno"
    ORGANISATION = "organisation"
    PERSON = "person"
    PEOPLE = "people"
    LINES = "lines"
    FILES = "files"
    FIELDSET = "fieldset"
    ROWS = "rows"
    HEADING = "heading"
    HIDDEN = "hidden"


MANY = frozenset({Widget.PEOPLE, Widget.FILES, Widget.LINES})
"""Controls whose value is a list."""
_BY_TYPE: tuple[tuple[type, Widget], ...] = (
    (dt.datetime, Widget.MOMENT),
    (dt.date, Widget.DATE),
    (int, Widget.NUMBER),
    (Decimal, Widget.MONEY),
)
#: Fields that name what a row is about (item, order, missing piece): they head it, untyped.
HEADINGS = frozenset({"no", "order", "piece", "mark", "member"})


@dataclass(frozen=True, slots=True)
class Shape:
    """One field as a form sees it. ``name`` is the field's name in the action's data."""

    name: str
    widget: Widget
    ask: Ask
    required: bool
    model: type[BaseModel] | None = None
    """The fields inside: of a fieldset, or of each row."""
    choices: type[Enum] | None = None
    max_length: int | None = None
    kinds: frozenset[str] | None = None
    """The kinds of case that are asked for it; ``None``: all."""
    when: When | None = None
    """The answer to another field that has this one asked for; ``None``: always."""


def shapes_of(
    model: type[BaseModel], *, in_rows: bool = False, kind: str | None = None
) -> Iterator[Shape]:
    """The fields of an action's data, in order; with ``kind``, those a case of it is asked for."""
    for name, field in model.model_fields.items():
        shape = _shape(field.alias or name, field, in_rows)
        if kind is None or shape.kinds is None or kind in shape.kinds:
            yield shape


def _shape(name: str, field: FieldInfo, in_rows: bool) -> Shape:
    ask = metadata_of(field, Ask) or Ask(name)
    kind, length = _bare(field.annotation, field.metadata)
    is_list = get_origin(kind) is tuple
    if is_list:
        kind, length = _bare(get_args(kind)[0], [])
    model = kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None
    enum = kind if isinstance(kind, type) and issubclass(kind, Enum) else None
    widget = _widget(name, kind, ask, is_list, in_rows, field, length)
    wanted = metadata_of(field, Wanted) is not None
    required = wanted or field.is_required() or (is_list and _least(field) > 0)
    only = metadata_of(field, OnlyFor)
    kinds = only.kinds if only else None
    when = metadata_of(field, When)
    return Shape(name, widget, ask, required, model, enum, length, kinds, when)


def _bare(annotation: Any, metadata: list[Any]) -> tuple[Any, int | None]:
    """The type without its annotations and without ``None``; and the longest text it takes."""
    lengths = [
        item.max_length for item in metadata if getattr(item, "max_length", None) is not None
    ]
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            for item in more:
                for inner in (item, *getattr(item, "metadata", ())):
                    if getattr(inner, "max_length", None) is not None:
                        lengths.append(inner.max_length)
        elif origin in (Union, types.UnionType):
            annotation = next(part for part in get_args(annotation) if part is not type(None))
        else:
            return annotation, (lengths[0] if lengths else None)


def _least(field: FieldInfo) -> int:
    return next((int(item.min_length) for item in field.metadata if hasattr(item, "min_length")), 0)


def _widget(
    name: str,
    kind: Any,
    ask: Ask,
    is_list: bool,
    in_rows: bool,
    field: FieldInfo,
    length: int | None,
) -> Widget:
    if in_rows and name in HEADINGS:
        return Widget.HEADING
    if ask.widget and ask.widget != "rows":
        return Widget(ask.widget)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return Widget.ROWS if is_list else Widget.FIELDSET
    if is_list:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return Widget.PEOPLE
        return Widget.FILES if kind is UUID else Widget.LINES
    return _scalar(kind, field, length)


def _scalar(kind: Any, field: FieldInfo, length: int | None) -> Widget:
    if kind is bool:
        return Widget.CHECKBOX if field.default is False else Widget.YESNO
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return Widget.RADIO if len(kind) <= FEW else Widget.CHOICE
        for base, widget in _BY_TYPE:
            if issubclass(kind, base):
                return widget
    return Widget.TEXTAREA if length is not None and length > SHORT else Widget.TEXT
