"""``manage.py due``: the end of a period, and why."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from cases.domain.rulebook import Procedure, Rule, UnknownRule, all_rules, rule
from cases.domain.vocabulary import CaseKind
from cases.models import RestDayArrangement
from cases.services.calendars import current_calendar, library_calendar
from pilit.law.calendar import Calendar
from pilit.law.explain import Line
from pilit.law.periods import Computation, Kind
from pilit.law.texts import LIST_SEPARATOR
from pilit.web.texts import cite, steps_in_words, translated


class Command(BaseCommand):
    """Computes one period."""

    help = (
        "Print the last day of a statutory period, then the steps that led to it with their "
        "articles. Example: due recommendation_reply 2026-08-03"
    )

    # Nothing is served or sent: what a check has to say is of no concern here.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The rule, its start, and the form of the answer."""
        parser.add_argument("rule", metavar="RULE", help="code of the rule; any other lists them")
        parser.add_argument("start", metavar="START", help="date of the start fact: 2026-08-03")
        parser.add_argument("--json", action="store_true", help="answer in JSON")
        parser.add_argument(
            "--kind",
            choices=[kind.value for kind in CaseKind],
            help="kind of case, whose articles are cited; default: all that apply",
        )
        parser.add_argument("--language", choices=("zh-hans", "en"), help="default: zh-hans")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and explain."""
        with translation.override(options["language"] or translation.get_language()):
            start = _day(options["start"])
            procedure = Procedure.of(options["kind"]) if options["kind"] else None
            entry = _rule(options["rule"], start, procedure)
            end = entry.compute(start, _calendar(), procedure=procedure)
            lines = steps_in_words(end.steps)
            if options["json"]:
                self.stdout.write(json.dumps(_answer(entry, start, end, lines), ensure_ascii=False))
                return
            self.stdout.write(f"{end.end}")
            self.stdout.write(_title(entry, end))
            for number, line in enumerate(lines, 1):
                self.stdout.write(f"{number}. {_with_basis(line)}")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            _("%(text)s is no date. Write it like 2026-08-03.") % {"text": text}
        ) from None


def _rule(code: str, start: dt.date, procedure: Procedure | None) -> Rule:
    try:
        entry = rule(code, start, procedure)
    except UnknownRule:
        raise CommandError(_unknown(code, start)) from None
    if entry.kind is Kind.AS_STATED:
        raise CommandError(
            _("The last day of %(code)s is the one the judgment names; there is nothing to count.")
            % {"code": code}
        )
    return entry


def _unknown(code: str, start: dt.date) -> str:
    """Why there is no such rule, and which there are."""
    versions = [entry for entry in all_rules() if entry.code == code]
    if versions:
        reason = _("No version of %(code)s governs a period that starts on %(start)s:") % {
            "code": code,
            "start": start,
        }
        known = [f"  {row.version} {', '.join(row.procedures)}".rstrip() for row in versions]
    else:
        reason = _("There is no rule %(code)s. The rules are:") % {"code": code}
        latest = {entry.code: entry for entry in all_rules()}
        width = max(map(len, latest))
        known = [f"  {name:<{width}}  {translated(row.label)}" for name, row in latest.items()]
    return "\n".join([reason, *known])


def _calendar() -> Calendar:
    """The calendar with what was entered; that of the library before the first migration."""
    if RestDayArrangement._meta.db_table in connection.introspection.table_names():
        return current_calendar()
    return library_calendar()


def _title(entry: Rule, end: Computation) -> str:
    remarks = [entry.version]
    if entry.house:
        remarks.append(_("house period"))
    if end.provisional:
        remarks.append(_("provisional"))
    return f"{translated(entry.label)} ({', '.join(remarks)})"


def _with_basis(line: Line) -> str:
    if not line.basis:
        return line.text
    basis = translated(LIST_SEPARATOR).join(line.basis)
    return _("%(text)s (%(basis)s)") % {"text": line.text, "basis": basis}


def _answer(entry: Rule, start: dt.date, end: Computation, lines: list[Line]) -> dict[str, Any]:
    return {
        "rule": entry.code,
        "version": entry.version,
        "label": translated(entry.label),
        "start": start.isoformat(),
        "end": end.end.isoformat() if end.end else None,
        "provisional": end.provisional,
        "house": entry.house,
        "basis": [cite(each) for each in entry.basis],
        "calendar": end.calendar_version,
        "steps": [{"text": line.text, "basis": list(line.basis)} for line in lines],
    }
