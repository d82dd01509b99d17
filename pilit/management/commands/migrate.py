"""Django's `migrate`, run as the owner of the tables, and the application's rights after it."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from pilit.database.grants import OWNER_ALIAS, application_role_name, grant


class Command(migrate.Command):
    """Migrates by `DATABASE_OWNER_URL` where it is set, then sets the grants of the other role."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's arguments, with the owner's connection as the default one."""
        super().add_arguments(parser)
        if OWNER_ALIAS in connections.settings:
            parser.set_defaults(database=OWNER_ALIAS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then grant."""
        super().handle(*args, **options)
        role = application_role_name()
        asked_only = options["plan"] or options["check_unapplied"]
        if options["database"] == OWNER_ALIAS and role is not None and not asked_only:
            grant(OWNER_ALIAS, role, settings.APPEND_ONLY_TABLES)
