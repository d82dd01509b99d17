"""What every address of the API begins with: who asks, when, and what the query says."""

import datetime as dt
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.actor import Actor
from agencies.request import actor_of
from cases.api.errors import TooLarge

NUMBER = r"[^/\x00-\x1f]{1,60}"
"""What the number of a clue or case may look like in an address."""


class ApiView(APIView):
    """A view whose answers no cache keeps and whose malformed requests are refusals, not faults."""

    @property
    def actor(self) -> Actor:
        """Who asks, with the posts they hold today."""
        return actor_of(self.request._request)

    @property
    def is_described(self) -> bool:
        """Whether the view is only asked for its description in the schema."""
        return bool(getattr(self, "swagger_fake_view", False))

    def handle_exception(self, exc: Exception) -> Response:
        """Answer what Django finds suspicious (a body too large, too many fields) as refused."""
        if isinstance(exc, RequestDataTooBig):
            exc = TooLarge()
        elif isinstance(exc, SuspiciousOperation):
            exc = ParseError()
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Keep what case files say out of every cache."""
        response.headers.setdefault("Cache-Control", "private, no-store")
        return super().finalize_response(request, response, *args, **kwargs)


def now() -> dt.datetime:
    """The moment of this request: views are where the clock is read."""
    return timezone.now()


def asked(form: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """What the query asks for, by name. Raises ``ValidationError``."""
    given = form(data=request.query_params)
    given.is_valid(raise_exception=True)
    return {name: value for name, value in given.validated_data.items() if value not in (None, "")}
