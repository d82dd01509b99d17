"""The table of days leaves out no page of the system. Needs no browser."""

from tests.browser.days import is_page, route_of, table
from tests.cases.matrix.tables import addresses


def test_every_page_is_in_a_day() -> None:
    passed = {route_of(line) for day in table()["days"].values() for line in day["pages"]}
    missing = {
        address.name
        for address in addresses()
        if is_page(address.name) and address.name not in passed | table()["elsewhere"].keys()
    }
    assert not missing, f"in nobody's day (tests/browser/days.toml): {sorted(missing)}"


def test_every_line_is_a_page() -> None:
    known = {address.name for address in addresses()} | {"cases:styleguide"}
    lines = {route_of(line) for day in table()["days"].values() for line in day["pages"]}
    assert lines | table()["elsewhere"].keys() <= known
    assert not lines & table()["elsewhere"].keys(), "passed elsewhere and here"
