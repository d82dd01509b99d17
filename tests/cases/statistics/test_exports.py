"""Over every export of the project: what people typed is text in its cells, never a formula."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from agencies.models import Organisation, User
from cases.models import Case
from cases.views.case.columns import COLUMNS
from pilit.web.workbook import FORMULAS, inert
from tests.cases.statistics.conftest import LATER
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db

STARTS: Final = (*"=+-@\t＝＋－＠", " =", "\n=")
FEWEST: Final = 4
"""Texts that must have been made inert, for the test to have tested anything."""
ROOT: Final = Path(settings.BASE_DIR)
APPS: Final = ("pilit", "agencies", "cases", "referrals")


def of_cases(person: Browser) -> Any:
    """The list of cases, with every column there is to choose."""
    person.send(reverse("cases:columns"), {"column": list(COLUMNS)})
    return person.client.post(reverse("cases:bulk_export"), {"query": "state=all"})


def of_figures(person: Browser) -> Any:
    """The figures, by month and by procuratorate."""
    query = {"from": "2026-01", "to": "2027-12"}
    return person.client.get(reverse("cases:figures_export"), query)


def of_sheets(what: str) -> Callable[[Browser], Any]:
    """What another page of figures shows."""
    url = reverse("cases:figures_sheets", args=[what])
    return lambda person: person.client.get(url, {"from": "2026-01", "to": "2027-12"})


EXPORTS: Final[dict[str, Callable[[Browser], Any]]] = {
    "cases/views/office/bulk.py": of_cases,
    "cases/views/figures/export.py": of_figures,
    "cases/views/figures/export.py balance": of_sheets("balance"),
    "cases/views/figures/export.py overdue": of_sheets("overdue"),
    "cases/views/figures/export.py stages": of_sheets("stages"),
}
"""By the file that answers with a workbook, and which of its."""
STAGES: Final = "cases/views/figures/export.py stages"
"""Nothing in it was typed by anybody."""


def sources() -> dict[str, str]:
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
    }


def test_these_are_all_the_exports_there_are() -> None:
    """Who adds one adds it above; a workbook is written by the two that make its texts inert."""
    found = sources()
    views = {name for name, text in found.items() if "workbook import MEDIA_TYPE" in text}
    assert views == {name.partition(" ")[0] for name in EXPORTS}
    writers = {name for name, text in found.items() if "import Workbook" in text}
    assert writers == {"pilit/web/workbook.py", "cases/statistics/workbook.py"}
    assert not [name for name, text in found.items() if "\nimport csv" in text]


@pytest.mark.parametrize("export", EXPORTS.values(), ids=EXPORTS)
def test_no_cell_runs(
    open_as: Callable[[str], Browser], told: None, export: Callable[[Browser], Any]
) -> None:
    for number, row in enumerate(Case.objects.order_by("id")):
        text = f"{STARTS[number % len(STARTS)]}HYPERLINK(1)"
        Case.objects.filter(pk=row.pk).update(title=text, cause=text, address=text)
    for number, place in enumerate(Organisation.objects.order_by("id")):
        text = f"{STARTS[number % len(STARTS)]}{number}"
        Organisation.objects.filter(pk=place.pk).update(name=text, short_name=text)
    User.objects.exclude(username="bj.chief").update(name="@SUM(1)")
    answer = export(open_as("bj.chief").at(LATER))
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    texts = [str(cell.value) for cell in cells if cell.data_type == "s"]
    if export is not EXPORTS[STAGES]:
        assert sum(text.startswith("'") for text in texts) >= FEWEST
    for text in texts:
        assert text == inert(text), text
        assert text.lstrip()[0] not in FORMULAS
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@pytest.mark.parametrize(
    ("what", "by"),
    [
        ("parts", "month"),
        ("parts", "place"),
        ("groups", "litigation"),
        ("parts", "organ"),
        ("stages", ""),
        ("overdue", "duty"),
        ("balance", "domain"),
    ],
)
def test_every_chart_is_a_picture_that_opens(
    open_as: Callable[[str], Browser], told: None, what: str, by: str
) -> None:
    person = open_as("bj.chief").at(LATER)
    url = reverse("cases:figures_picture", args=[what])
    answer = person.client.get(url, {"from": "2026-01", "to": "2027-12", "by": by})
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].endswith(".png")
    with Image.open(io.BytesIO(answer.content)) as picture:
        picture.load()
        assert picture.format == "PNG"
