"""The data of an action while it is still being typed: what is valid of it, and nothing else."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from cases.actions.fields import ActionData


def partial(model: type[ActionData], data: Mapping[str, Any]) -> ActionData:
    """``data`` read into ``model``, its faults left out; never to be acted on.

    A field that is missing or wrong has its default; a required one has an empty text where it
    takes a text, an empty list where it takes several, else ``None``.
    """
    adapters = _adapters(model)
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        adapter = adapters[name]
        given = data.get(field.alias or name)
        try:
            values[name] = adapter.validate_python(given)
        except ValidationError:
            if not field.is_required():
                values[name] = field.get_default(call_default_factory=True, validated_data={})
            else:
                values[name] = _empty(adapter, given)
    return model.model_construct(**values)


@cache
def _adapters(model: type[BaseModel]) -> Mapping[str, TypeAdapter[Any]]:
    return {name: TypeAdapter(_typed(field)) for name, field in model.model_fields.items()}


def _typed(field: FieldInfo) -> Any:
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _empty(adapter: TypeAdapter[Any], given: Any) -> Any:
    """What stands for a required field: of a list that holds faulty rows, the rows without."""
    if isinstance(given, list):
        for kept in ([row for row in given if _fits(adapter, [row])], []):
            if _fits(adapter, kept):
                return adapter.validate_python(kept)
        return ()
    return next((each for each in ("", ()) if _is_of(adapter, each)), None)


def _fits(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


def _is_of(adapter: TypeAdapter[Any], value: Any) -> bool:
    """Whether the field takes values of this type, though not this empty one."""
    try:
        adapter.validate_python(value)
    except ValidationError as refused:
        return {error["type"] for error in refused.errors()} <= {"string_too_short", "too_short"}
    return True
