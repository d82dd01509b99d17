"""A token for user name, password and one-time code."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.actor import Actor
from agencies.errors import CodeRequired, SecondFactorRequired, TooManyAttempts, WrongCode
from agencies.models import User
from agencies.services import credentials, second_factor, tokens
from pilit.web.clock import beijing_date


class CredentialsSerializer(serializers.Serializer[Any]):
    """What to log in with."""

    username = serializers.CharField(max_length=64)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)
    otp = serializers.CharField(max_length=12, required=False, default="", allow_blank=True)


class IssuedTokenSerializer(serializers.Serializer[Any]):
    """The token, shown this once."""

    token = serializers.CharField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)


@method_decorator(sensitive_post_parameters("password", "otp"), name="dispatch")
class TokenView(APIView):
    """Issues API tokens. Counts attempts together with the log-in page."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="token_create",
        request=CredentialsSerializer,
        responses={201: IssuedTokenSerializer},
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """A token for the person these credentials belong to.

        Refusals: ``invalid_credentials``, ``otp_required``, ``invalid_otp`` (401),
        ``second_factor_required`` (403: set one up on the profile page first), ``throttled`` (429).
        """
        form = CredentialsSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        now = timezone.now()
        user = credentials.check_password(
            request._request, given["username"], given["password"], now
        )
        _check_second_factor(user, "".join(given["otp"].split()), beijing_date(now))
        credentials.succeed(request._request, user)
        token, secret = tokens.issue(user, now)
        issued = IssuedTokenSerializer({"token": secret, "expires_at": token.expires_at})
        return Response(issued.data, status=201, headers={"Cache-Control": "no-store"})

    def handle_exception(self, exc: Exception) -> Response:
        """The problem document, with the headers that HTTP asks of 401 and 429."""
        response = super().handle_exception(exc)
        if isinstance(exc, TooManyAttempts):
            response["Retry-After"] = str(exc.wait)
        if response.status_code == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response


def _check_second_factor(user: User, code: str, today: dt.date) -> None:
    if second_factor.confirmed_device(user) is None:
        if second_factor.is_required(Actor.of(user, on=today)):
            raise SecondFactorRequired
    elif not code:
        raise CodeRequired
    elif second_factor.verify(user, code) is None:
        raise WrongCode
