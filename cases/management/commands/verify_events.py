"""``manage.py verify_events``: whether the event log is as it was written."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from cases.verification import Verdict, verify


class Command(BaseCommand):
    """Walks every chain; exit status 1 where one is broken."""

    help = (
        "Recompute the chain of events of every procuratorate and name the first link that does "
        "not hold. Exits with 1 if there is one. Keep the digests it prints in another place: they "
        "prove later that no chain was cut off together with its head."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the answer."""
        parser.add_argument("--json", action="store_true", help="Answer in JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify all chains, saying each as it comes."""
        verdicts = []
        for verdict in verify():
            verdicts.append(verdict)
            if not options["json"]:
                self.stdout.write(_line(verdict))
        broken = [verdict for verdict in verdicts if verdict.broken is not None]
        if options["json"]:
            chains = [asdict(verdict) for verdict in verdicts]
            answer = {"whole": not broken, "chains": chains}
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            events = sum(verdict.events for verdict in verdicts)
            self.stdout.write(
                _("%(chains)s chains, %(events)s events verified, %(broken)s chains broken")
                % {"chains": len(verdicts), "events": events, "broken": len(broken)}
            )
        if broken:
            raise SystemExit(1)


def _line(verdict: Verdict) -> str:
    values: dict[str, Any] = {
        "code": verdict.code,
        "name": verdict.name,
        "events": verdict.events,
        "head": verdict.head,
    }
    if verdict.broken is None:
        return _("%(code)s %(name)s: %(events)s events, whole, head %(head)s") % values
    values |= {
        "seq": verdict.broken.seq,
        "event": verdict.broken.event,
        "what": _(verdict.broken.what),
    }
    if not verdict.broken.event:
        return _("%(code)s %(name)s: BROKEN at %(seq)s: %(what)s") % values
    return _("%(code)s %(name)s: BROKEN at %(seq)s (event %(event)s): %(what)s") % values
