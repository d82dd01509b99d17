"""The receipt (移送回执) the sender has once the receiver has signed."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from cases.documents.text import plain_text
from referrals.domain.vocabulary import Secrecy
from tests.cases.views.conftest import Browser
from tests.referrals.conftest import SECRET_WORDS, Sent

pytestmark = pytest.mark.django_db


def url(sent: Sent) -> str:
    """The address of the receipt."""
    assert sent.row is not None
    return reverse("referrals:receipt", kwargs={"number": sent.row.number})


def test_there_is_none_before_it_is_signed_for(sent: Sent, browser: Callable[..., Browser]) -> None:
    sent.send("cy.handler", kind="other", to="cy-disc")
    assert browser("cy.handler").at(sent.clock).open(url(sent)).status == 404


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_it_names_what_came_and_when_and_nothing_of_the_content(
    sent: Sent, browser: Callable[..., Browser], secrecy: Secrecy
) -> None:
    named = {"named": ["cy.head", "cy.chief"]} if secrecy == Secrecy.SECRET else {}
    facts = {"kind": "public_interest_clue", "to": "cy", "secrecy": secrecy, **named}
    row = sent.send("cy-disc.officer", **facts)
    sent.act("cy.head", "receive_referral", on="2026-03-02")
    page = browser("cy-disc.officer").at(sent.clock).open(url(sent))
    assert page.status == 200
    assert "移送回执" in page
    text = plain_text(row.documents.get(code="referral_receipt").document)
    assert row.number in text
    assert "已于2026年3月2日签收" in text
    assert SECRET_WORDS not in text
