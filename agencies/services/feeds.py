"""Making, recognising and taking back the address of a private calendar."""

import datetime as dt

from agencies.models import FeedToken, User
from agencies.models.api_token import digest_of, new_secret
from pilit.web.clock import beijing_date


def renew(user: User, at: dt.datetime) -> str:
    """A new secret, shown once and not kept; the address made before no longer works."""
    secret = new_secret()
    FeedToken.objects.update_or_create(
        user=user,
        defaults={"digest": digest_of(secret), "created_at": at, "last_used_on": None},
    )
    return secret


def recognise(secret: str, at: dt.datetime) -> User | None:
    """Whose calendar a secret opens, its day of last use noted (one write a day)."""
    token = FeedToken.objects.matching(secret).select_related("user").first()
    if token is None:
        return None
    today = beijing_date(at)
    if token.last_used_on != today:
        FeedToken.objects.filter(pk=token.pk).update(last_used_on=today)
    return token.user


def revoke(user: User) -> bool:
    """Take it back; False where there was none."""
    deleted, _ = FeedToken.objects.filter(user=user).delete()
    return bool(deleted)
