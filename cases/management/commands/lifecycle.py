"""``manage.py lifecycle``: the state diagram in the docs, drawn from the table."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.domain.diagram import document
from cases.sorts import SORTS


class Command(BaseCommand):
    help = "Print the lifecycle as Markdown, write docs/lifecycle.md, or check that it is current."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help="write docs/lifecycle.md")
        what.add_argument(
            "--check", action="store_true", help="fail where docs/lifecycle.md is stale"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, write or check."""
        del args
        path = settings.BASE_DIR / "docs" / "lifecycle.md"
        text = document(
            (sort.name.replace("_", " ").capitalize(), sort.table) for sort in SORTS.values()
        )
        if options["write"]:
            path.write_text(text, encoding="utf-8")
        elif options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError("docs/lifecycle.md is stale: run manage.py lifecycle --write")
        else:
            self.stdout.write(text)
