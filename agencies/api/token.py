"""A token for user name, password and one-time code."""

from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agencies.actor import Actor
from agencies.models import User
from agencies.services import credentials, second_factor, tokens


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

    def get_authenticate_header(self, request: Request) -> str:
        """Wrong credentials are 401, which must name a scheme."""
        return "Bearer"

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
        now = timezone.now()
        try:
            user = credentials.check_password(
                request._request,
                form.validated_data["username"],
                form.validated_data["password"],
                now,
            )
        except credentials.TooManyAttemptsError as refusal:
            raise Throttled(wait=refusal.wait) from refusal
        except credentials.WrongCredentialsError as refusal:
            raise AuthenticationFailed(
                _("User name or password is wrong."), code="invalid_credentials"
            ) from refusal
        _check_second_factor(user, "".join(form.validated_data["otp"].split()))
        credentials.succeed(request._request, user)
        token, secret = tokens.issue(user, now)
        issued = IssuedTokenSerializer({"token": secret, "expires_at": token.expires_at})
        return Response(issued.data, status=201, headers={"Cache-Control": "no-store"})


def _check_second_factor(user: User, code: str) -> None:
    if second_factor.confirmed_device(user) is None:
        today = timezone.localdate(timezone.now())
        if second_factor.is_required(Actor.of(user, on=today)):
            raise PermissionDenied(
                _("Set up a second factor on your profile page first."),
                code="second_factor_required",
            )
        return
    if not code:
        raise AuthenticationFailed(_("A one-time code is required."), code="otp_required")
    if second_factor.verify(user, code) is None:
        raise AuthenticationFailed(
            _("This code is wrong or was used already. Wait for the next one."),
            code="invalid_otp",
        )
