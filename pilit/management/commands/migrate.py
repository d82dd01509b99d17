"""Django's `migrate`, run as the owner of the tables, and the application's rights after it."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from pilit.database.grants import OWNER_ALIAS, grant_as_declared, owner_alias


class Command(migrate.Command):
    """Migrates by `DATABASE_OWNER_URL` where it is set, then sets the grants of the other role."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's arguments, with the owner's connection as the default one."""
        super().add_arguments(parser)
        parser.set_defaults(database=owner_alias())

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, then grant."""
        super().handle(*args, **options)
        asked_only = options["plan"] or options["check_unapplied"]
        if options["database"] == OWNER_ALIAS and not asked_only:
            grant_as_declared()
