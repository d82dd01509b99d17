"""The vocabulary in which an action declares its fields, once, for form, JSON Schema, API and
replay.

A field is an annotated attribute of a pydantic model: its type says what is valid, :class:`Ask` how
a person is asked for it. See ``docs/decisions/0004-one-declaration-of-fields.md``.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema

from cases.actions.field_messages import MESSAGES, field_message
from pilit.law.errors import DateInFuture, Invalid

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ActionData(BaseModel):
    """The fields of an action. Unknown fields are refused: a misspelt name must not pass
    unnoticed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        """Refuse control characters at the field: machines send them, no database takes NUL."""
        texts = value if isinstance(value, list | tuple) else (value,)
        if any(isinstance(text, str) and _CONTROL.search(text) for text in texts):
            raise PydanticCustomError("control_character", "control character")
        return value


class NoData(ActionData):
    """An action that asks for nothing."""


@dataclass(frozen=True)
class Ask:
    """How a person is asked for a field: its label, a word of help, the control to show.

    ``widget`` is one of ``text, textarea, date, moment, choice, radio, checkbox, number, money,
    organisation, person, people, files, rows, hidden``; empty: derived from the type.
    ``only_scans``: of files, PDF and pictures alone are taken.
    """

    label: str | Promise
    help: str | Promise = ""
    widget: str = ""
    only_scans: bool = False

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        shown = {"title": str(self.label)}
        if self.help:
            shown["description"] = str(self.help)
        return {"allOf": [schema], **shown} if "$ref" in schema else {**schema, **shown}


@dataclass(frozen=True)
class Fact:
    """Marks the day (or moment) of something that has happened: it cannot lie after the clock."""


@dataclass(frozen=True)
class Arrival:
    """Marks the day on which what a party hands in arrives: the clock attests it, not the party."""


@dataclass(frozen=True)
class Sealed:
    """Marks what never enters the event log, a list, a search or an export."""


@dataclass(frozen=True)
class OnlyFor:
    """Marks what only cases of these kinds are asked for: the form of others leaves it out."""

    kinds: frozenset[str]


@dataclass(frozen=True)
class When:
    """Marks what is only asked for where another field has one of these values: the form shows it
    then, and given otherwise it is refused.
    """

    field: str
    values: frozenset[str]


@dataclass(frozen=True)
class Wanted:
    """Marks what a form asks for as required wherever it is asked for; data entered late may lack
    it.
    """


def _beijing(value: Any) -> Any:
    """Read a moment without an offset as Beijing time."""
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return timezone.make_aware(value)
    return value


FactDay = Annotated[dt.date, Fact()]
"""A Beijing date on which something happened."""
ArrivalDay = Annotated[dt.date, Fact(), Arrival()]
"""A Beijing date on which something arrived; at a party's own door always the day of sending."""
PlannedDay = dt.date
"""A Beijing date that may lie ahead."""
Moment = Annotated[dt.datetime, BeforeValidator(_beijing)]
"""A moment; Beijing time where no offset is given."""
Line = Annotated[str, Field(min_length=1, max_length=200)]
Prose = Annotated[str, Field(min_length=1, max_length=20_000)]
OptionalLine = Annotated[str, Field(max_length=200)]
OptionalProse = Annotated[str, Field(max_length=20_000)]
OrganisationCode = Annotated[str, Field(min_length=1, max_length=20)]
UserName = Annotated[str, Field(min_length=1, max_length=60)]
Files = Annotated[tuple[UUID, ...], Field(max_length=50)]
DocketNumber = Annotated[str, Field(min_length=1, max_length=60)]
"""The number a court gives to a case or a ruling."""
Yuan = Annotated[Decimal, Field(max_digits=14, decimal_places=2)]
"""An amount of money; a decimal, never a float."""


def parse[D: ActionData](model: type[D], data: Mapping[str, Any]) -> D:
    """Read ``data`` into ``model``. Raises :class:`Invalid` with messages by dotted path of the
    field.
    """
    try:
        return model.model_validate(data)
    except ValidationError as refused:
        errors: dict[str, list[str]] = {}
        found = [(".".join(map(str, error["loc"])), error) for error in refused.errors()]
        for path, error in found:
            # A row that is wrong was given: the list is not too short for it.
            inside = any(other.startswith(f"{path}.") for other, _error in found)
            if error["type"] != "too_short" or not inside:
                errors.setdefault(path or "__all__", []).append(field_message(error))
        raise Invalid(errors=errors) from refused


def metadata_of(field: FieldInfo, kind: type[Any]) -> Any | None:
    """The first piece of metadata of ``kind`` on a field, ``None`` where it carries none.

    That of an optional field may stand inside: ``FactDay | None``.
    """
    inner = get_args(field.annotation) if get_origin(field.annotation) is Union else ()
    marks = (*field.metadata, *(mark for part in inner for mark in get_args(part)[1:]))
    return next((item for item in marks if isinstance(item, kind)), None)


def _given(data: BaseModel, prefix: str = "") -> Iterator[tuple[str, FieldInfo, Any]]:
    """Every field with its value, those of groups and rows too, by dotted path."""
    for name, field in type(data).model_fields.items():
        value = getattr(data, name)
        path = prefix + (field.alias or name)
        yield path, field, value
        rows = [("", value)]
        if isinstance(value, tuple):
            rows = [(f"{index}.", item) for index, item in enumerate(value)]
        for place, item in rows:
            if isinstance(item, BaseModel):
                yield from _given(item, f"{path}.{place}")


def _facts(data: BaseModel) -> Iterator[tuple[str, dt.date]]:
    for path, field, value in _given(data):
        if metadata_of(field, Fact) is not None and isinstance(value, dt.date):
            yield path, value


def refuse_fields_of_other_kinds(data: BaseModel, kind: str) -> None:
    """Raise :class:`Invalid` at what a case of this kind is not asked for and was given."""
    foreign = {}
    for path, field, value in _given(data):
        only = metadata_of(field, OnlyFor)
        if only is not None and kind not in only.kinds and value != field.get_default():
            foreign[path] = [gettext("Leave this empty in this kind of case.")]
    if foreign:
        raise Invalid(errors=foreign)


def refuse_unasked_fields(data: BaseModel) -> None:
    """Raise :class:`Invalid` at what was given although another field has it not asked for."""
    unasked = {}
    for name, field in type(data).model_fields.items():
        when = metadata_of(field, When)
        if when is not None and getattr(data, when.field) not in when.values:
            value = getattr(data, name)
            if value != field.get_default():
                unasked[name] = [gettext("Leave this empty with what you chose above.")]
    if unasked:
        raise Invalid(errors=unasked)


def refuse_unwritten(model: type[BaseModel], values: Mapping[str, Any]) -> None:
    """Raise :class:`Invalid` at what a form asks for (:class:`Wanted`) and ``values``, as typed,
    leave empty.
    """
    unwritten = {}
    for name, field in model.model_fields.items():
        when = metadata_of(field, When)
        is_asked = when is None or values.get(when.field) in when.values
        if metadata_of(field, Wanted) is not None and is_asked and not values.get(name):
            unwritten[name] = [str(MESSAGES["missing"])]
    if unwritten:
        raise Invalid(errors=unwritten)


EARLIEST_YEAR = 1949
"""No fact of a case is older; what is, was mistyped."""


def refuse_future_facts(data: BaseModel, today: dt.date) -> None:
    """Raise :class:`DateInFuture`, naming the fields, where a fact lies after the Beijing date
    ``today``.
    """
    early = [path for path, day in _facts(data) if day.year < EARLIEST_YEAR]
    if early:
        raise Invalid(errors={path: [gettext("Enter a date of our time.")] for path in early})
    late = {
        path: [gettext("This day has not come yet.")]
        for path, day in _facts(data)
        if (timezone.localdate(day) if isinstance(day, dt.datetime) else day) > today
    }
    if late:
        raise DateInFuture(errors=late)


def arrivals(model: type[ActionData]) -> frozenset[str]:
    """The fields that hold the day on which what is handed in arrives."""
    fields = model.model_fields.items()
    return frozenset(name for name, field in fields if metadata_of(field, Arrival) is not None)


def recorded(data: ActionData) -> dict[str, Any]:
    """What the event log keeps of ``data``: everything that was given, except what is sealed."""
    sealed = {
        name
        for name, field in type(data).model_fields.items()
        if metadata_of(field, Sealed) is not None
    }
    return data.model_dump(mode="json", exclude=sealed, exclude_unset=True)


def dumped(data: ActionData) -> dict[str, Any]:
    """``data`` as JSON, whole, to be read again later: for drafts, which only insiders see."""
    return data.model_dump(mode="json", exclude_unset=True)
