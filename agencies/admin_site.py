"""The admin site, entered through the one log-in page of the system."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext_lazy as _


class DirectoryAdminSite(admin.AdminSite):
    """Like Django's own, except that nobody logs in past the throttle and the second factor."""

    site_header = site_title = _("Administration")
    index_title = _("What can be administered")

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send whoever is not logged in to the log-in page, and back here afterwards.

        Raises ``PermissionDenied`` for people who are logged in and may not enter.
        """
        if request.user.is_authenticated:
            raise PermissionDenied
        target = request.GET.get("next") or resolve_url("admin:index")
        return redirect_to_login(target, resolve_url(settings.LOGIN_URL))
