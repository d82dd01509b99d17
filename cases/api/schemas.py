"""The fields of actions as JSON Schema, made from their one declaration."""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any, Final

from django.db.models import Choices
from django.utils.translation import get_language
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import EnumSchema

from cases.actions.fields import ActionData
from cases.domain.vocabulary import CASE_KIND_LABELS, DOMAIN_LABELS
from pilit.web.texts import translated

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_WORDS: Final[Mapping[Any, str]] = {**CASE_KIND_LABELS, **DOMAIN_LABELS}


class LabelledSchema(GenerateJsonSchema):
    """JSON Schema in which the values of a choice come with their words (``x-labels``)."""

    def enum_schema(self, schema: EnumSchema) -> JsonSchemaValue:
        """A choice, with the words of its values."""
        found = super().enum_schema(schema)
        labels = {str(each.value): label_of(each) for each in schema["members"]}
        # The docstrings of classes are for programmers.
        found.pop("description", None)
        return {**found, "x-labels": labels} if any(labels.values()) else found


def label_of(member: Enum) -> str:
    """What a value of a choice is called, in the reader's language; empty where it has no words."""
    if isinstance(member, Choices):
        return str(member.label)
    return translated(_WORDS.get(member, ""))


def schema_of(data: type[ActionData]) -> dict[str, Any]:
    """The JSON Schema of an action's fields in the reader's language; shared, not to be changed."""
    return _schema(data, get_language() or "")


@lru_cache(maxsize=512)
def _schema(data: type[ActionData], language: str) -> dict[str, Any]:
    del language  # what is cached differs by it
    found = data.model_json_schema(schema_generator=LabelledSchema)
    found.pop("title", None)
    found.pop("description", None)
    return {"$schema": DIALECT, **found}


def components_of(data: type[ActionData], prefix: str) -> dict[str, dict[str, Any]]:
    """The same for a document in which schemas have names, each beginning with ``prefix``."""
    found = data.model_json_schema(
        schema_generator=LabelledSchema, ref_template=f"#/components/schemas/{prefix}{{model}}"
    )
    inner = found.pop("$defs", {})
    found["title"] = f"{prefix}Data"
    return {f"{prefix}Data": found, **{f"{prefix}{name}": each for name, each in inner.items()}}
