"""The demo's reports: some wait, some look like spam, one is there twice, a few are decided on."""

import datetime as dt

from agencies.actor import Actor
from cases.demo.reports import load_reports
from cases.demo.teller import Company
from cases.models import OutboxMail, Report
from cases.reports.alike import alike
from cases.reports.standing import standing_by
from pilit.web.clock import beijing_date
from tests.cases.demo.conftest import NOW


def test_a_dozen_reports_are_sent_once(directory: None) -> None:
    code = load_reports(NOW)
    assert load_reports(NOW + dt.timedelta(days=1)) == code
    rows = Report.objects.all()
    assert rows.count() == 12
    assert {row.state for row in rows} == {"received", "accepted", "declined", "spam"}
    waiting = rows.filter(state="received")
    assert sum(bool(row.signs) for row in waiting) == 2
    found = standing_by(code)
    assert found is not None
    assert found.stage == "received"
    assert not OutboxMail.objects.exists()
    registrar: Actor = Company(beijing_date(NOW)).actor("cy.registrar")
    mine = list(waiting.filter(procuratorate__code="cy"))
    assert sum(bool(found) for found in alike(mine, registrar).values()) == 2
