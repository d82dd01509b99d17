"""What a browser sends of the documents' sections and of the remarks at them."""

from collections.abc import Mapping
from typing import Any, Final

from cases.documents.facts import clean
from cases.services.document_sections import Written, value_of

SECTIONS: Final = "sections."
"""Begins the name of a section's control; ``was.`` that of what the system said there."""
WAS: Final = "was."
OPENED: Final = "_sections"
"""Whether the sections stood in the form at all."""
REMARKS: Final = "remark."


def typed(post: Mapping[str, Any]) -> Written | None:
    """What was written over the sections; ``None`` where the form did not hold them.

    Only what differs from what stood there when the form was shown: a section left alone follows
    the facts, which may have changed meanwhile.
    """
    if OPENED not in post:
        return None
    found: dict[str, dict[str, Any]] = {}
    for code, name, text in _under(SECTIONS, post):
        if clean(text) != clean(str(post.get(f"{WAS}{code}.{name}", ""))):
            found.setdefault(code, {})[name] = value_of(name, text)
    return found


def remarks(post: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What was said of the passages of a draft that is sent back."""
    found: dict[str, dict[str, str]] = {}
    for code, name, text in _under(REMARKS, post):
        if clean(text):
            found.setdefault(code, {})[name] = clean(text)
    return found


def _under(prefix: str, post: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    parts = [
        (key.removeprefix(prefix).partition("."), key) for key in post if key.startswith(prefix)
    ]
    return [(code, name, str(post[key])) for (code, _dot, name), key in parts if name]
