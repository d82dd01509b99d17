"""Any JSON in the fields of any action: it is done or refused, never a fault."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from cases.actions.drafts import STEPS
from cases.actions.registry import CASE_ACTIONS
from cases.domain.lifecycle import CASE_TABLES, rows_from
from cases.domain.vocabulary import CaseKind
from cases.models import Case
from tests.cases.api.conftest import As, Clock, address
from tests.cases.civil_story import Civil
from tests.cases.compensation_story import Compensation
from tests.cases.conftest import Story

ORGAN_SUED = ("cy.handler", "cy.head", "cy-water.officer", "cy-court.judge")
HARM_REPAIRED = ("cy.handler", "cy.head", "cy-env.officer", "bj3-court.judge")
CIVIL_SUIT = ("bj3.handler", "bj3.head", "bj3-court.judge", "bj-court.judge")
#: A case as it stands, and those who try, by a name for both.
STANDS: dict[str, tuple[Callable[[], Story], tuple[str, ...]]] = {
    "administrative inquiring": (lambda: Story().to_inquiring(), ORGAN_SUED),
    "administrative awaiting_reply": (lambda: Story().to_awaiting_reply(), ORGAN_SUED),
    "administrative on_trial": (lambda: Story().to_on_trial(), ORGAN_SUED),
    "administrative judged": (lambda: Story().to_judged(), ORGAN_SUED),
    "civil inquiring": (lambda: Civil().filed(), CIVIL_SUIT),
    "civil noticed": (lambda: Civil().noticed(), CIVIL_SUIT),
    "civil on_trial": (lambda: Civil().on_trial(), CIVIL_SUIT),
    "civil judged": (lambda: Civil().judged(), CIVIL_SUIT),
    "support supporting": (lambda: Compensation().supported(), HARM_REPAIRED),
    "compensation negotiating": (lambda: Compensation().negotiating(), HARM_REPAIRED),
    "compensation agreed": (lambda: Compensation().published(), HARM_REPAIRED),
    "compensation in_force": (lambda: Compensation().confirmed(), HARM_REPAIRED),
    "compensation following_up": (lambda: Compensation().failed(), HARM_REPAIRED),
}
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
    ["x", "cy-water", "cy-env", "cy-court", "bj3-court", "hd", "cy.handler", "cy.handler2", "\x7f"]
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


def requests_on(case: Case) -> st.SearchStrategy[tuple[str, Any]]:
    """An action that the table of its kind has for the state of a case, and its fields."""
    names = {row.action for row in rows_from(CASE_TABLES[CaseKind(case.kind)], case.state)} - STEPS
    return st.sampled_from(sorted(names)).flatmap(
        lambda name: st.tuples(st.just(name), body_of(name))
    )


@dataclass
class Bench:
    """The case under test and those who try, logged in once for all examples."""

    case: Case | None = None
    clients: list[APIClient] = field(default_factory=list)


@pytest.fixture
def bench(directory: None) -> Bench:
    """Empty; the first example fills it."""
    del directory
    return Bench()


@pytest.mark.parametrize("name", STANDS)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_data_makes_an_action_fail(
    name: str, bench: Bench, clock: Clock, as_: As, data: st.DataObject
) -> None:
    if bench.case is None:
        tell, people = STANDS[name]
        story = tell()
        clock.moment, bench.case = story.clock, story.case
        bench.clients = [as_(person) for person in people]
    assert bench.case is not None
    assert f"{bench.case.kind} {bench.case.state}" == name
    action, fields = data.draw(requests_on(bench.case))
    path = address("cases", bench.case.number, "actions", action)
    body = json.dumps({"data": fields})
    client = data.draw(st.sampled_from(bench.clients))
    with transaction.atomic():
        answer = client.post(path, body, content_type="application/json")
        transaction.set_rollback(True)
    assert answer.status_code in {200, 201, 400, 403, 404, 409, 422}
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
