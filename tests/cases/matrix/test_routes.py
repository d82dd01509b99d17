"""Who gets what at every address: each person at each thing of each case, against ``routes.toml``.

Whoever has nothing to do with a case is told of it, byte for byte, what they are told of a number
nobody was given. What is sealed is in no answer.
"""

import re
from functools import cache

import pytest

from tests.cases.matrix.conftest import Person
from tests.cases.matrix.tables import (
    ABSENT,
    LOGIN,
    OPEN,
    VISITOR,
    Address,
    Row,
    addresses,
    asked,
    expected,
    named,
    path_of,
    read,
    row_of,
    rows,
)
from tests.cases.matrix.world import INFORMANT, MISSING, THINGS, World

pytestmark = pytest.mark.django_db

CASES = ("here", "beside", "above", "civil")
PROBERS = ("cy.handler", "admin")
STRANGERS = ("cy.handler", "hd.chief", "cy-water.officer")
HOW_TO = """
In no line of tests/cases/matrix/routes.toml. Say there under [routes] who gets what, a line each
(the audiences are at the head of that file, the things of a case in tests/cases/matrix/world.py):

"""


def test_every_address_is_classified() -> None:
    missing = [address for address in addresses() if row_of(address) is None]
    assert not missing, HOW_TO + "\n".join(map(line_for, missing))


def line_for(address: Address) -> str:
    """The line to write for an address that is in none."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", address.shape)
    parts = "".join(f', {name} = "a thing of a case, or text"' for name in names)
    sample = f'{{ who = "an audience"{parts} }}' if names else '"an audience"'
    return f'"{address.name}" = {sample}'


def test_every_line_is_an_address_and_every_word_is_known() -> None:
    classified = {row.name for address in addresses() if (row := row_of(address))}
    for row in rows():
        assert row.name.partition("#")[0] in classified | {"cases:styleguide"}, (
            f"{row.name!r} in routes.toml is no address any more: take the line out"
        )
        known = read("routes.toml")["audiences"].keys()
        assert {row.audience, row.of_post} <= known, f"{row.name}: no such audience"


def test_the_words_of_the_tables_are_those_of_the_people() -> None:
    people = read("people.toml").values()
    labels = {word for person in people for word in person.values()}
    used = {
        word
        for entry in read("routes.toml")["audiences"].values()
        for key, words in entry.items()
        if key != "rest"
        for word in words
    }
    assert used <= labels
    for _case, table in read("actions.toml").items():
        assert {word for key in table for word in key.split()} <= labels | {"all", "none"}


METHODS: dict[str, list[str]] = {}


def methods_of(row: Row, path: str, people: dict[str, Person]) -> list[str]:
    """The methods an address takes, as it says itself."""
    key = path if "*" in row.name else row.name
    if key not in METHODS:
        allowed = {each for who in PROBERS for each in people[who].ask("options", path).allowed}
        METHODS[key] = sorted(allowed & {"get", "post"}) or ["get"]
    return METHODS[key]


def parameters(found: list[tuple[Row, Address]]) -> pytest.MarkDecorator:
    """One test for each address asked."""
    ids = [row.name if "*" not in row.name else address.name for row, address in found]
    return pytest.mark.parametrize(("row", "address"), found, ids=ids)


@parameters(asked())
def test_who_gets_what(row: Row, address: Address, world: World, people: dict[str, Person]) -> None:
    cases = [name for name in CASES if named(row) <= world.things[name].keys()]
    assert "here" in cases, f"{row.name}: {named(row)} should be in the world"
    faults = []
    for case in cases if named(row) else cases[:1]:
        path = path_of(address, row, world.things[case])
        methods = methods_of(row, path, people)
        for method in methods if case == "here" else methods[:1]:
            for name in whom(row, case):
                fault = fault_of(row, people[name], case, method, path)
                if fault:
                    faults.append(f"{method} {case} {name or 'visitor'}: {fault}")
    assert not faults, f"{row.name} for {row.audience!r}:\n" + "\n".join(faults)


@cache
def one_of_each_sort() -> list[str]:
    """A person of each sort, the last who is named in the table."""
    return list({entry["sort"]: name for name, entry in read("people.toml").items()}.values())


def whom(row: Row, case: str) -> list[str]:
    """Who is asked: everybody about the case ``here``; about another its own people and some who
    are not; about the administration one of each sort.
    """
    table = read("people.toml")
    if "*" in row.name:
        return one_of_each_sort()
    own = [name for name, entry in table.items() if case in entry]
    return list(table) if case == "here" else [*own, *set(STRANGERS) - set(own)]


def fault_of(row: Row, person: Person, case: str, method: str, path: str) -> str:
    """What is wrong with what a person gets; nothing where it is as the table says."""
    entry = read("people.toml")[person.name]
    label = entry.get(case, "") if named(row) else entry["sort"]
    wanted = expected(row.audience_of(method), label, entry["sort"])
    answer = person.ask(method, path, form=row.name == "api:files")
    if answer.verdict != wanted:
        return f"{answer.verdict}, not {wanted}"
    if wanted == ABSENT and not is_public(row) and answer.body != nothing(person, path):
        return "differs from what is not there"
    return "tells what is sealed" if any(map(answer.tells, INFORMANT)) else ""


def is_public(row: Row) -> bool:
    """Whether an address is open to all: it says in words of its own that a thing is not there."""
    return expected(row.audience, "", "visitor") == OPEN


@cache
def _nothing(person: Person, api: bool) -> str:
    return person.absent(api=api)


def nothing(person: Person, path: str) -> str:
    """What a person is told where there is nothing, without the address: a menu may lead to it."""
    return _nothing(person, path.startswith("/api/")).replace(path, "")


@parameters(
    [(row, address) for row, address in asked() if set(row.parameters.values()) & set(THINGS)]
)
def test_what_is_missing_answers_alike(
    row: Row, address: Address, world: World, people: dict[str, Person]
) -> None:
    path, known = (path_of(address, row, things) for things in (MISSING, world.things["here"]))
    for method in methods_of(row, known, people):
        for name in (*PROBERS, *one_of_each_sort()):
            person = people[name]
            answer = person.ask(method, path)
            wanted = LOGIN if name == VISITOR and not is_public(row) else ABSENT
            assert answer.verdict == wanted, (method, name)
            if wanted == ABSENT and not is_public(row):
                assert answer.body == nothing(person, path), (method, name)
