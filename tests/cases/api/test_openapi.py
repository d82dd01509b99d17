"""The OpenAPI document: valid, complete, in both languages; and its page."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular import validation
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rest_framework.test import APIClient

from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.domain.lifecycle import CASE_TABLES, CLUE_TABLE, NEW, Who
from cases.sorts import SORTS
from pilit.api.openapi import SUMMARIES

CLOCK = {
    row.action
    for table in (CLUE_TABLE, *CASE_TABLES.values())
    for row in table
    if row.who == (Who.CLOCK,)
}


@pytest.fixture
def document(db: None) -> dict[str, Any]:
    """The document as a visitor gets it, in English."""
    answer = APIClient().get("/api/schema/", headers={"accept-language": "en"})
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def test_it_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    check: Any = validation.validate_schema
    check(document)
    ids = [operation["operationId"] for operation in operations(document)]
    assert len(ids) == len(set(ids))
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in set(references(document)):
        node: Any = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        assert node
    assert "x-spec-enum-id" not in json.dumps(document)


def test_every_parameter_of_a_path_is_described(document: dict[str, Any]) -> None:
    for path, item in document["paths"].items():
        for operation in item.values():
            named = {
                each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"
            }
            assert named == set(re.findall(r"\{(\w+)\}", path)), path


BEGIN = {
    row.action
    for table in (CLUE_TABLE, *(sort.table for sort in SORTS.values()))
    for row in table
    if NEW in row.sources
}
"""Taken before there is anything."""


def test_every_action_is_there_with_its_fields(document: dict[str, Any]) -> None:
    paths = document["paths"]
    books = (
        (CLUE_ACTIONS, "clues"),
        (CASE_ACTIONS, "cases"),
        *((sort.actions, f"{sort.name}s") for sort in SORTS.values()),
    )
    for book, kind in books:
        for name in set(book) - CLOCK:
            new = name in BEGIN
            where = f"/api/v1/{kind}/" + ("" if new else "{number}/") + f"actions/{name}/"
            body = paths[where]["post"]["requestBody"]["content"]["application/json"]["schema"]
            request = document["components"]["schemas"][body["$ref"].rsplit("/", 1)[-1]]
            assert set(request["properties"]) == {"data", "occurred_at", "version", "sections"}
            data = document["components"]["schemas"][
                request["properties"]["data"]["$ref"].rsplit("/", 1)[-1]
            ]
            assert set(data.get("properties", {})) == set(
                book[name].Data.model_json_schema().get("properties", {})
            )
    named = {path.rstrip("/").rsplit("/", 1)[-1] for path in paths if "/actions/" in path}
    assert named - {"actions"} == {name for book, _kind in books for name in book} - CLOCK


def test_every_address_is_in_it(document: dict[str, Any]) -> None:
    described = {re.sub(r"\{\w+\}", "*", path) for path in document["paths"]}
    described |= {
        re.sub(r"actions/\w+/$", "actions/*/", path) for path in described if "/actions/" in path
    }
    for route in routes(get_resolver()):
        if route.startswith("api/v1/"):
            assert "/" + re.sub(r"<[^>]+>", "*", route) in described, route


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        whole = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, whole)
        elif isinstance(pattern, URLPattern):
            yield whole


def test_every_operation_says_what_it_is_and_how_it_refuses(document: dict[str, Any]) -> None:
    for operation in operations(document):
        assert operation["summary"], operation["operationId"]
        responses = operation["responses"]
        assert {"400", "401", "403", "429"} <= set(responses)
        assert responses["401"]["content"].keys() == {"application/problem+json"}
    known = {operation["operationId"] for operation in operations(document)}
    assert set(SUMMARIES) <= known


def test_it_speaks_the_language_asked_for(db: None) -> None:
    path = "/api/v1/cases/{number}/actions/record_measure/"

    def basis(address: str, language: str) -> str:
        answer = APIClient().get(address, headers={"accept-language": language})
        assert answer.status_code == 200
        told: str = json.loads(answer.content)["paths"][path]["post"]["description"]
        return told

    assert "Rules 35, 36" in basis("/api/schema/", "en")
    assert "第三十五条" in basis("/api/schema/", "zh-hans")
    assert "第三十五条" in basis("/api/schema/?lang=zh-hans", "en")


def test_the_page_keeps_to_the_strict_policy(db: None) -> None:
    answer = APIClient().get("/api/docs/", headers={"accept": "text/html"})
    assert answer.status_code == 200
    page = answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "style-src 'self'" in policy
    assert not re.search(r"<style|style=|<script(?![^>]*\ssrc=)|\son\w+=", page)
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert sources
    assert all(source.startswith("/") for source in sources)
    script = next(source for source in sources if "script=" in source)
    loaded = APIClient().get(script)
    assert loaded.headers["content-type"].startswith("application/javascript")
    assert "/api/schema/" in loaded.content.decode()
