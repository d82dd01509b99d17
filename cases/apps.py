"""The lifecycle of clues and cases."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Read the actions of every app into the registry: the apps above enter theirs."""
        autodiscover_modules("actions")
