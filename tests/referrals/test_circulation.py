"""The circulation statement: its sums equal its rows, what is secret is not in it, what both sides
agreed is frozen and reads the same as page, Word and PDF.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.documents.text import plain_text
from cases.models import LegalDocument
from referrals.demo import circulations, referrals
from referrals.domain.circulation import Quarter
from referrals.models import Circulation, Referral
from referrals.services.circulation import sums_of
from tests.cases.conftest import Story, moment
from tests.cases.documents.reading import docx_text, pdf_text, squeezed
from tests.cases.views.conftest import Browser
from tests.referrals.test_leaks import Open

AT = moment("2026-08-03")
PARTS = ("sent", "received", "decided", "outstanding")


@pytest.fixture
def told(directory: None) -> list[Circulation]:
    """The statements of the demo: the first agreed, the second confirmed by one side."""
    del directory
    Story().to_recommended()
    referrals.tell(AT)
    circulations.tell(AT)
    return list(Circulation.objects.order_by("first_on"))


def test_quarters() -> None:
    assert Quarter.of(dt.date(2026, 1, 31)).before == Quarter(2025, 4)
    assert Quarter(2026, 3).last == dt.date(2026, 9, 30)
    assert Quarter.read("2026-Q2") == Quarter(2026, 2)
    assert not [text for text in ("2026-Q5", "26-Q1", "") if Quarter.read(text)]


def test_the_sums_equal_the_rows_and_the_rows_the_referrals(told: list[Circulation]) -> None:
    for row in told:
        lines = list(row.rows.select_related("referral"))
        sides = (row.procuratorate, row.commission)
        between = Referral.objects.filter(sender__in=sides, receiver__in=sides)
        between = between.filter(sent_on__lte=row.last_on)
        assert not [line for line in lines if line.referral.is_secret]
        sums = sums_of(row, lines)
        within = between.exclude(secrecy="secret").filter(sent_on__gte=row.first_on)
        assert sum(each.sent for each in sums) == within.count()
        open_ = [line for line in lines if line.decided_on is None]
        assert sum(each.outstanding for each in sums) == len(open_)
    last = told[-1]
    assert last.rows.exists()
    # There was a secret one in that time.
    assert Referral.objects.filter(
        secrecy="secret", receiver=last.commission, sent_on__lte=last.last_on
    ).exists()


def test_the_document_says_the_same_in_every_face(told: list[Circulation], browser: Open) -> None:
    row = told[0]
    paper = LegalDocument.objects.get(matter=row)
    text = plain_text(paper.document)
    for each in sums_of(row, row.rows.all()):
        numbers = "".join(str(getattr(each, part)) for part in PARTS)
        assert squeezed(each.name) + numbers in squeezed(text)
    assert text.count("公移送〔") == row.rows.count()
    person = browser("cy-disc.officer").at(AT)
    address = {"number": row.number}
    assert person.open(reverse("referrals:statement", kwargs=address)).status == 200
    word = _content(person, reverse("referrals:statement_word", kwargs=address))
    assert squeezed(row.quarter.written) in squeezed(docx_text(word))
    pdf = _content(person, reverse("referrals:statement_pdf", kwargs=address))
    assert squeezed(row.quarter.written) in pdf_text(pdf, paper.document)
    # Only one side has confirmed the other statement: there is nothing to fetch yet.
    waits = reverse("referrals:statement", kwargs={"number": told[1].number})
    assert person.open(waits).status == 404


def _content(person: Browser, url: str) -> bytes:
    response: Any = person.client.get(url)
    pieces: Iterable[bytes] = response.streaming_content if response.streaming else response
    return b"".join(pieces)


FROZEN = (
    "UPDATE referrals_circulationrow SET outcome = outcome WHERE circulation_id = %s",
    "DELETE FROM referrals_circulationrow WHERE circulation_id = %s",
    "UPDATE referrals_circulation SET drawn_on = drawn_on + 1 WHERE matter_ptr_id = %s",
)


def test_what_was_agreed_is_frozen(directory: None) -> None:
    del directory
    referrals.tell(AT)
    circulations.tell(moment("2026-11-03"))
    agreed = Circulation.objects.get(agreed_on__isnull=False)
    assert agreed.rows.exists()
    for statement in FROZEN:
        with (
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match=r"agreed|only added to"),
            transaction.atomic(),
        ):
            cursor.execute(statement, [agreed.pk])
