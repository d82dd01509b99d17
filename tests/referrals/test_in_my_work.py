"""Referrals in the work of procurators: to sign for, to answer, and what one waits for."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.cases.views.conftest import Browser
from tests.referrals.conftest import Sent

pytestmark = pytest.mark.django_db

Open = Callable[[str], Browser]
WORK = reverse("cases:work")


def test_it_goes_on_with_every_step(browser: Open, sent: Sent) -> None:
    row = sent.send("hd.handler", kind="public_interest_clue", to="cy")
    handler = browser("cy.handler").at(sent.clock)
    page = handler.open(WORK)
    assert row.number in page
    assert "Clue for public-interest litigation" in page
    for step in ("receive_referral", "accept_referral", "report_result"):
        path = reverse("cases:action", args=["referral", row.number, step])
        assert path in handler.open(WORK), step
        more = {"result": "no_case"} if step == "report_result" else {}
        sent.act("cy.handler", step, on=sent.clock.date().isoformat(), **more)
    assert row.number not in handler.open(WORK)


def test_the_sender_waits_and_has_no_button(browser: Open, sent: Sent) -> None:
    row = sent.send("hd.handler", kind="public_interest_clue", to="cy")
    for who, told in (("hd.handler", True), ("hd.head", True), ("hd.handler2", False)):
        page = browser(who).at(sent.clock).open(WORK)
        assert (row.number in page) is told, who
        assert "/actions/receive_referral/" not in page


def test_neither_assistants_nor_strangers_are_told(browser: Open, sent: Sent) -> None:
    row = sent.send("hd.handler", kind="public_interest_clue", to="cy", secrecy="internal")
    for who in ("cy.assistant", "cy.registrar", "bj3.handler", "ft.handler"):
        assert row.number not in browser(who).at(sent.clock).open(WORK), who


def test_what_is_secret_is_told_to_those_named(browser: Open, sent: Sent) -> None:
    row = sent.send(
        "hd.handler",
        kind="crime_clue",
        to="cy",
        secrecy="secret",
        named=["cy.handler", "cy.head"],
    )
    assert row.number in browser("cy.handler").at(sent.clock).open(WORK)
    assert row.number not in browser("cy.handler2").at(sent.clock).open(WORK)
    calendar = browser("cy.handler").at(sent.clock).open(reverse("cases:work_calendar"))
    assert row.number in calendar
