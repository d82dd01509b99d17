"""``manage.py sweep``: what beat does every few minutes, by hand."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cases.sweep import sweep


class Command(BaseCommand):
    """Sweeps the deadline ledger once."""

    help = "Note the deadlines that have ended and send the reminders that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        """The moment of the sweep."""
        parser.add_argument(
            "--at",
            metavar="ISO",
            help="Sweep as of this moment, such as 2026-09-25T08:00 (Beijing time). Default: now.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep and say what was done."""
        result = sweep(_moment(options["at"]) if options["at"] else timezone.now())
        counts = {
            _("deadlines due"): result.deadlines,
            _("missed"): result.missed,
            _("lapsed"): result.lapsed,
            _("actions of the clock"): result.actions,
            _("reminders sent"): result.sent,
            _("reminders superseded"): result.superseded,
            _("left to the next sweep"): result.left,
        }
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")


def _moment(text: str) -> dt.datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(
            _("%(text)s is no moment. Write it like 2026-09-25T08:00.") % {"text": text}
        )
    return moment if moment.tzinfo else timezone.make_aware(moment)
