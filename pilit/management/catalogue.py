"""The catalogue of translations, kept without gettext on the machine.

English message ids are read from the code, the templates and the rule books; the catalogue holds
the Chinese for each, no more and no less. It is written in one order, without dates and line
numbers, so that two people's changes to it seldom meet.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES: Final = ("pilit", "agencies", "cases", "referrals", "templates")
TEMPLATES: Final = frozenset({".html", ".txt", ".svg"})
#: Rule books are data; of each ``[[rule]]`` these values are shown to people.
RULE_TEXTS: Final = ("label", "start", "who")
LOCALE: Final = "zh_Hans"
# How gettext joins a context and an id; imported files name ids with a context so.
CONTEXT_END: Final = "\x04"

KEYWORDS: Final[dict[str, tuple[int | tuple[int, str], ...] | None]] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
#: An import under another name: what it marks is a message all the same.
ALIAS: Final = re.compile(r"\b(\w*gettext(?:_lazy|_noop)?|N_) as (\w+)")
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[#0\- +]?[\d.]*[a-z]|%[sd]|\{(\w*)\}")
CHANGING_HEADERS: Final = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|'
    rb"Report-Msgid-Bugs-To|Project-Id-Version)[^\n]*\n",
    re.MULTILINE,
)

type Key = tuple[str | None, str]


@dataclass(slots=True)
class Found:
    """A message in the sources: its context, id and plural, and the files that use it."""

    context: str | None
    singular: str
    plural: str | None
    files: set[str] = field(default_factory=set)

    @property
    def id(self) -> str | tuple[str, str]:
        """The id as the catalogue wants it."""
        return self.singular if self.plural is None else (self.singular, self.plural)


def extract(root: Path) -> dict[Key, Found]:
    """Every message of the sources under `root`."""
    messages: dict[Key, Found] = {}
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        for context, singular, plural in _texts(path, name):
            if not singular:
                continue
            found = messages.setdefault((context, singular), Found(context, singular, plural))
            found.plural = found.plural or plural
            found.files.add(name)
    return messages


def read(path: Path) -> Catalog:
    """The catalogue as it is on disk; an empty one where there is none."""
    if not path.exists():
        return Catalog(locale=LOCALE, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def merge(old: Catalog, messages: Mapping[Key, Found]) -> Catalog:
    """A catalogue of exactly `messages`, with the translations that `old` has for them."""
    new = Catalog(locale=LOCALE, fuzzy=False, header_comment="# Chinese (simplified).")
    for found in messages.values():
        known = old.get(found.singular, found.context)
        strings = _strings(known) if known is not None and not known.fuzzy else ("",)
        new.add(
            found.id,
            strings if found.plural is not None else strings[0],
            locations=[(file, 0) for file in sorted(found.files)],
            context=found.context,
        )
    return new


def translate(catalogue: Catalog, translations: Mapping[str, str]) -> list[str]:
    """Put `translations` (id to Chinese) into the catalogue; returns ids that it does not have."""
    unknown = []
    for name, text in translations.items():
        context, _, singular = name.rpartition(CONTEXT_END)
        message = catalogue.get(singular, context or None)
        if message is None:
            unknown.append(name)
        else:
            message.string = (text,) if message.pluralizable else text
    return unknown


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, include_lineno=False)
    return CHANGING_HEADERS.sub(b"", buffer.getvalue())


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue compiled, as the system reads it; what is not translated stays English."""
    whole = Catalog(locale=LOCALE, fuzzy=False)
    for message in _messages(catalogue):
        if not message.fuzzy and all(_strings(message)):
            whole.add(message.id, message.string, context=message.context)
    buffer = BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()


def faults(catalogue: Catalog, messages: Mapping[Key, Found]) -> Iterator[str]:
    """What keeps the catalogue from being whole, a line each."""
    for (context, singular), found in sorted(messages.items(), key=lambda item: item[0][1]):
        message = catalogue.get(singular, context)
        if message is None:
            yield f"missing: {singular!r} ({', '.join(sorted(found.files))})"
        else:
            yield from _faults_of(message, found)
    for message in _messages(catalogue):
        if (message.context, _singular(message)) not in messages:
            yield f"used nowhere: {_singular(message)!r}"
    for key in catalogue.obsolete:
        yield f"obsolete: {key!r}"


def read_translations(path: Path) -> dict[str, str]:
    """An imported file: one JSON object of id to Chinese. Raises ValueError for anything else."""
    data = json.loads(path.read_text("utf-8"))
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        raise ValueError(f"{path} is no JSON object of message ids and translations.")
    return data


def _faults_of(message: Message, found: Found) -> Iterator[str]:
    singular = found.singular
    strings = _strings(message)
    if (found.plural is not None) != message.pluralizable:
        yield f"plural differs from the source: {singular!r}"
    elif message.fuzzy:
        yield f"fuzzy: {singular!r}"
    elif not all(strings):
        yield f"untranslated: {singular!r} ({', '.join(sorted(found.files))})"
    else:
        wanted = _placeholders(found.plural or singular)
        for string in strings:
            if _placeholders(string) != wanted:
                yield f"placeholders differ: {singular!r} has {wanted}, {string!r} does not"


def _placeholders(text: str) -> list[str]:
    return sorted({match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))})


def _messages(catalogue: Catalog) -> Iterator[Message]:
    # The first one is the header, under the empty id.
    return (message for message in catalogue if message.id)


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    """The translation, or one for each plural form; at least one, which may be empty."""
    string: str | Sequence[str] | None = message.string
    if isinstance(string, str):
        return (string,)
    return tuple(string or ("",))


def _files(root: Path) -> Iterator[Path]:
    for source in SOURCES:
        for path in sorted((root / source).rglob("*")):
            if path.is_file() and path.suffix in TEMPLATES | {".py", ".toml"}:
                yield path


def _texts(path: Path, name: str) -> Iterator[tuple[str | None, str, str | None]]:
    """Context, id and plural of each message of one file, known to its readers as `name`."""
    text = path.read_text("utf-8")
    if path.suffix == ".toml":
        rules = tomllib.loads(text).get("rule", [])
        yield from ((None, rule.get(key, ""), None) for rule in rules for key in RULE_TEXTS)
        return
    if path.suffix in TEMPLATES:
        # What is no message becomes words of X; their indentation would mislead the reader.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=name).splitlines())
    yield from _calls(text)


def _calls(text: str) -> Iterator[tuple[str | None, str, str | None]]:
    """Context, id and plural of each marked message in Python text."""
    aliases = {new: KEYWORDS[old] for old, new in ALIAS.findall(text) if old in KEYWORDS}
    keywords = aliases | KEYWORDS
    # Declared narrower than it is: one argument comes bare, and None stands for what is no text.
    calls: Iterator[tuple[Any, ...]] = extract_python(
        BytesIO(text.encode()), keywords, (), {"encoding": "utf-8"}
    )
    for _, function, arguments, _ in calls:
        given = (arguments,) if isinstance(arguments, str | None) else tuple(arguments)
        yield from _message(keywords[function], given)


def _message(
    places: tuple[int | tuple[int, str], ...] | None, arguments: tuple[str | None, ...]
) -> Iterator[tuple[str | None, str, str | None]]:
    context: str | None = None
    ids: list[str] = []
    for place in places or (1,):
        index = (place[0] if isinstance(place, tuple) else place) - 1
        value = arguments[index] if index < len(arguments) else None
        if value is None:
            return
        if isinstance(place, tuple):
            context = value
        else:
            ids.append(value)
    yield context, ids[0], ids[1] if len(ids) > 1 else None
