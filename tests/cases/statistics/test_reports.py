"""Reports made of the figures: their numbers are the dashboard's, and frozen they stay."""

import io
import re
from collections.abc import Callable
from decimal import Decimal

import docx
import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Organisation
from cases.documents.blocks import Table
from cases.documents.text import plain_text
from cases.models import Case, CaseCost, Event, FigureReport
from cases.services.figure_reports import composed
from cases.statistics.changes import change, points, rate, rate_text
from cases.statistics.counted import counted_for
from cases.statistics.periods import Period
from tests.cases.conftest import moment
from tests.cases.statistics.conftest import LATER
from tests.cases.views.conftest import Browser, Page

pytestmark = pytest.mark.django_db

YEAR = "2026-12"
REPORTS = reverse("cases:figure_reports")


def begun(person: Browser, code: str = "special_report", place: str = "cy", end: str = YEAR) -> int:
    page = person.send(REPORTS, {"code": code, "at": place, "period": end})
    assert page.status == 200
    found = re.search(r"/reports/(\d+)/edit/", page.url)
    assert found
    return int(found[1])


def url(name: str, pk: int) -> str:
    return reverse(f"cases:figure_report{name}", args=[pk])


def shown(person: Browser, page: Page, pk: int) -> Page:
    """Freeze what a page shows."""
    return person.send(url("_freeze", pk), {"seen": page.hidden()["seen"]})


def rows_of(report: FigureReport) -> dict[str, tuple[str, ...]]:
    """The rows of all tables by what they are called."""
    blocks = composed(report, moment(LATER).date()).document.blocks
    tables = [block for block in blocks if isinstance(block, Table) and block.header]
    return {row[0]: row[1:] for table in tables for row in table.rows}


def test_a_report_is_begun_written_over_and_frozen(
    open_as: Callable[[str], Browser], told: None
) -> None:
    chief = open_as("cy.chief").at(LATER)
    pk = begun(chief)
    edit = url("_edit", pk)
    case = Case.objects.filter(procuratorate__code="cy").order_by("id")[0]
    chief.send(edit, {"overview": "全年工作平稳。", "number": case.number, "_add": "1"})
    report = FigureReport.objects.get(pk=pk)
    chosen = report.cases.get()
    assert chosen.title == case.title
    assert "立案" in chosen.summary
    kept = chief.client.post(
        edit, {"overview": "全年工作平稳。", f"summary.{chosen.pk}": "略", "_kept": "1"}
    )
    assert "Saved automatically" in kept.content.decode()
    typed = {"overview": "全年工作平稳。", f"title.{chosen.pk}": "某河道案", "_read": "1"}
    page = chief.send(edit, {**typed, f"summary.{chosen.pk}": "督促整改到位。"})
    assert page.url == url("", pk)
    for text in ("全年工作平稳。", "某河道案", "督促整改到位。"):
        assert text in page
    assert "某河道案" in docx_text(chief.client.get(url("_word", pk)).content)
    frozen = shown(chief, page, pk)
    assert "Frozen by" in frozen
    report.refresh_from_db()
    assert report.document.digest() == report.digest
    event = Event.objects.get(action="freeze_figure_report", shard__code="cy")
    assert event.effects["documents"][0]["digest"] == report.digest
    address = reverse("cases:verify", args=[report.token])
    assert address in frozen
    visitor = Client()
    visitor.cookies["pilit_language"] = "en"
    public = Page(visitor.get(address))
    assert "is unchanged" in public
    assert report.digest in public
    assert "全年工作平稳" not in public
    assert Client().get(reverse("cases:verify", args=["x"])).status_code == 404
    assert "督促整改到位。" in plain_text(report.document)
    assert chief.client.get(url("_pdf", pk)).content.startswith(b"%PDF")
    assert chief.open(edit).status == 403
    assert chief.send(url("_freeze", pk), {"seen": report.digest}).status == 403
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        FigureReport.objects.filter(pk=pk).update(code="funds_statement")
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        report.delete()
    for who in ("cy.handler", "bj.handler", "npc.deputy"):
        assert open_as(who).at(LATER).open(url("", pk)).status == 200, who
    for who in ("hd.chief", "cy-water.officer"):
        assert open_as(who).at(LATER).open(url("", pk)).status == 404, who


def docx_text(content: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)


def test_what_was_not_shown_is_not_frozen(open_as: Callable[[str], Browser], told: None) -> None:
    chief, head = open_as("cy.chief").at(LATER), open_as("cy.head").at(LATER)
    pk = begun(head)
    assert "typical" in head.open(url("_edit", pk)).html.lower()
    assert chief.open(url("_edit", pk)).status == 403
    missing = chief.send(url("_freeze", pk), {"seen": "x"})
    assert missing.status == 422
    assert "典型案例" in missing
    case = Case.objects.filter(procuratorate__code="cy").order_by("id")[0]
    head.send(url("_edit", pk), {"number": case.number, "_add": "1"})
    page = chief.open(url("", pk))
    head.send(url("_edit", pk), {"problems": "力量不足。"})
    assert shown(chief, page, pk).status == 409
    assert head.send(url("_freeze", pk), {"seen": "x"}).status == 403
    assert "Frozen by" in shown(chief, chief.open(url("", pk)), pk)


def test_a_case_not_seen_cannot_be_typical(open_as: Callable[[str], Browser], told: None) -> None:
    chief = open_as("cy.chief").at(LATER)
    pk = begun(chief)
    other = Case.objects.filter(procuratorate__code="hd").order_by("id")[0]
    page = chief.send(url("_edit", pk), {"number": other.number, "_add": "1", "problems": "写过"})
    assert page.status == 422
    assert other.number in page
    assert other.title not in page
    assert "写过" in page
    chief.send(url("_edit", pk), {"_discard": "1"})
    assert not FigureReport.objects.filter(pk=pk).exists()


@pytest.mark.parametrize("place", ["cy", "bj"])
def test_its_numbers_are_those_of_the_dashboard(
    open_as: Callable[[str], Browser], told: None, place: str
) -> None:
    chief = open_as(f"{place}.chief").at(LATER)
    special = FigureReport.objects.get(pk=begun(chief, place=place))
    asked = {"from": "2026-01", "to": YEAR, "at": place}
    page = chief.open(reverse("cases:figures"), **asked)
    rows = rows_of(special)
    cells = re.findall(
        r"<summary>([^<]*)</summary>(?:(?!<summary>).)*?This period\">\s*(?:<a[^>]*>)?\s*([\d,.]+)",
        page.html,
        re.DOTALL,
    )
    names = {
        "Clues registered": "登记线索",
        "Cases filed": "立案",
        "Recommendations served": "送达检察建议",
        "Suits filed": "提起诉讼",
        "Cases closed": "终结案件",
        "Paid into the treasury": "缴入国库",
        "Replies in time": "按期回复（件）",
        "Items rectified": "整改到位（项）",
    }
    # What is zero in both periods is only named on the page.
    on_page = dict.fromkeys(names.values(), "0") | {"缴入国库": "0.00"}
    on_page |= {names[label]: number for label, number in cells if label in names}
    assert {name: rows[name][0] for name in on_page} == on_page
    kinds = ("行政公益诉讼", "民事公益诉讼", "刑事附带民事公益诉讼", "支持起诉", "生态环境损害赔偿")
    assert sum(int(rows[name][0]) for name in kinds) == int(on_page["立案"])
    month = FigureReport.objects.get(pk=begun(chief, "monthly_statistics", place, YEAR))
    totals = {row[0]: row[2] for row in rows_of(month).values() if len(row) == 5}
    assert totals["立案"] == on_page["立案"]


def test_costs_are_those_of_the_budget_year(open_as: Callable[[str], Browser], told: None) -> None:
    case = Case.objects.filter(procuratorate__code="cy").order_by("id")[0]
    for kind, amount, year in (
        ("appraisal", 100, 2026),
        ("appraisal", 50, 2026),
        ("other", 7, 2025),
    ):
        CaseCost.objects.create(
            case=case, kind=kind, amount=amount, on=case.filed_on, budget_year=year
        )
    city = Organisation.objects.get(code="bj")
    counted = counted_for(city, Period(case.filed_on, case.filed_on), moment(LATER).date())
    found = CaseCost.objects.filter(budget_year=2026, kind="appraisal")
    assert counted.costs("kind", 2026)["appraisal"] == sum(row.amount for row in found)
    registrar = open_as("cy.registrar").at(LATER)
    report = FigureReport.objects.get(pk=begun(registrar, "funds_statement"))
    rows = rows_of(report)
    own = CaseCost.objects.filter(case__procuratorate__code="cy")
    for column, year in enumerate((2026, 2025)):
        whole = sum((row.amount for row in own.filter(budget_year=year)), Decimal(0))
        assert rows["合计"][column] == f"{whole:,.2f}"
    page = registrar.open(url("", report.pk))
    assert "Frozen by" in shown(registrar, page, report.pk)
    assert open_as("npc.deputy").at(LATER).open(url("", report.pk)).status == 404


@pytest.mark.parametrize("who", ["cy.handler", "npc.deputy"])
def test_who_does_not_lead_begins_none(open_as: Callable[[str], Browser], who: str) -> None:
    person = open_as(who).at(LATER)
    assert "Begin a report" not in person.open(REPORTS)
    data = {"code": "special_report", "at": "cy", "period": YEAR}
    assert person.send(REPORTS, data).status == 404


@pytest.mark.parametrize(
    "data",
    [{}, {"code": "x"}, {"at": "hd"}, {"period": "2027-12"}, {"period": "2026-03"}],
)
def test_what_is_not_offered_is_not_begun(
    open_as: Callable[[str], Browser], data: dict[str, str]
) -> None:
    chief = open_as("cy.chief").at(LATER)
    whole = {"code": "special_report", "at": "cy", "period": YEAR}
    page = chief.send(REPORTS, {**whole, **data} if data else {})
    assert page.status == 422
    assert not FigureReport.objects.exists()


def test_changes_in_words() -> None:
    assert change(128, 101) == "增长26.7%"
    assert change(23, 25) == "下降8.0%"
    assert (change(3, 3), change(3, 0), change(1, 9)) == ("持平", "增加3", "减少8")
    assert rate(1, 0) is None
    assert rate_text(None) == "—"
    assert points(rate(982, 1000), rate(95, 100)) == "上升3.2个百分点"
    assert points(rate(1, 2), None) == "—"
