"""``manage.py replay FILE``: perform a scenario, for late entry, training and tests."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cases.replay import ReplayError, ScenarioError, play, read_scenario


class Command(BaseCommand):
    help = "Perform a scenario file in one transaction; on a refusal nothing is left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="perform everything, keep nothing"
        )
        parser.add_argument("--json", action="store_true", help="tell the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Play the file; exit 1 naming the event where something is refused or fails."""
        del args
        as_json: bool = options["json"]
        try:
            scenario = read_scenario(options["file"])
            report = play(scenario, dry_run=options["dry_run"])
        except ScenarioError as fault:
            self._fail({"ok": False, "reason": str(fault)}, str(fault), as_json=as_json)
        except ReplayError as fault:
            told = {
                "ok": False,
                "event": fault.number,
                "action": fault.event.action,
                "code": fault.code or None,
                "reason": fault.reason,
            }
            self._fail(told, str(fault), as_json=as_json)
        else:
            summary: dict[str, Any] = {
                "ok": True,
                "title": report.title,
                "events": report.events,
                "made": report.made,
                "dry_run": options["dry_run"],
            }
            made = ", ".join(f"{name} = {number}" for name, number in report.made.items())
            kept = _("nothing kept (dry run)") if options["dry_run"] else made
            text = _("%(title)s: %(events)d events; %(kept)s") % {
                "title": report.title,
                "events": report.events,
                "kept": kept,
            }
            self.stdout.write(json.dumps(summary, ensure_ascii=False) if as_json else text)

    def _fail(self, told: dict[str, Any], text: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        raise CommandError(text)
