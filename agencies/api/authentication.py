"""Recognising a program by its token."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from agencies.models import ApiToken, User
from agencies.request import bind_actor
from agencies.services import tokens

KEYWORDS = (b"bearer", b"token")


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``, or ``Token <token>`` for clients that know only that."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The person the token acts for; ``None`` where the header is of another kind.

        Raises ``AuthenticationFailed`` with code ``invalid_token`` where the token is unknown,
        expired or revoked, or its person may no longer log in.
        """
        keyword, _space, secret = get_authorization_header(request).partition(b" ")
        if keyword.lower() not in KEYWORDS:
            return None
        token = tokens.recognise(secret.strip().decode("latin-1"), timezone.now())
        if token is None:
            raise AuthenticationFailed(_("This token is not valid."), code="invalid_token")
        # The actor was made for the session's user, who is nobody here.
        request._request.user = token.user
        bind_actor(request._request)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Refusals are 401 and name the scheme."""
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema describes the token."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """A bearer token."""
        return {"type": "http", "scheme": "bearer"}
