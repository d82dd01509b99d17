"""The file of each kind of case, and the court's page of it, looked at wide and narrow."""

import pytest
from django.urls import reverse

from cases.models import PartyRole
from tests.browser.conftest import Clock, Town
from tests.cases.views.kinds import tell

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "until"),
    [
        ("civil-environment", "publish_notice"),
        ("civil-mediated", "publish_agreement"),
        ("compensation-confirmed", "publish_agreement"),
        ("incidental", "enter_judgment"),
        ("support-withdrawn-then-own-case", "submit_support_withdrawal"),
    ],
)
def test_a_kind_of_case(town: Town, clock: Clock, name: str, until: str) -> None:
    told = tell(name, until)
    clock.now = told.clock
    handler = told.case.handler
    assert handler is not None
    path = reverse("cases:case", args=[told.case.number])
    town.person(handler.username).open(path)
    party = told.case.parties.filter(role=PartyRole.COURT).first()
    if party is not None:
        clerk = town.person(f"{party.organisation.code}.clerk")
        clerk.open("/")
        clerk.open(path)
