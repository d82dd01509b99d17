"""Django application configuration of the directory."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgenciesConfig(AppConfig):
    """Organisations, people and appointments."""

    name = "agencies"
    verbose_name = _("Directory")
    default_auto_field = "django.db.models.BigAutoField"
