"""The lifecycle of clues and cases."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from cases import checks


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        """Register the checks, and read the actions of every app: those above enter theirs."""
        register(checks.signing_certificates, Tags.security)
        autodiscover_modules("actions")
