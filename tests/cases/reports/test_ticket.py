"""The ticket of the form, its puzzle and the code that follows from it."""

import datetime as dt
import re

import pytest

from cases.reports.ticket import LIFETIME, Ticket, code_hash, digest, grouped
from pilit.law.errors import Invalid
from tests.cases.conftest import moment
from tests.cases.reports.conftest import NOW, solve

AT = moment(NOW)


def test_a_ticket_comes_back_as_it_was_sent() -> None:
    ticket = Ticket.issue(AT)
    assert Ticket.read(ticket.text) == ticket


@pytest.mark.parametrize("text", ["", "x", "e30:abc", Ticket.issue(AT).text + "x"])
def test_a_ticket_of_somebody_else_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Ticket.read(text)


def test_a_puzzle_is_good_for_a_day() -> None:
    ticket = Ticket.issue(AT)
    assert ticket.is_fresh(AT + LIFETIME)
    assert not ticket.is_fresh(AT + LIFETIME + dt.timedelta(seconds=1))
    assert not ticket.is_fresh(AT - dt.timedelta(seconds=1))


def test_the_number_found_or_the_sum_solves_it() -> None:
    ticket = Ticket.issue(AT)
    proof = solve(ticket.key)
    assert ticket.is_solved(proof, "")
    assert ticket.is_solved("", f" {ticket.first + ticket.second} ")
    assert not Ticket.issue(AT).is_solved("", "")
    for wrong in ("-1", "1e3", "９", "0" * 13, "abc"):
        assert not ticket.is_solved(wrong, "99")


def test_a_code_has_128_bits_and_does_not_follow_from_what_is_kept() -> None:
    codes = {Ticket.issue(AT).code for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch("[A-Z2-7]{26}", code) for code in codes)
    ticket = Ticket.issue(AT)
    assert ticket.code not in (ticket.key, ticket.key_hash, digest(ticket.key))


def test_a_code_is_known_however_it_is_typed() -> None:
    code = "ABCDOIB234ABCDOIB234ABCDOI"
    typed = grouped(code).lower().replace("o", "0").replace("i", "1")
    assert code_hash(f"  {typed} ") == code_hash(code)
    assert code not in code_hash(code)
