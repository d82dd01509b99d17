"""Whatever is sent, the answer is a problem document with a stable code, and never a fault."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from agencies.models import User
from pilit.api.throttles import VisitorThrottle
from tests.cases.api.conftest import ROOT, As, Clock

PROBLEM = {"type", "title", "status", "code", "detail", "errors"}


def is_problem(answer: Any, status: int, code: str) -> bool:
    """Whether an answer is the problem document expected; says what it is instead."""
    assert answer.status_code == status, answer.content
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert set(told) == PROBLEM
    assert told["type"] == f"urn:pilit:problem:{code}"
    assert (told["status"], told["code"]) == (status, code)
    return True


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "clues/"),
        ("post", "clues/"),
        ("get", "clues/actions/"),
        ("get", "clues/x/"),
        ("get", "clues/x/events/"),
        ("post", "clues/x/actions/assess_clue/"),
        ("get", "cases/"),
        ("get", "cases/x/"),
        ("get", "cases/x/events/"),
        ("post", "cases/x/actions/docket/"),
        ("get", "deadlines/"),
        ("get", "deadlines/1/"),
        ("get", "drafts/"),
        ("get", "drafts/1/"),
        ("post", "files/"),
        ("get", "files/7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a1a/"),
        ("get", "organisations/"),
        ("get", "notifications/"),
    ],
)
def test_nobody_is_answered_401(method: str, path: str, db: None, as_: As) -> None:
    answer = getattr(as_(""), method)(ROOT + path)
    assert is_problem(answer, 401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/", "/api/v2/", "/api/v1/nothing/", "/api/v1/cases"])
def test_addresses_that_lead_nowhere(path: str, method: str, db: None, as_: As) -> None:
    assert is_problem(getattr(as_(""), method)(path), 404, "not_found")


def test_a_session_needs_its_csrf_token(directory: None, clock: Clock) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="cy.handler"))
    assert client.get(f"{ROOT}cases/").status_code == 200
    answer = client.post(f"{ROOT}clues/", {"data": {}}, format="json")
    assert is_problem(answer, 403, "not_permitted")


@pytest.mark.parametrize(
    ("method", "path"),
    [("delete", "cases/"), ("put", "cases/x/"), ("get", "files/"), ("patch", "drafts/1/")],
)
def test_wrong_methods(method: str, path: str, directory: None, as_: As) -> None:
    answer = getattr(as_("cy.handler"), method)(ROOT + path)
    assert is_problem(answer, 405, "method_not_allowed")


BODIES = [
    b"",
    b"{",
    b"[1, 2]",
    b"null",
    b'"text"',
    b"7",
    b"\xff\xfe",
    b'{"data": NaN}',
    b'{"data": {"title": 1e999}}',
    b'{"data": {"title": "a\\u0000b"}}',
    b'{"data": {"\\u0000": "b"}}',
    b'{"data": {"title": "\\ud800"}}',
    b'{"data": {"title": ' + b"9" * 5000 + b"}}",
    b"[" * 100_000,
    b'{"data":' * 5_000 + b"1" + b"}" * 5_000,
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["clues/", "token/"])
def test_malformed_bodies(
    path: str, body: bytes, directory: None, as_: As, clean_cache: None
) -> None:
    answer = as_("cy.handler").post(ROOT + path, body, content_type="application/json")
    assert answer.status_code in {400, 422}, answer.content
    assert is_problem(answer, answer.status_code, answer.json()["code"])


def test_a_body_that_is_too_large(directory: None, as_: As) -> None:
    body = b'{"data": {"title": "' + b"a" * 6_000_000 + b'"}}'
    answer = as_("cy.handler").post(f"{ROOT}clues/", body, content_type="application/json")
    assert is_problem(answer, 413, "too_large")


def test_other_media_types(directory: None, as_: As) -> None:
    client = as_("cy.handler")
    answer = client.post(f"{ROOT}clues/", "data=1", content_type="text/plain")
    assert is_problem(answer, 415, "unsupported_media_type")
    answer = client.get(f"{ROOT}clues/", headers={"accept": "application/xml"})
    assert is_problem(answer, 406, "not_acceptable")
    answer = client.post(f"{ROOT}files/", {"file": "x"}, format="json")
    assert is_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": None},
        {"data": []},
        {"data": {}, "version": "one"},
        {"data": {}, "version": -1},
        {"data": {}, "version": 10**40},
        {"data": {}, "occurred_at": 7},
        {"data": {}, "occurred_at": "yesterday"},
        {"data": {}, "occurred_at": "9999-12-31T23:59:59-12:00"},
        {"data": {}, "occured_at": "2026-01-01"},
        {"data": {"title": ["x"], "place": "here", "reported_on": {}, "domain": 3}},
        {"data": {"reported_on": "2026-02-30", "place": {"region": "1", "lng": "x"}}},
    ],
)
def test_wrong_types(body: dict[str, Any], directory: None, clock: Clock, as_: As) -> None:
    answer = as_("cy.handler").post(f"{ROOT}clues/", body, format="json")
    assert is_problem(answer, 422, "invalid")
    assert answer.json()["errors"]


@pytest.mark.parametrize(
    "query",
    [
        "cases/?state=nowhere",
        "cases/?due_before=soon",
        "cases/?q=x",
        "cases/?q=%00%00",
        "cases/?size=0",
        "cases/?size=101",
        "cases/?size=" + "9" * 5000,
        "cases/?ordering=title",
        "cases/?cursor=forged",
        "cases/?cursor=%00",
        "cases/?procuratorate=%27--",
        "clues/?overdue=perhaps",
        "deadlines/?code=nothing",
        "deadlines/?due_from=2026-13-01",
        "drafts/?all=all",
        "organisations/?kind=club",
    ],
)
def test_wrong_queries(query: str, directory: None, as_: As) -> None:
    answer = as_("cy.handler").get(ROOT + query)
    assert answer.status_code in {400, 422}, answer.content
    assert is_problem(answer, answer.status_code, "invalid")


@pytest.mark.parametrize(
    "path",
    [
        "cases/%00/",
        "cases/%0a/",
        "cases/..%2f..%2fetc/",
        "cases/" + "长" * 61 + "/",
        "cases/%ff/",
        "deadlines/99999999999999999999999999/",
        "drafts/99999999999999999999999999/",
        "deadlines/-1/",
        "files/no-uuid/",
    ],
)
def test_odd_addresses(path: str, directory: None, as_: As) -> None:
    assert is_problem(as_("cy.handler").get(ROOT + path), 404, "not_found")


def test_visitors_are_slowed_down(
    db: None, as_: As, clean_cache: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VisitorThrottle, "rate", "2/min", raising=False)
    monkeypatch.setattr(VisitorThrottle, "timer", staticmethod(lambda: 1_000_000.0))
    client = as_("")
    statuses = [
        client.post(f"{ROOT}token/", {}, format="json").status_code for _attempt in range(3)
    ]
    assert statuses == [400, 400, 429]
    answer = client.post(f"{ROOT}token/", {}, format="json")
    assert is_problem(answer, 429, "throttled")
    assert int(answer.headers["Retry-After"]) > 0
    spoofed = client.post(
        f"{ROOT}token/", {}, format="json", headers={"x-forwarded-for": "203.0.113.9"}
    )
    assert spoofed.status_code == 429


def test_a_broken_cache_lets_visitors_in(
    db: None, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def get(self, *args: Any, **kwargs: Any) -> Any:
            raise ConnectionError("no cache")

    monkeypatch.setattr(VisitorThrottle, "cache", Broken())
    assert as_("").post(f"{ROOT}token/", {}, format="json").status_code == 400
