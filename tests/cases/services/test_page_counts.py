"""The pages of decided documents: counted once they are frozen, and then no more."""

import pytest
from django.db import InternalError, ProgrammingError, transaction
from django.db.utils import DatabaseError

from cases.models import LegalDocument
from cases.services.case_index import contents
from cases.tasks import count_pages
from tests.cases.conftest import Story
from tests.cases.services.test_documents import altered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("directory")]


def test_pages_are_known_to_the_table_of_contents_and_stay() -> None:
    story = Story().to_recommended()
    assert set(LegalDocument.objects.values_list("pages", flat=True)) == {None}
    count_pages()
    row = LegalDocument.objects.get(code="recommendation")
    assert row.pages == 2
    assert story.case is not None
    listed = {each.legal.code: each.pages for each in contents(story.case).entries if each.legal}
    assert listed["recommendation"] == 2
    assert None not in listed.values()
    refused = (DatabaseError, InternalError, ProgrammingError)
    with pytest.raises(refused, match="frozen"), transaction.atomic():
        LegalDocument.objects.filter(pk=row.pk).update(pages=3)


def test_an_altered_document_counts_as_the_sheet_that_says_so() -> None:
    Story().to_inquiring()
    row = altered(LegalDocument.objects.get(code="filing_approval"), text="no document")
    count_pages()
    row.refresh_from_db()
    assert row.pages == 1
