"""What people are told, kept until they have read it."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from agencies.params import unpack
from pilit.law.texts import Text
from pilit.web.texts import shown


class NotificationQuerySet(models.QuerySet["Notification"]):
    """One verb per filter, to be chained into sentences."""

    def addressed_to(self, user_id: int) -> Self:
        """Those of one person."""
        return self.filter(recipient_id=user_id)

    def unread(self) -> Self:
        """Those not yet read."""
        return self.filter(read_at__isnull=True)

    def already_read(self) -> Self:
        """Those read."""
        return self.filter(read_at__isnull=False)

    def newest_first(self) -> Self:
        """The latest on top."""
        return self.order_by("-id")

    def mark_read(self, at: dt.datetime) -> int:
        """Mark the unread ones among these as read at a moment; returns how many there were."""
        return self.unread().update(read_at=at)


class Notification(models.Model):
    """One message to one person.

    ``title`` is a message id and ``params`` its values, so that it is read in the reader's
    language; the subject is named by URL name and keyword arguments, so that this layer need not
    know the layers above. :func:`agencies.services.notifications.notify` writes them.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
        verbose_name=_("recipient"),
    )
    kind = models.CharField(_("kind"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    params = models.JSONField(default=dict, blank=True)
    url_name = models.CharField(max_length=100, blank=True)
    url_args = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(_("created at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = (
            models.Index("recipient", models.F("id").desc(), name="notification_newest"),
            models.Index(
                "recipient",
                models.F("id").desc(),
                name="notification_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The message in the language of the reader."""
        return shown(Text(self.title, unpack(self.params)))

    @property
    def url(self) -> str:
        """Where its subject is, empty where it has none or the page is no longer known."""
        if not self.url_name:
            return ""
        try:
            return reverse(self.url_name, kwargs=self.url_args)
        except NoReverseMatch:
            return ""
