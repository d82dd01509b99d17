"""The tables of who may what, read from the files beside this one, and every address there is."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cases.matrix.world import THINGS, Things

HERE = Path(__file__).parent
OPEN, REFUSED, ABSENT, LOGIN = "open", "refused", "absent", "login"
VISITOR = ""
"""The one who is not logged in, as people are named."""


@cache
def read(name: str) -> dict[str, Any]:
    """One of the tables."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the system: its name, and what it looks like."""

    name: str
    shape: str


@cache
def addresses() -> tuple[Address, ...]:
    """Every address of the URL tables; one without a name goes by what it looks like."""
    return tuple(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        shape = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, shape, inner)
        elif isinstance(pattern, URLPattern):
            named = space + pattern.name if pattern.name else space
            yield Address(named or f"/{shape}", shape)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of routes: ``parameters`` by name, each a thing of a case or itself."""

    name: str
    audience: str
    of_post: str
    has: str
    parameters: Mapping[str, str]

    def audience_of(self, method: str) -> str:
        """Whose a method is."""
        return self.of_post if method == "post" else self.audience


@cache
def rows() -> list[Row]:
    """The lines of the table of routes."""
    found = []
    for name, entry in read("routes.toml")["routes"].items():
        given = {"who": entry} if isinstance(entry, str) else dict(entry)
        who = given.pop("who")
        found.append(Row(name, who, given.pop("post", who), given.pop("has", ""), given))
    return found


def row_of(address: Address) -> Row | None:
    """The line an address is classified by: its own, else the first with a star that fits."""
    lines = rows()
    own = (row for row in lines if row.name == address.name)
    starred = (row for row in lines if "*" in row.name and fnmatch(address.name, row.name))
    return next(own, None) or next(starred, None)


def expected(audience: str, label: str, sort: str) -> str:
    """What the table says somebody gets who is this to a case, or apart from any case."""
    entry = read("routes.toml")["audiences"][audience]
    for outcome in (OPEN, REFUSED, ABSENT, LOGIN):
        if (sort if sort == "visitor" else label) in entry.get(outcome, ()):
            return outcome
    return LOGIN if sort == "visitor" else str(entry["rest"])


def asked() -> list[tuple[Row, Address]]:
    """What is asked: each line with its address; of those with a star, each address without
    parameters.
    """
    known = {address.name: address for address in addresses()}
    found = []
    for row in rows():
        own = known.get(row.name.partition("#")[0])
        if own is not None:
            found.append((row, own))
        elif "*" in row.name:
            found += [
                (row, address)
                for address in addresses()
                if row_of(address) == row and not re.search(r"[<(]", address.shape)
            ]
    return found


def path_of(address: Address, row: Row, things: Things) -> str:
    """The address with its parameters filled in."""
    if not row.parameters:
        return "/" + re.sub(r"[\^$]", "", address.shape)
    given = {
        name: things.get(word, word.removeprefix("=")) for name, word in row.parameters.items()
    }
    return reverse(address.name, kwargs=given)


def named(row: Row) -> set[str]:
    """The things of a case that an address names, and what it is about."""
    return {row.has, *row.parameters.values()} & set(THINGS)
