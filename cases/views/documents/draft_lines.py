"""How the fields of a drafted action read, for those who decide on it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import StoredFile
from cases.views.forms.form import Control
from cases.views.forms.shapes import Widget
from pilit.web.texts import full_date, listed


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the drafted action as it reads, for those who decide on it."""

    label: str
    text: str = ""
    parts: tuple["Line", ...] = ()
    files: tuple[StoredFile, ...] = ()


def line_of(control: Control) -> Line:
    """How a field reads: the labels of what was chosen, days in words, rows as lists."""
    if control.parts:
        return Line(control.label, parts=tuple(line_of(part) for part in control.parts))
    if control.rows:
        return Line(
            control.label,
            parts=tuple(_row_line(number, row) for number, row in enumerate(control.rows, 1)),
        )
    if control.files:
        return Line(control.label, files=tuple(control.files))
    return Line(control.label, text=_text(control))


def _row_line(number: int, row: list[Control]) -> Line:
    """A row of one field reads as that field; a row about something given is headed by it."""
    head = next((part.heading for part in row if part.shape.widget is Widget.HEADING), str(number))
    parts = tuple(line_of(part) for part in row if part.shape.widget is not Widget.HEADING)
    return Line(head, text=parts[0].text) if len(parts) == 1 else Line(head, parts=parts)


def _text(control: Control) -> str:
    chosen = [choice.label for choice in control.choices if choice.chosen]
    if chosen:
        return listed(chosen)
    if isinstance(control.value, list):
        return listed(control.value)
    if control.shape.widget in (Widget.CHECKBOX, Widget.YESNO):
        return {"true": _("Yes"), "false": _("No")}.get(control.value, "")
    if control.shape.widget is Widget.DATE and control.value:
        return full_date(dt.date.fromisoformat(control.value))
    return str(control.value)
