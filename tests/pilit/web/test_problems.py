"""Refusals as problem documents and as pages."""

import json
from typing import Any

import pytest
from django.http import Http404
from django.utils import translation
from rest_framework import exceptions
from rest_framework.response import Response

from pilit.law import errors
from pilit.web.problems import MEDIA_TYPE, exception_handler, problem_response


def answer(error: Exception) -> tuple[int, dict[str, Any]]:
    """What the API answers to an exception."""
    with translation.override("en"):
        response = exception_handler(error, {"view": None, "request": None})
    assert isinstance(response, Response)
    assert response.content_type == MEDIA_TYPE
    assert isinstance(response.data, dict)
    return response.status_code, response.data


def test_every_refusal_has_its_code_and_status() -> None:
    own = [
        kind for kind in errors.DomainError.__subclasses__() if kind.__module__ == errors.__name__
    ]
    assert len(own) >= 15
    for kind in own:
        status, body = answer(kind())
        assert (status, body["code"], body["status"]) == (kind.http_status, kind.code, status)
        assert body["type"].endswith(kind.code)
        assert body["detail"]


def test_field_errors_are_named_by_path() -> None:
    refusal = errors.Invalid(errors={"items.0.text": ["Enter text."]})
    assert answer(refusal)[1]["errors"] == {"items.0.text": ["Enter text."]}
    nested = exceptions.ValidationError(
        {"place": {"region": ["wrong"]}, "rows": [{}, {"a": ["b"]}]}
    )
    assert answer(nested)[1]["errors"] == {"place.region": ["wrong"], "rows.1.a": ["b"]}


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.PermissionDenied(), 403, "not_permitted"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.ParseError(), 400, "malformed"),
        (exceptions.Throttled(3), 429, "throttled"),
    ],
)
def test_the_frameworks_exceptions_speak_the_same_language(
    error: Exception, status: int, code: str
) -> None:
    assert answer(error)[0] == status
    assert answer(error)[1]["code"] == code


def test_missing_and_hidden_answer_alike() -> None:
    assert answer(Http404("no case 12")) == answer(errors.NotFound())
    assert answer(exceptions.NotFound("hidden")) == answer(errors.NotFound())


def test_a_fault_is_no_refusal() -> None:
    assert exception_handler(ZeroDivisionError(), {}) is None


def test_a_plain_view_answers_with_a_problem_document() -> None:
    response = problem_response(errors.Conflict())
    assert response.status_code == 409
    assert response["Content-Type"] == MEDIA_TYPE
    assert json.loads(response.content)["code"] == "conflict"
