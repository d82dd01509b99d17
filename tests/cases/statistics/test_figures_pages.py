"""Every number on a page of figures is the count of the list it leads to, within one's subtree."""

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Organisation, OrganisationKind
from cases.domain.vocabulary import CaseKind, Domain
from cases.models import Case, Recusal
from cases.statistics.rollups import fold, reconcile
from cases.statistics.workbook import Sheet, workbook
from pilit.web.workbook import MEDIA_TYPE
from tests.cases.conftest import Story, moment
from tests.cases.statistics.conftest import LATER
from tests.cases.views.conftest import Browser, Page

pytestmark = pytest.mark.django_db

YEARS = {"from": "2026-01", "to": "2027-12", "figure": "cases_filed"}
LINK = re.compile(r'<a href="(/figures/[^"]*)">([^<]*)</a>((?: <span class="case-no">[^<]*)?)')
"""What may be a number with the list behind it."""


def _numbers(page: Page) -> list[tuple[str, int]]:
    """The numbers of a page that are links; of money how many rows there are."""
    found = []
    for url, text, after in LINK.findall(page.html):
        rows = re.search(r"Rows: (\d+)", after)
        if rows is not None:
            found.append((unescape(url), int(rows[1])))
        elif text.strip().isdecimal():
            found.append((unescape(url), int(text)))
    return found


def _listed(person: Browser, url: str) -> Page:
    """The list behind a number, which says as many rows as it shows."""
    page = person.open(url)
    assert page.status == 200, url
    shown = page.html.count("<tr") - 1 if "<tbody>" in page.html else 0
    said = re.search(r"(\d+) in all", page.html)
    assert (int(said[1]) if said else 0) == shown, url
    return page


def _rows(page: Page) -> int:
    return page.html.count("<tr") - 1 if "<tbody>" in page.html else 0


@pytest.mark.parametrize(("who", "least"), [("cy.chief", 5), ("bj3.chief", 10), ("bj.chief", 20)])
def test_every_number_is_the_count_of_its_list(
    open_as: Callable[[str], Browser], told: None, who: str, least: int
) -> None:
    person = open_as(who).at(LATER)
    home = Organisation.objects.get(code=who.partition(".")[0])
    below = set(
        Organisation.objects.of_kind(OrganisationKind.PROCURATORATE)
        .under(home)
        .values_list("short_name", flat=True)
    )
    links = _numbers(person.open(reverse("cases:figures"), **YEARS))
    late = _numbers(person.open(reverse("cases:figures_overdue")))
    late += _numbers(person.open(reverse("cases:figures_stages"), **YEARS))
    spread = _numbers(person.open(reverse("cases:figures_balance"), **YEARS))
    assert late
    assert spread
    assert sum(number for _url, number in links) >= least
    places = set()
    for url, number in {*links, *late, *spread}:
        found = _listed(person, url)
        assert _rows(found) == number, url
        places.update(re.findall(r'data-label="Procuratorate">([^<]*)<', found.html))
    assert places <= below
    assert len(places) > 1 or who == "cy.chief"


def test_a_case_one_is_recused_from_is_in_no_number(
    open_as: Callable[[str], Browser], told: None
) -> None:
    person = open_as("cy.chief").at(LATER)
    before = person.open(reverse("cases:figure", kwargs={"code": "cases_filed"}), **YEARS)
    case = Case.objects.filter(procuratorate__code="cy").order_by("id")[0]
    Recusal.objects.create(
        case=case, person=person.user, decided_on=case.filed_on, ground="与当事人有近亲属关系"
    )
    numbers = dict(_numbers(person.open(reverse("cases:figures"), **YEARS)))
    filed = {url: number for url, number in numbers.items() if "/cases_filed/" in url}
    assert max(filed.values(), default=0) == _rows(before) - 1
    for url, number in numbers.items():
        assert _rows(_listed(person, url)) == number, url


def test_numbers_stay_as_they_are_when_deltas_are_folded_and_checked(
    open_as: Callable[[str], Browser], told: None
) -> None:
    person = open_as("bj.chief").at(LATER)
    before = _numbers(person.open(reverse("cases:figures"), **YEARS))
    fold()
    assert reconcile(moment(LATER)).differences == 0
    page = person.open(reverse("cases:figures"), **YEARS)
    assert _numbers(page) == before
    assert "0 differed" in page
    assert "Differed" in person.open(reverse("cases:figures_checks"))


@pytest.mark.parametrize("who", ["npc.deputy", "cppcc.member", "plac.reader"])
def test_those_who_watch_from_outside_see_the_numbers_of_their_city_and_no_case(
    open_as: Callable[[str], Browser], told: None, who: str
) -> None:
    person = open_as(who).at(LATER)
    page = person.open(reverse("cases:figures"), **YEARS)
    assert page.status == 200
    assert not _numbers(page)
    assert "/cases/" not in page
    filed = Case.objects.filter(procuratorate__provincial__code="bj").count()
    told_of = page.html.partition("Cases filed</summary>")[2]
    numbers = re.findall(r'data-label="This period">\s*(\d+)', told_of)
    assert numbers[0] == str(filed)
    for name in ("figures_overdue", "figures_stages", "figures_balance"):
        assert not _numbers(person.open(reverse(f"cases:{name}"), **YEARS))
    for name in ("cases:figures_overdue_rows", "cases:cases", "cases:clues"):
        assert person.open(reverse(name)).status == 404
    assert person.open(reverse("cases:figure", kwargs={"code": "cases_filed"})).status == 404


@pytest.mark.parametrize("who", ["cy-water.officer", "cy-court.judge", "admin"])
def test_others_are_shown_no_figures(open_as: Callable[[str], Browser], who: str) -> None:
    person = open_as(who).at(LATER)
    for name in ("", "_overdue", "_export", "_checks", "_balance"):
        assert person.open(reverse(f"cases:figures{name}")).status == 404
    for name in ("figures_sheets", "figures_picture"):
        assert person.open(reverse(f"cases:{name}", args=["balance"])).status == 404


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-13", "to": "x" * 400, "kind": "none", "at": "'", "own": "9"},
        {"from": "2099-12", "to": "0001-01", "figure": "none", "domain": "%00"},
        {"from": "2100-12", "to": "2000-01", "at": "hd", "age": "old", "code": "%", "on": "x"},
        {"on": "2099-01-01", "stage": "none", "state": "none", "duty": "x"},
    ],
)
def test_what_is_not_understood_counts_as_not_chosen(
    open_as: Callable[[str], Browser], query: dict[str, str]
) -> None:
    person = open_as("cy.head").at(LATER)
    for name in ("", "_overdue", "_overdue_rows", "_export", "_balance", "_stage_rows"):
        assert person.client.get(reverse(f"cases:figures{name}"), query).status_code == 200
    for name in ("figures_sheets", "figures_picture"):
        assert person.open(reverse(f"cases:{name}", args=["none"]), **query).status == 404
    picture = reverse("cases:figures_picture", args=["parts"])
    assert person.open(picture, **query, by="none").status == 404
    listed = reverse("cases:figure", kwargs={"code": "cases_filed"})
    assert person.open(listed, **query).status == 200
    assert person.open(reverse("cases:figure", kwargs={"code": "none"})).status == 404


def test_the_pages_cost_the_same_however_many_cases(
    open_as: Callable[[str], Browser], story: Story
) -> None:
    story.to_awaiting_reply()
    person = open_as("bj.chief").at(LATER)
    urls = (
        reverse("cases:figures"),
        reverse("cases:figures_overdue"),
        reverse("cases:figures_balance"),
        reverse("cases:figures_stages"),
        reverse("cases:figure", kwargs={"code": "replies_late"}),
    )
    before = [person.queries(url, **YEARS) for url in urls]
    Story("hd").to_awaiting_reply()
    Story("ft").to_awaiting_reply()
    assert [person.queries(url, **YEARS) for url in urls] == before


def test_the_first_screen_says_what_changed_and_folds_what_is_nothing(
    open_as: Callable[[str], Browser], told: None
) -> None:
    page = open_as("bj.chief").at(LATER).open(reverse("cases:figures"), **YEARS)
    first, _, rest = page.html.partition("btn-list")
    assert 'data-chart="line" data-table="part-month"' in first
    assert "What stands out" in first
    assert "Duties overdue today" in first
    assert 'id="part-month"' in rest
    folded = re.findall(r"<li>([^<·]*) ·", rest)
    assert folded
    for label in folded:
        assert f"<summary>{label}</summary>" not in rest


def test_a_share_is_held_against_the_whole_above(
    open_as: Callable[[str], Browser], told: None
) -> None:
    person = open_as("cy.chief").at(LATER)
    url = reverse("cases:figures_balance")
    page = person.open(url, **YEARS)
    above = Organisation.objects.get(code="cy").parent
    assert above is not None
    # So few are filed above that their shares would tell of single cases.
    assert f"shares at {above.name}" in page
    assert page.html.count('data-value=""') == len(Domain) + len(CaseKind)
    city = open_as("bj3.chief").at(LATER).open(url, **YEARS, at="bj3", own="1")
    assert "shares at" in city


def test_the_workbook_holds_the_numbers_of_the_page(
    open_as: Callable[[str], Browser], told: None
) -> None:
    person = open_as("bj.chief").at(LATER)
    page = person.client.get(reverse("cases:figures_export"), YEARS)
    assert page["Content-Type"] == MEDIA_TYPE
    book = load_workbook(io.BytesIO(page.content))
    assert book.sheetnames == ["Figures", "By month", "By procuratorate", "Definitions"]
    rows = {row[0]: row[1] for row in book["Figures"].iter_rows(values_only=True)}
    assert rows["Cases filed"] == Case.objects.count()
    assert "f" not in {cell.data_type for sheet in book for row in sheet for cell in row}


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ="]
)
def test_no_cell_runs(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    found = load_workbook(io.BytesIO(workbook([Sheet("a:b", (text,), [(text,), (text,)])])))
    for row in found["a b"]:
        for cell in row:
            assert cell.data_type == "s"
            assert str(cell.value).startswith("'")
