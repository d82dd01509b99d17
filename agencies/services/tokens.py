"""Issuing, recognising and revoking API tokens."""

import datetime as dt

from django.db import transaction

from agencies import conf
from agencies.models import ApiToken, User
from agencies.models.api_token import PREFIX_LENGTH, digest_of, new_secret
from pilit.web.clock import beijing_date


@transaction.atomic
def issue(user: User, at: dt.datetime) -> tuple[ApiToken, str]:
    """Make a token; returns it and the secret, which is not kept and cannot be shown again.

    The person's expired tokens are dropped on the way.
    """
    ApiToken.objects.filter(user=user, expires_at__lte=at).delete()
    secret = new_secret()
    token = ApiToken.objects.create(
        user=user,
        digest=digest_of(secret),
        prefix=secret[:PREFIX_LENGTH],
        created_at=at,
        expires_at=at + conf.api_token_lifetime(),
    )
    return token, secret


def recognise(secret: str, at: dt.datetime) -> ApiToken | None:
    """The valid token a secret belongs to, its day of last use noted (one write a day)."""
    token = ApiToken.objects.matching(secret).valid_at(at).select_related("user").first()
    today = beijing_date(at)
    if token is not None and token.last_used_on != today:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=today)
        token.last_used_on = today
    return token


def revoke(user: User, token_id: int) -> bool:
    """Take back one token of the person; False where they have no such token."""
    deleted, _ = ApiToken.objects.filter(user=user, pk=token_id).delete()
    return bool(deleted)


def revoke_all(user: User) -> None:
    """Take back every token of the person, as when their password changes."""
    ApiToken.objects.filter(user=user).delete()
