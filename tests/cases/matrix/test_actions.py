"""Who may take which action: every operation of the API that takes one, against ``actions.toml``.

Bodies are empty: whoever may take the action is asked for its fields, or told that it is not its
time.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote

import pytest
from drf_spectacular.generators import SchemaGenerator

from tests.cases.matrix.conftest import Person
from tests.cases.matrix.tables import ABSENT, LOGIN, OPEN, REFUSED, VISITOR, addresses, read, rows
from tests.cases.matrix.world import World

pytestmark = pytest.mark.django_db

TAKEN = re.compile(r"/api/v1/(\w+s)/(?:\{number\}/)?actions/(\w+)/")
TABLES = {
    "clue": "clues",
    "here": "cases",
    "civil": "cases",
    "referral": "referrals",
    "interference": "interferences",
    "circulation": "circulations",
    "assistance": "assistances",
    "typical_case": "typical_cases",
    "campaign": "campaigns",
    "governance": "governances",
    "mechanism": "mechanisms",
    "joint_meeting": "joint_meetings",
    "oversight": "oversights",
    "invitation": "invitations",
}
#: A mechanism is no case: who is recused from one works in it, whom one was granted to does not.
_JOINT = {
    **dict.fromkeys(("court", "granted", "commission", "overseer"), ""),
    "recused": "handler",
}
_APART = (
    *("organ", "court", "granted", "recused", "assistant", "registrar"),
    *("parent", "parent_chief", "city", "city_head"),
)
_OUTSIDE = ("organ", "court", "granted", "commission", "overseer")
STANDING = {
    "clue": {**dict.fromkeys(_OUTSIDE, ""), "recused": "handler"},
    "here": {"commission": "", "overseer": ""},
    "referral": dict.fromkeys(("organ", "court", "granted", "recused", "overseer"), ""),
    # That there is a record, the head and those above are not told; nor those above that there is a
    # statement.
    "interference": dict.fromkeys((*_APART, "head", "overseer"), ""),
    "assistance": dict.fromkeys(("court", "recused", "commission", "overseer"), ""),
    "circulation": {**dict.fromkeys((*_APART, "overseer"), ""), "recused": "handler"},
    "typical_case": dict.fromkeys(("organ", "court", "commission", "recused", "overseer"), ""),
    # Of one procuratorate and one body; whoever else is near the case is told nothing of it.
    "oversight": dict.fromkeys(
        ("organ", "court", "granted", "commission", "parent", "parent_chief", "city", "city_head"),
        "",
    ),
    "invitation": dict.fromkeys(("organ", "court", "commission", "recused"), ""),
    "campaign": dict.fromkeys(_OUTSIDE, "") | {"recused": "handler"},
    "governance": dict.fromkeys(("court", "commission", "granted", "recused", "overseer"), ""),
    "mechanism": _JOINT,
    "joint_meeting": _JOINT,
}
"""How those who stand in some way to the case ``here`` stand to what a table is about, where that
is something else.
"""
THINGS = {
    "clue": ("apart", "clue"),
    "referral": ("here", "referral"),
    "interference": ("here", "record"),
    "circulation": ("here", "circulation"),
    "assistance": ("here", "assistance"),
    "typical_case": ("here", "typical"),
    "campaign": ("here", "campaign"),
    "governance": ("here", "governance"),
    "mechanism": ("here", "mechanism"),
    "joint_meeting": ("here", "joint_meeting"),
    "oversight": ("here", "oversight"),
    "invitation": ("here", "invitation"),
}
"""In which place of the world, under which name, what a table is about is found."""
STRANGERS = ("hd.handler", VISITOR)
HOW_TO = """
In no list under [{table}] of tests/cases/matrix/actions.toml. Put each name into the list of those
who may take the action (people.toml), or into "none": {names}
"""


@cache
def operations() -> dict[str, set[str]]:
    """Every address of the OpenAPI document with its methods."""
    generator: Any = SchemaGenerator
    paths = generator().get_schema(request=None, public=True)["paths"]
    return {path: set(item) for path, item in paths.items()}


@cache
def actions(kind: str) -> frozenset[str]:
    """The actions that the API describes for what is there already."""
    taken = (TAKEN.fullmatch(path) for path in operations() if "{number}" in path)
    return frozenset(found[2] for found in taken if found and found[1] == kind)


def classified(table: str) -> dict[str, frozenset[str]]:
    """Who may take each action, by the table."""
    found: dict[str, frozenset[str]] = {}
    for who, names in read("actions.toml")[table].items():
        for name in names:
            assert name not in found, f"{name} stands twice under [{table}]"
            found[name] = frozenset(who.split())
    return found


@pytest.mark.parametrize("table", TABLES)
def test_every_action_is_classified(table: str) -> None:
    known, described = classified(table), actions(TABLES[table])
    missing = described - known.keys()
    assert not missing, HOW_TO.format(table=table, names=", ".join(sorted(missing)))
    assert known.keys() <= described, "no actions any more: take them out of actions.toml"


def test_every_operation_is_an_address_of_the_table() -> None:
    """Every path of the document leads to a route of ``routes.toml``, or to an action."""
    classified_routes = {row.name.partition("#")[0] for row in rows()}
    api = {
        re.sub(r"<[^>]+>", "*", each.shape): each.name
        for each in addresses()
        if each.shape.startswith("api/v1/")
    }
    reached = set()
    for path, methods in operations().items():
        shape = re.sub(r"\{\w+\}", "*", path.removeprefix("/"))
        found = api.get(shape) or api.get(re.sub(r"actions/\w+/$", "actions/*/", shape))
        assert found in classified_routes, f"{path} is not in routes.toml"
        assert methods <= {"get", "post"}, f"{path}: the matrix asks with GET and POST alone"
        reached.add(found)
    assert reached == set(api.values())


def everybody(table: str) -> Iterator[tuple[str, str]]:
    """Who is asked about a table, with how they stand to what it is about. The clue is Chaoyang's
    like the case ``here``, apart from who is recused from that or was granted it; the referral came
    out of that case, of which the commission sees no more. To strangers no
    action is there, whatever its name: of them some are asked about every one, and all of them in
    the table of routes about one.
    """
    for name, entry in read("people.toml").items():
        label = entry.get("civil" if table == "civil" else "here", "")
        label = STANDING.get(table, {}).get(label, label)
        if label or name in STRANGERS:
            yield name, label


def wanted(name: str, label: str, who: frozenset[str]) -> str:
    """What the table says."""
    if name == VISITOR:
        return LOGIN
    if not label:
        return ABSENT
    if label == "recused":
        return REFUSED
    return OPEN if label in who or "all" in who else REFUSED


@pytest.mark.parametrize(
    ("table", "action"),
    [(table, action) for table in TABLES for action in sorted(classified(table))],
)
def test_who_may_take_it(table: str, action: str, world: World, people: dict[str, Person]) -> None:
    kind, who = TABLES[table], classified(table)[action]
    place, thing = THINGS.get(table, (table, "case"))
    path = f"/api/v1/{kind}/{quote(world.things[place][thing])}/actions/{action}/"
    faults = []
    for name, label in everybody(table):
        told = people[name].ask("post", path).verdict
        if told != wanted(name, label, who):
            faults.append((name or "visitor", label, f"{told}, not {wanted(name, label, who)}"))
    assert not faults, f"{action} on {table}: {faults}"
