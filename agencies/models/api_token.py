"""Tokens for programs that act for a person over the API."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SECRET_BYTES = 32
MARK = "pilit_"
"""Every token begins with this, so that scanners find one that leaked."""
PREFIX_LENGTH = len(MARK) + 6


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """One verb per filter, to be chained into sentences."""

    def valid_at(self, moment: dt.datetime) -> Self:
        """Those not expired whose person may still log in."""
        return self.filter(expires_at__gt=moment, user__is_active=True)

    def matching(self, secret: str) -> Self:
        """The one a secret belongs to, if any."""
        return self.filter(digest=digest_of(secret))


class ApiToken(models.Model):
    """A bearer token, kept only as the SHA-256 digest of 256 random bits.

    The digest needs no salt: the secret is random, not chosen by a person.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="api_tokens",
        verbose_name=_("person"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    prefix = models.CharField(_("begins with"), max_length=PREFIX_LENGTH, editable=False)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created_at",)
        constraints = (
            models.CheckConstraint(
                name="api_token_expires_later",
                condition=models.Q(expires_at__gt=models.F("created_at")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}…"


def digest_of(secret: str) -> str:
    """The digest under which a token is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """A fresh token; shown once, never stored."""
    return MARK + secrets.token_urlsafe(SECRET_BYTES)
