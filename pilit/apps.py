"""The composition root as an application: its checks, and Celery's."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from pilit import checks
from pilit.celery import app as celery_app

__all__ = ["PilitConfig", "celery_app"]


class PilitConfig(AppConfig):
    """Registers the system checks; importing the module makes Celery's app the current one."""

    name = "pilit"

    def ready(self) -> None:
        """Register the checks."""
        register(checks.field_key, Tags.security)
        register(checks.chinese_trigrams, Tags.database)
        register(checks.application_role, Tags.database)
