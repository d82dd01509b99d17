"""A request about a referral that is sent twice acts once, by whatever door each came."""

import pytest

from cases.actions import perform
from cases.models import Event, Matter
from tests.cases.conftest import actor_of
from tests.referrals.conftest import Sent

pytestmark = pytest.mark.django_db


def test_a_matter_is_the_same_as_its_referral(sent: Sent) -> None:
    row = sent.send("cy.handler", kind="other", to="cy-disc")
    officer, data = actor_of("cy-disc.officer", sent.clock), {"on": "2026-03-02"}
    first = perform("receive_referral", row, officer, data, sent.clock, key="k")
    same = Matter.objects.get(pk=row.pk)
    again = perform("receive_referral", same, officer, data, sent.clock, key="k")
    assert not first.repeated
    assert again.repeated
    assert Event.objects.filter(matter=row, action="receive_referral").count() == 1
