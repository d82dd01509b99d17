"""The days of ``days.toml``: whose pages, and where each of them is."""

import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import reverse

from tests.cases.matrix.tables import addresses, path_of, rows
from tests.cases.matrix.world import Things


@cache
def table() -> dict[str, Any]:
    """The file beside this one."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def route_of(line: str) -> str:
    """The name of the route that a line of a day passes."""
    name = line.partition("?")[0].partition("@")[0].partition("#")[0]
    return str(table()["also"][name]["route"]) if name in table()["also"] else name


def is_page(route: str) -> bool:
    """Whether an address is a page of ours, of no file and no program."""
    elsewhere = (*table()["files"]["names"], "admin:*", "*api:*")
    return not any(fnmatch(route, each) for each in elsewhere)


def path(line: str, world: dict[str, Things]) -> str:
    """The address of a line of a day."""
    name, _, query = line.partition("?")
    name, _, case = name.partition("@")
    things = world[case or "here"]
    if name in table()["also"]:
        given = dict(table()["also"][name])
        route = given.pop("route")
        found = reverse(
            route, kwargs={key: things.get(word, word.lstrip("=")) for key, word in given.items()}
        )
    else:
        row = next(row for row in rows() if row.name == name)
        known = {address.name: address for address in addresses()}
        found = path_of(known[name.partition("#")[0]], row, things)
    return f"{found}?{query}" if query else found
