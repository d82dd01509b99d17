"""The form of an action: its fields with what stands in them, their choices and their errors."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from cases.models import StoredFile
from cases.views.forms.shapes import FEW, MANY, Shape, Widget, shapes_of
from pilit.web.texts import translated

type Values = Mapping[str, Any]
type Options = Mapping[str, Sequence[tuple[str, ...]]]
"""Value, label and, where there are groups, the group; by the path of the field without indexes."""
type Errors = Mapping[str, Sequence[str]]

WHOLE = "__all__"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a choice; ``group`` heads the options that share it."""

    value: str
    label: str
    chosen: bool
    group: str = ""


@dataclass(slots=True)
class Control:
    """One field on the page: what ``components/field.html`` draws."""

    shape: Shape
    path: str
    """Dotted path in the data, by which errors name it: ``items.0.text``."""
    value: Any = ""
    choices: list[Choice] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    parts: list["Control"] = field(default_factory=list)
    """The fields of a fieldset."""
    rows: list[list["Control"]] = field(default_factory=list)
    """The fields of each row."""
    files: list[StoredFile] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name in the HTML form: ``items-0-text``."""
        return self.path.replace(".", "-")

    @property
    def id(self) -> str:
        """The id of its control on the page."""
        return f"f-{self.name}"

    @property
    def widget(self) -> str:
        """Which control is drawn: a few choices are shown at once."""
        few = self.shape.widget is Widget.CHOICE and self.required and len(self.choices) <= FEW
        return Widget.RADIO if few else self.shape.widget

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return translated(self.shape.ask.label)

    @property
    def help(self) -> str:
        """A word of help in the reader's language."""
        return translated(self.shape.ask.help)

    @property
    def required(self) -> bool:
        """Whether it must be filled in."""
        return self.shape.required

    @property
    def lines(self) -> str:
        """The entries of a list that is typed line by line."""
        return "\n".join(self.value)

    @property
    def heading(self) -> str:
        """What a row is about: the label of its value."""
        return next((choice.label for choice in self.choices if choice.chosen), str(self.value))

    @property
    def is_fixed(self) -> bool:
        """Whether its rows are given: each is about something that is there already."""
        return any(part.shape.widget is Widget.HEADING for row in self.rows for part in row)

    def inside(self) -> Iterator["Control"]:
        """Itself and all controls in it."""
        yield self
        for part in (*self.parts, *(part for row in self.rows for part in row)):
            yield from part.inside()


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the summary on top of a form: what is wrong, and with which field."""

    message: str
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of an action's form, and what is wrong with them."""

    controls: list[Control]
    faults: list[Fault]

    @property
    def has_files(self) -> bool:
        """Whether files can be uploaded with it."""
        return any(
            each.shape.widget is Widget.FILES
            for control in self.controls
            for each in control.inside()
        )


def describe(
    model: type[BaseModel],
    values: Values,
    options: Options,
    errors: Errors | None = None,
    *,
    kind: str | None = None,
    without: Container[str] = (),
) -> Form:
    """The form of ``model`` with ``values`` standing in it, for a case of ``kind``, ``without``
    fields it does not ask for.

    ``errors`` are messages by dotted path; those of no field on it stand in the summary alone.
    """
    said = {path: list(messages) for path, messages in (errors or {}).items()}
    controls = [
        _control(shape, "", values.get(shape.name), options, said, kind)
        for shape in shapes_of(model, kind=kind)
        if shape.name not in without
    ]
    shown = [each for control in controls for each in control.inside()]
    faults = [
        Fault(message, control.label, control.id) for control in shown for message in control.errors
    ]
    faults += [Fault(translated(message)) for messages in said.values() for message in messages]
    _load_files(shown)
    return Form(controls, faults)


def _control(
    shape: Shape,
    prefix: str,
    value: Any,
    options: Options,
    errors: dict[str, list[str]],
    kind: str | None,
) -> Control:
    path = f"{prefix}{shape.name}"
    control = Control(shape, path, errors=[translated(each) for each in errors.pop(path, [])])
    match shape.widget, shape.model:
        case Widget.FIELDSET, type() as model:
            inner = value if isinstance(value, Mapping) else {}
            control.parts = [
                _control(part, f"{path}.", inner.get(part.name), options, errors, kind)
                for part in shapes_of(model, kind=kind)
            ]
        case Widget.ROWS, type() as model:
            control.rows = [
                [
                    _control(part, f"{path}.{index}.", row.get(part.name), options, errors, kind)
                    for part in shapes_of(model, in_rows=True, kind=kind)
                ]
                for index, row in enumerate(_rows(value, shape.required))
            ]
        case _:
            control.value = _listed(value) if shape.widget in MANY else _text(value)
            control.choices = _choices(shape, path, control.value, options)
            control.errors += _inner_errors(path, errors)
    return control


def _rows(value: Any, required: bool) -> list[Mapping[str, Any]]:
    given = value if isinstance(value, list | tuple) else ()
    rows: list[Mapping[str, Any]] = [row for row in given if isinstance(row, Mapping)]
    if not rows and required:
        rows.append({})
    return rows


def _listed(value: Any) -> list[str]:
    return [_text(each) for each in value] if isinstance(value, list | tuple) else []


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _inner_errors(path: str, errors: dict[str, list[str]]) -> list[str]:
    """Errors about single entries of a list that is one control."""
    inner = [name for name in errors if name.startswith(f"{path}.")]
    return list(dict.fromkeys(translated(each) for name in inner for each in errors.pop(name)))


def _choices(shape: Shape, path: str, value: Any, options: Options) -> list[Choice]:
    general = ".".join(part for part in path.split(".") if not part.isdigit())
    given: Iterable[Sequence[str]] | None = options.get(general)
    if given is None and shape.choices is not None:
        given = [
            (str(each.value), translated(getattr(each, "label", each.value)))
            for each in shape.choices
        ]
    chosen = set(value) if isinstance(value, list) else {value}
    return [
        Choice(row[0], row[1], row[0] in chosen, row[2] if len(row) > 2 else "")
        for row in given or ()
    ]


def _load_files(controls: Iterable[Control]) -> None:
    """Give the file controls the files whose ids stand in them, by one query."""
    holders = [
        control for control in controls if control.shape.widget is Widget.FILES and control.value
    ]
    if not holders:
        return
    ids = [each for control in holders for each in control.value]
    found = {str(row.pk): row for row in StoredFile.objects.filter(pk__in=ids)}
    for control in holders:
        control.files = [found[each] for each in control.value if each in found]
