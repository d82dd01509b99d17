"""Messages of the pure layers: an English message id with parameters, translated where shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

type Param = str | int | date | Text | tuple[Param, ...]
"""What a message may carry; a tuple is shown as a list, a `Text` is rendered in its turn."""


def N_(msgid: str) -> str:
    """Mark `msgid` for the translators and return it unchanged."""
    return msgid


LIST_SEPARATOR = N_("; ")


@dataclass(frozen=True)
class Text:
    """A message id with named placeholders (`%(name)s`) and the values for them."""

    msgid: str
    params: Mapping[str, Param] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English text with ISO dates."""
        return render(self)


def _unchanged(msgid: str) -> str:
    return msgid


def render(
    text: Text,
    translate: Callable[[str], str] = _unchanged,
    show_date: Callable[[date], str] = date.isoformat,
) -> str:
    """Return `text` in the language of `translate`, its dates written by `show_date`.

    Plain strings among the parameters (names, reasons a person typed) stand as they are.
    Raises `KeyError` if a placeholder has no value.
    """

    def shown(value: Param) -> str | int:
        if isinstance(value, Text):
            return render(value, translate, show_date)
        if isinstance(value, date):
            return show_date(value)
        if isinstance(value, tuple):
            return translate(LIST_SEPARATOR).join(str(shown(each)) for each in value)
        return value

    return translate(text.msgid) % {name: shown(value) for name, value in text.params.items()}
