"""Keyset paging walks a list once, whatever its ordering, and takes no cursor that is not ours."""

import datetime as dt

import pytest
from django.core import signing

from agencies.models import Organisation, OrganisationKind, User
from cases.models import FormDraft
from pilit.law.errors import Invalid
from pilit.web.paging import AT_MOST, Ordering, capped_count, page_of

ORDERINGS = {
    "newest": Ordering(descending=True),
    "region": Ordering("region"),
    "parent": Ordering("parent_id", nullable=True),
    "parent_down": Ordering("parent_id", descending=True, nullable=True),
}


@pytest.fixture
def organisations(db: None) -> list[Organisation]:
    """Eleven organisations in three regions, five of them with a parent."""
    rows: list[Organisation] = []
    for number in range(11):
        rows.append(
            Organisation.objects.create(
                code=f"o{number}",
                name=f"o{number}",
                short_name=f"o{number}",
                kind=OrganisationKind.ORGAN,
                level="district",
                region=f"11010{number % 3}",
                parent=rows[number % 2] if number in {3, 5, 6, 8, 9} else None,
            )
        )
    return rows


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("size", [1, 2, 5, 11])
def test_the_pages_together_are_the_list(
    organisations: list[Organisation], ordering: str, size: int
) -> None:
    seen: list[int] = []
    cursor, pages = "", 0
    while True:
        page = page_of(Organisation.objects.all(), ORDERINGS, ordering, cursor, size)
        seen += [row.pk for row in page.rows]
        cursor, pages = page.next_cursor, pages + 1
        if not cursor:
            break
    assert sorted(seen) == sorted(row.pk for row in organisations)
    assert pages == -(-11 // size)
    column = ORDERINGS[ordering].column
    values = [getattr(Organisation.objects.get(pk=pk), column or "pk") for pk in seen]
    given = [value for value in values if value is not None]
    assert given == sorted(given, reverse=ORDERINGS[ordering].descending)
    assert all(value is None for value in values[len(given) :])


def test_a_cursor_is_signed_and_belongs_to_its_ordering(organisations: list[Organisation]) -> None:
    rows = Organisation.objects.all()
    cursor = page_of(rows, ORDERINGS, "newest", size=3).next_cursor
    forged = signing.dumps(["newest", None, 5], salt="another")
    for wrong, ordering in ((cursor, "region"), (cursor[:-1] + "!", "newest"), (forged, "newest")):
        with pytest.raises(Invalid) as refusal:
            page_of(rows, ORDERINGS, ordering, wrong)
        assert "cursor" in refusal.value.errors


def test_an_ordering_that_is_not_allowed_is_refused(organisations: list[Organisation]) -> None:
    with pytest.raises(Invalid) as refusal:
        page_of(Organisation.objects.all(), ORDERINGS, "password")
    assert "ordering" in refusal.value.errors


@pytest.mark.django_db
def test_no_page_is_longer_than_the_limit() -> None:
    person = User.objects.create_user("many")
    at = dt.datetime(2026, 8, 3, tzinfo=dt.UTC)
    FormDraft.objects.bulk_create(
        FormDraft(person=person, action=f"a{number}", saved_at=at) for number in range(AT_MOST + 5)
    )
    page = page_of(FormDraft.objects.all(), ORDERINGS, "newest", size=1000)
    assert len(page.rows) == AT_MOST
    assert page.next_cursor
    assert str(capped_count(FormDraft.objects.all(), cap=10)) == "10+"
    assert str(capped_count(FormDraft.objects.all(), cap=500)) == str(AT_MOST + 5)
