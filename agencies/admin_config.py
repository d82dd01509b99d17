"""Django application configuration of the administration.

Apart from ``apps.py``, where Django would take it for the configuration of this application.
"""

from django.contrib.admin.apps import AdminConfig


class DirectoryAdminConfig(AdminConfig):
    """The admin site behind the log-in page of the system.

    Install it in place of ``django.contrib.admin``: the admin's own log-in form knows neither
    the throttle nor the second factor.
    """

    default_site = "agencies.admin_site.DirectoryAdminSite"
