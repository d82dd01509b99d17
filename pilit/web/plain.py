"""A request holds text: the character NUL, which no database takes, is refused at the door."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.defaults import page_not_found

from pilit.law.errors import DomainError, Invalid, NotFound
from pilit.law.texts import N_
from pilit.web.problems import problem_response, refusal_page

NUL = "\0"
API = "/api/"


class TextOnly:
    """Answer what holds NUL: an address as missing, a query or a form as invalid.

    No person types it and no browser sends it. Bodies of programs are read field by field, and
    refused at the field.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the views are what is guarded."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        """Refuse, or let the view answer."""
        if NUL in request.path_info:
            return _answer(request, NotFound())
        read_by_field = request.path_info.startswith(API)
        holds = any(
            NUL in text
            for data in ((request.GET,) if read_by_field else (request.GET, request.POST))
            for name, values in data.lists()
            for text in (name, *map(str, values))
        )
        return (
            _answer(request, Invalid(N_("The text holds a character that is no text.")))
            if holds
            else None
        )


def _answer(request: HttpRequest, refusal: DomainError) -> HttpResponse:
    if request.path_info.startswith(API):
        return problem_response(refusal)
    if isinstance(refusal, NotFound):
        return page_not_found(request, refusal)
    return refusal_page(request, refusal)
