"""The demo's reports from the public: sent and decided on by the services that everybody uses."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.demo.files import picture
from cases.demo.places import DATA
from cases.demo.teller import Company
from cases.models import OutboxMail, Report
from cases.reports import intake
from cases.reports.receive import Received, ReportData, receive, received_before
from cases.reports.ticket import Ticket, grouped
from pilit.web.clock import beijing_date

DECIDED_AFTER: Final = dt.timedelta(hours=2)
_OF_THE_FORM: Final = frozenset(ReportData.model_fields)


def load_reports(at: dt.datetime) -> str:
    """Send the reports that have not been sent yet; returns the code of one, to try it with."""
    company = Company(beijing_date(at))
    source = tomllib.loads((DATA / "reports.toml").read_text(encoding="utf-8"))
    codes = [_send(number, row, company, at) for number, row in enumerate(source["reports"])]
    # Nobody is to get mail of a demo.
    OutboxMail.objects.filter(notification__kind="report_received", created_at__lte=at).delete()
    return grouped(codes[0])


def _send(number: int, row: dict[str, Any], company: Company, at: dt.datetime) -> str:
    moment = at - dt.timedelta(hours=row["ago"])
    ticket = Ticket(f"demo-report-{number}", 1, 1, int(moment.timestamp()))
    if received_before(ticket) is None:
        fields = {name: value for name, value in row.items() if name in _OF_THE_FORM}
        photos = _photos(number, row.get("photos", 0))
        done = receive(ticket, ReportData.model_validate(fields), list(photos), moment)
        _decide(done, row, company, moment + DECIDED_AFTER)
    return ticket.code


def _photos(number: int, count: int) -> Iterable[SimpleUploadedFile]:
    for each in range(count):
        yield SimpleUploadedFile(f"photo{each}.png", picture(f"report {number} {each}"))


def _decide(done: Received, row: dict[str, Any], company: Company, at: dt.datetime) -> None:
    report: Report = done.report
    actor = company.actor(f"{report.procuratorate.code}.registrar")
    match row.get("becomes"):
        case "accepted":
            data = {"title": row["title"], "domain": row["domain"]}
            intake.accept(report, actor, data, at)
        case "declined":
            data = {"reason": row["reason"], "note": row["note"]}
            intake.decline(report, actor, data, at)
        case "spam":
            intake.mark_spam(report, actor, at)
