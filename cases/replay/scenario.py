"""The form of a scenario file, read and checked before anything is performed."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from cases.actions.field_messages import field_message
from cases.actions.fields import Moment

Names = tuple[str, ...]


class ScenarioError(Exception):
    """The file is not a scenario: not JSON, or an event that says too little, too much or
    nonsense.
    """


def _nonsense(text: str) -> PydanticCustomError:
    return PydanticCustomError("nonsense", "{text}", {"text": text})


def _beside(value: Path, info: ValidationInfo) -> Path:
    path = Path(info.context or "") / value
    if not path.is_file():
        raise _nonsense(_("there is no file %(name)s") % {"name": value})
    return path


Uploads = tuple[Annotated[Path, AfterValidator(_beside)], ...]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_or_many(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


class Expectation(Part):
    """What must hold at that moment; anything unknown in it is an error, never a pass."""

    on: str
    state: str | None = None
    deadlines: dict[str, dt.date | None] = {}
    met: Names = ()
    missed: Names = ()
    available: dict[str, Names] = {}
    hidden_from: Annotated[Names, BeforeValidator(_one_or_many)] = ()
    visible_to: Annotated[Names, BeforeValidator(_one_or_many)] = ()
    reminded: dict[str, Names] = {}


class ScenarioEvent(Part):
    """One entry: an action, a sweep of the deadlines, or an expectation."""

    at: Moment
    actor: str | None = None
    action: str | None = None
    on: str | None = None
    as_: str | None = Field(default=None, alias="as")
    decided_by: tuple[str, str] | None = None
    refused: str | None = None
    data: dict[str, Any] = {}
    files: dict[str, Uploads] = {}
    """What is uploaded, by the field it belongs in: files beside the scenario."""
    occurred_at: Moment | None = None
    sweep: Literal[True] | None = None
    expect: Expectation | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if sum(part is not None for part in (self.action, self.sweep, self.expect)) != 1:
            raise _nonsense(_("an event is an action, a sweep or an expectation"))
        if self.action is not None and self.actor is None:
            raise _nonsense(_("an action needs an actor"))
        if self.action is None and any((self.actor, self.on, self.as_, self.data, self.files)):
            raise _nonsense(_("only an action has an actor, a subject or data"))
        return self


class Scenario(Part):
    """A scenario file."""

    title: str
    source: str = ""
    events: tuple[ScenarioEvent, ...]

    @model_validator(mode="after")
    def _forward_in_time(self) -> Self:
        for number, (before, after) in enumerate(
            zip(self.events, self.events[1:], strict=False), 2
        ):
            if after.at < before.at:
                raise _nonsense(
                    _("event %(number)d lies before the event above it") % {"number": number}
                )
        return self


def read_scenario(path: Path) -> Scenario:
    """Read and check a scenario file. Raises :class:`ScenarioError`, naming the event and the
    fault.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return Scenario.model_validate_json(text, context=path.parent)
    except OSError as fault:
        raise ScenarioError(f"{path}: {fault.strerror}") from fault
    except (ValidationError, UnicodeDecodeError) as fault:
        raise ScenarioError(f"{path}: {_faults(fault)}") from fault


def _faults(fault: ValidationError | UnicodeDecodeError) -> str:
    if isinstance(fault, UnicodeDecodeError):
        return _("not UTF-8 text")
    lines = []
    for error in fault.errors():
        place = list(error["loc"])
        if len(place) > 1 and place[0] == "events" and isinstance(place[1], int):
            place[:2] = [_("event %(number)d") % {"number": place[1] + 1}]
        lines.append(f"{'.'.join(map(str, place)) or _('file')}: {field_message(error)}")
    return "; ".join(lines)
