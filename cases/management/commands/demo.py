"""``manage.py demo``: people and cases to try the system out with."""

import time
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.directory import load_directory
from cases.demo.load import counts, load
from cases.demo.plan import plan
from cases.demo.reports import load_reports

EVERY: Final = 20
"""After so many stories a line says how far it is."""


class Command(BaseCommand):
    """Loads the demo; run again, it loads what is missing."""

    help = (
        "Load the demo: the institutions of Beijing with invented people, and some 330 stories of "
        "clues and cases in every state, as they stand today. Only where DEBUG is on. Run again, "
        "it adds what is missing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How much to load, and the password of everybody in it."""
        parser.add_argument(
            "--directory-only",
            action="store_true",
            help="Load institutions and people, no clues and cases.",
        )
        parser.add_argument(
            "--password",
            default=settings.DEMO_PASSWORD,
            help="The one password of all demo users. Default: that of this installation.",
        )
        parser.add_argument(
            "--cases",
            type=int,
            metavar="N",
            help="Tell at most N stories. Default: all of them.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what there is and how to log in."""
        if not settings.DEBUG:
            raise CommandError(
                _("The demo is loaded only where DEBUG is on: its people share one password.")
            )
        password = options["password"]
        if not password:
            raise CommandError(_("Give a password with --password."))
        if options["cases"] is not None and options["cases"] < 0:
            raise CommandError(_("The number of stories cannot be negative."))
        directory = load_directory(password)
        self._say(
            _("directory: %(organisations)s institutions, %(people)s people")
            % {"organisations": directory.organisations, "people": directory.people}
        )
        if not options["directory_only"]:
            self._tell(options["cases"])
            code = load_reports(timezone.now())
            self._say(_("code of a report, to follow it: %(code)s") % {"code": code})
        self._say(_("password of every demo user: %(password)s") % {"password": password})

    def _tell(self, most: int | None) -> None:
        began = time.monotonic()
        told = 0
        for progress in load(timezone.now(), most):
            told = progress.told
            if told % EVERY == 0:
                self._say(
                    _("%(told)s of %(wanted)s stories, %(seconds)s s")
                    % {
                        "told": told,
                        "wanted": progress.wanted,
                        "seconds": f"{time.monotonic() - began:.0f}",
                    }
                )
        clues, cases = counts()
        self._say(
            _("%(told)s stories told now, %(plan)s planned; %(clues)s clues, %(cases)s cases")
            % {"told": told, "plan": len(plan()), "clues": clues, "cases": cases}
        )

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
