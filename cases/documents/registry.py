"""Every document the system makes: one template file each, read once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from cases.documents.compose import Composition, compose
from cases.documents.facts import Facts
from cases.documents.nodes import Template
from cases.documents.template import read_template

DIRECTORY: Final = Path(__file__).parent / "templates"


class UnknownDocument(LookupError):  # noqa: N818 (a name of its own, not one more error)
    """No template has this code."""


@cache
def templates() -> Mapping[str, Template]:
    """All templates by their code, which is the name of the file."""
    return {path.stem: read_template(path) for path in sorted(DIRECTORY.glob("*.txt"))}


def template(code: str) -> Template:
    """The template of this code. Raises :class:`UnknownDocument`."""
    try:
        return templates()[code]
    except KeyError:
        raise UnknownDocument(code) from None


def made_by(action: str) -> tuple[Template, ...]:
    """The templates whose documents an action makes."""
    return tuple(template for template in templates().values() if action in template.actions)


def make(code: str, facts: Facts) -> Composition:
    """Compose the document of this code from the facts."""
    return compose(template(code), facts)
