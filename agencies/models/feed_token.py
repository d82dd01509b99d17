"""The secret in the address of a person's private calendar."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.api_token import digest_of


class FeedTokenQuerySet(models.QuerySet["FeedToken"]):
    """One verb per filter, to be chained into sentences."""

    def matching(self, secret: str) -> Self:
        """The one a secret belongs to, of a person who may still log in."""
        return self.filter(digest=digest_of(secret), user__is_active=True)


class FeedToken(models.Model):
    """One for each person, kept only as a digest like an API token; it reads, and only a calendar.

    It does not expire by itself: a calendar program asks for years. Renewing it ends the old
    address at once.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="feed_token",
        verbose_name=_("person"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("created at"))
    last_used_on = models.DateField(_("last used on"), null=True, blank=True)

    objects = FeedTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
