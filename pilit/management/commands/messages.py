"""`manage.py messages`: the catalogue of Chinese translations."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pilit.management import catalogue

DIRECTORY = Path(catalogue.LOCALE, "LC_MESSAGES")


class Command(BaseCommand):
    """Keeps, checks, fills and compiles the catalogue."""

    help = (
        "Bring the Chinese catalogue to the messages of code and templates. It needs no gettext; "
        "English, the language of the message ids, has no catalogue."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One of the modes, or none for merging."""
        modes = parser.add_mutually_exclusive_group()
        modes.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; fail where a message is missing, untranslated, fuzzy or unused, "
            "or where placeholders differ.",
        )
        modes.add_argument(
            "--compile", action="store_true", help="Write the compiled catalogue and nothing else."
        )
        modes.add_argument(
            "--import",
            dest="files",
            nargs="+",
            type=Path,
            metavar="FILE.json",
            help="Merge, then take translations from JSON objects of message id and Chinese.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what the mode asks."""
        path = Path(settings.LOCALE_PATHS[0], DIRECTORY, "django.po")
        old = catalogue.read(path)
        if options["compile"]:
            path.with_suffix(".mo").write_bytes(catalogue.as_mo(old))
            return
        messages = catalogue.extract(settings.BASE_DIR)
        if options["check"]:
            self._check(old, messages)
            return
        new = catalogue.merge(old, messages)
        for file in options["files"] or []:
            self._import(new, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(catalogue.as_po(new))
        path.with_suffix(".mo").write_bytes(catalogue.as_mo(new))
        left = list(catalogue.faults(new, messages))
        for fault in left:
            self.stderr.write(fault)
        self.stdout.write(f"{len(messages)} messages, {len(left)} to be seen to")

    def _check(self, old: Catalog, messages: dict[catalogue.Key, catalogue.Found]) -> None:
        found = list(catalogue.faults(old, messages))
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(
                f"{len(found)} faults in the catalogue; `make messages` brings in what is missing."
            )
        self.stdout.write(f"{len(messages)} messages, all translated")

    def _import(self, new: Catalog, file: Path) -> None:
        try:
            unknown = catalogue.translate(new, catalogue.read_translations(file))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be imported: {error}") from error
        for name in unknown:
            self.stderr.write(f"{file.name}: used nowhere: {name!r}")
