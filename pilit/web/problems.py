"""Refusals as answers: RFC 9457 problem documents for programs, pages for people."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as drf_handler

from pilit.law.errors import DomainError, Invalid, NotFound, NotPermitted, Recused
from pilit.web.htmx import respond
from pilit.web.texts import errors_of, message_of, translated

MEDIA_TYPE = "application/problem+json"

_CODES: Mapping[type[exceptions.APIException], str] = {
    exceptions.NotAuthenticated: "not_authenticated",
    exceptions.AuthenticationFailed: "not_authenticated",
    exceptions.PermissionDenied: NotPermitted.code,
    exceptions.NotFound: NotFound.code,
    exceptions.ValidationError: Invalid.code,
    exceptions.ParseError: "malformed",
    exceptions.UnsupportedMediaType: "unsupported_media_type",
    exceptions.MethodNotAllowed: "method_not_allowed",
    exceptions.NotAcceptable: "not_acceptable",
    exceptions.Throttled: "throttled",
}


def problem(
    status: int, code: str, detail: str, errors: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Any]:
    """A problem document. ``errors`` are messages by dotted path of the field."""
    return {
        "type": f"urn:pilit:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": {name: list(said) for name, said in (errors or {}).items()},
    }


def problem_of(error: DomainError) -> dict[str, Any]:
    """The problem document of a refusal."""
    return problem(error.http_status, error.code, message_of(error), errors_of(error))


def problem_response(error: DomainError) -> JsonResponse:
    """The answer of a plain view to a program."""
    return JsonResponse(problem_of(error), status=error.http_status, content_type=MEDIA_TYPE)


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer the API's refusals with problem documents: the framework's ``EXCEPTION_HANDLER``.

    ``None`` for what is no refusal but a fault.
    """
    if isinstance(exc, DomainError):
        return Response(problem_of(exc), status=exc.http_status, content_type=MEDIA_TYPE)
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    answer = drf_handler(exc, context)
    if answer is None or not isinstance(exc, exceptions.APIException):
        return answer
    answer.data = _problem_of_framework(exc)
    answer.content_type = MEDIA_TYPE
    return answer


def _problem_of_framework(exc: exceptions.APIException) -> dict[str, Any]:
    code = next(
        (_CODES[kind] for kind in type(exc).__mro__ if kind in _CODES), str(exc.default_code)
    )
    if isinstance(exc, exceptions.NotFound):
        return problem(exc.status_code, code, translated(NotFound.default_message))
    if isinstance(exc, exceptions.ValidationError):
        return problem(exc.status_code, code, translated(Invalid.default_message), flat(exc.detail))
    return problem(exc.status_code, code, str(exc.detail))


def flat(detail: Any, path: str = "") -> dict[str, list[str]]:
    """The nested messages of the framework by dotted path, as our own refusals name fields."""
    if isinstance(detail, Mapping):
        pairs = detail.items()
    elif isinstance(detail, list) and any(isinstance(each, Mapping | list) for each in detail):
        pairs = dict(enumerate(detail)).items()
    else:
        said = detail if isinstance(detail, list) else [detail]
        return {path or "__all__": [str(each) for each in said]}
    found: dict[str, list[str]] = {}
    for name, inner in pairs:
        found.update(flat(inner, f"{path}.{name}" if path else str(name)))
    return found


def answers_refusals[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Turn the refusals that a page raises into pages.

    Not found is the page of a missing address, whatever the reason and also while debugging: a
    foreign number answers like a missing one. Every other refusal is a page with its message and
    the status of its code.
    """

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except NotFound as refusal:
            return page_not_found(cast(HttpRequest, args[0]), refusal)
        except DomainError as refusal:
            return refusal_page(cast(HttpRequest, args[0]), refusal)

    return answer


def refusal_page(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    """A page that says why not."""
    forbidden = isinstance(refusal, NotPermitted | Recused)
    heading = _("Not permitted") if forbidden else _("This cannot be done")
    context = {"heading": heading, "message": message_of(refusal)}
    return respond(request, "403.html", context, status=refusal.http_status)
