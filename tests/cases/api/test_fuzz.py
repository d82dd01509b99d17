"""Any JSON in the fields of any action: it is done or refused, never a fault."""

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from cases.actions.drafts import STEPS
from cases.actions.registry import CASE_ACTIONS
from cases.domain.lifecycle import ADMINISTRATIVE_TABLE, rows_from
from tests.cases.api.conftest import As, Clock, address
from tests.cases.conftest import Story

PEOPLE = ("cy.handler", "cy.head", "cy-water.officer", "cy-court.judge")
ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
DAYS = st.sampled_from(["0001-01-01", "1900-01-01", "2026-03-01", "2026-08-01", "9999-12-31"])
TEXTS = st.sampled_from(
    ["x", "cy-water", "cy-court", "bj3-court", "cy.handler", "cy.handler2", "\x7f"]
)


PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.sampled_from([0, 1, 2, 40_000, 2**40, 2**70, -1]),
    "number": st.sampled_from([0, 0.01, 1e13, 1e300]),
    "null": st.none(),
    "date": DAYS,
    "date-time": DAYS.map(lambda day: f"{day}T09:30"),
    "uuid": st.uuids().map(str),
    "string": TEXTS | st.text(max_size=10),
}
NUMBERS = st.sampled_from(["1", "0.001", "99999999999999999999", "1e400", "110105"])


def fitting(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that fit a schema, with a liking for extremes."""
    if "$ref" in schema:
        return fitting(defs[schema["$ref"].rsplit("/", 1)[-1]], defs)
    inner = schema.get("allOf") or schema.get("anyOf")
    if inner:
        return st.one_of([fitting(each, defs) for each in inner])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("type") == "object":
        return fitting_object(schema, defs)
    if schema.get("type") == "array":
        return st.lists(fitting(schema.get("items", {}), defs), max_size=3)
    if "pattern" in schema:
        return NUMBERS
    return PLAIN[schema.get("format") or schema["type"]]


def fitting_object(schema: dict[str, Any], defs: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Objects with the required fields and some of the others."""
    required = set(schema.get("required", ()))
    values = {name: fitting(each, defs) for name, each in schema.get("properties", {}).items()}
    return st.fixed_dictionaries(
        {name: each for name, each in values.items() if name in required},
        optional={name: each for name, each in values.items() if name not in required},
    )


def body_of(name: str) -> st.SearchStrategy[Any]:
    """The fields of an action: all fitting, or one of them anything at all."""
    schema = CASE_ACTIONS[name].Data.model_json_schema()
    whole = fitting(schema, schema.get("$defs", {}))
    broken = st.tuples(whole, st.sampled_from([*schema.get("properties", {}), "extra"]), ANY_JSON)
    return whole | broken.map(lambda parts: {**parts[0], parts[1]: parts[2]})


def requests_in(state: str) -> st.SearchStrategy[tuple[str, Any]]:
    """An action of the table in a state, and its fields."""
    names = {row.action for row in rows_from(ADMINISTRATIVE_TABLE, state)} - STEPS
    return st.sampled_from(sorted(names)).flatmap(
        lambda name: st.tuples(st.just(name), body_of(name))
    )


@pytest.fixture
def clients() -> dict[str, APIClient]:
    """Those who try, logged in once."""
    return {}


@pytest.mark.parametrize("state", ["inquiring", "awaiting_reply", "on_trial", "judged"])
@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_data_makes_an_action_fail(
    state: str,
    story: Story,
    clock: Clock,
    as_: As,
    clients: dict[str, APIClient],
    data: st.DataObject,
) -> None:
    if story.case is None:
        getattr(story, f"to_{state}")()
        clock.moment = story.clock
        clients.update({person: as_(person) for person in PEOPLE})
    assert story.case is not None
    name, fields = data.draw(requests_in(state))
    path = address("cases", story.case.number, "actions", name)
    body = json.dumps({"data": fields})
    for client in clients.values():
        with transaction.atomic():
            answer = client.post(path, body, content_type="application/json")
            transaction.set_rollback(True)
        assert answer.status_code in {200, 201, 400, 403, 404, 409, 422}
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
