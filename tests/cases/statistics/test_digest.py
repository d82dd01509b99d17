"""The weekly digest: on Monday, once, to those who lead and want it; its numbers are the pages'."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from agencies.models import User
from cases.alerts.digest import send_digests
from cases.models import Digest, OutboxMail
from cases.services.outbox import deliver
from tests.cases.conftest import moment
from tests.cases.views.conftest import Browser

pytestmark = pytest.mark.django_db
MONDAY = moment("2027-12-20T07:00")
WEEK = dt.timedelta(days=7)
SITE = "https://pilit.example.cn"
Open = Callable[[str], Browser]


@pytest.fixture
def readers(told: None) -> list[User]:
    """Two who lead have an address, and one who works there; nobody else."""
    User.objects.exclude(username__in=("bj.chief", "cy.head", "cy.handler")).update(email="")
    OutboxMail.objects.all().delete()
    return list(User.objects.filter(username__in=("bj.chief", "cy.head")).order_by("username"))


def test_it_is_sent_on_monday_morning_and_once_a_week(readers: list[User]) -> None:
    for early in ("2027-12-20T06:59", "2027-12-20T00:00"):
        assert send_digests(moment(early)) == 0
    assert send_digests(MONDAY) == 2
    assert list(Digest.objects.values_list("person", "week").order_by("person__username")) == [
        (person.pk, MONDAY.date()) for person in readers
    ]
    for later in (MONDAY, moment("2027-12-26T23:59")):
        assert send_digests(later) == 0
    assert send_digests(MONDAY + WEEK) == 2
    assert OutboxMail.objects.count() == 4


def test_what_an_outage_kept_back_goes_out_later(readers: list[User]) -> None:
    assert send_digests(moment("2027-12-22T10:00")) == 2


def test_the_database_keeps_one_a_week(readers: list[User]) -> None:
    send_digests(MONDAY)
    row = Digest.objects.all()[0]
    other = Digest.objects.all()[1]
    for change in ({"person": row.person}, {"week": MONDAY.date() + dt.timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Digest.objects.filter(pk=other.pk).update(**change)


def test_its_numbers_are_those_of_the_pages_it_links_to(
    readers: list[User], open_as: Open, settings: LazySettings
) -> None:
    settings.PILIT_PUBLIC_URL = SITE
    send_digests(MONDAY)
    chief = open_as("bj.chief").at(MONDAY)
    assert deliver(MONDAY) == 2
    body = next(each.body for each in mail.outbox if each.to == [chief.user.email])
    lines = body.splitlines()
    links = [at for at, line in enumerate(lines) if line.startswith(f"  {SITE}")]
    assert len(links) == 8
    found = {}
    for at in links:
        page = chief.open(lines[at].strip().removeprefix(SITE))
        number = int(lines[at - 1].rpartition(": ")[2])
        assert page.response.context["count"].number == number, lines[at]  # type: ignore[attr-defined]
        found[lines[at - 1]] = number
    assert sum(found.values()) > 0


def test_it_names_no_case(readers: list[User]) -> None:
    send_digests(MONDAY)
    deliver(MONDAY)
    for each in mail.outbox:
        assert "号" not in each.body
        assert "公立" not in each.body


def test_it_is_switched_off_and_on_in_the_account(readers: list[User], open_as: Open) -> None:
    url, profile = reverse("agencies:digest"), reverse("agencies:profile")
    chief = open_as("bj.chief").at(MONDAY)
    assert "Switched on." in chief.open(profile)
    assert "Switched off." in chief.send(url, {"weekly": "0"})
    assert send_digests(MONDAY) == 1
    assert "Switched on." in chief.send(url, {"weekly": "1"})
    assert send_digests(MONDAY) == 1
    handler = open_as("cy.handler").at(MONDAY)
    assert handler.send(url, {"weekly": "0"}).status == 404
    assert "Weekly digest" not in handler.open(profile)
