"""The demo's referrals: in every direction, some late, some done; its oversight; told once."""

import pytest

from referrals.demo import campaigns, governances, invitations, oversights
from referrals.demo import referrals as demo
from referrals.domain.directions import DIRECTIONS
from referrals.domain.vocabulary import ReferralState, Secrecy
from referrals.models import Campaign, Governance, Invitation, Oversight, Referral
from tests.cases.conftest import Story, moment


@pytest.mark.usefixtures("directory")
def test_the_demo_refers_in_every_direction_once() -> None:
    Story().to_recommended()
    at = moment("2026-08-03")
    demo.tell(at)
    rows = Referral.objects.select_related("sender", "receiver")
    told = {(row.sender.kind, row.receiver.kind) for row in rows}
    assert told == {(row.sender.value, row.receiver.value) for row in DIRECTIONS}
    assert {row.state for row in rows} == set(ReferralState)
    assert {row.secrecy for row in rows} == set(Secrecy)
    assert rows.filter(next_due_on__lt="2026-08-03").exists()
    count = rows.count()
    demo.tell(at)
    assert rows.count() == count


@pytest.mark.usefixtures("directory")
def test_the_demo_tells_of_campaigns_and_what_is_recommended_once() -> None:
    Story().to_inquiring()
    Story("cy", "urban", "2026-04-01").to_inquiring()
    at = moment("2026-08-20")
    for _time in range(2):
        campaigns.tell(at)
        governances.tell(at)
    assert {row.state for row in Campaign.objects.all()} == {"planned", "open"}
    told = Governance.objects.order_by("id")
    assert [row.state for row in told] == ["closed", "replied", "in_review"]
    assert told[1].replied_on is not None
    assert told[1].replied_on > told[1].reply_by


@pytest.mark.usefixtures("directory")
def test_the_demo_oversees_and_invites_once() -> None:
    Story().to_recommended()
    at = moment("2026-08-03")
    for _ in range(2):
        oversights.tell(at)
        invitations.tell(at)
    told = Oversight.objects.values_list("state", flat=True)
    assert set(told) == {"asked", "offered", "scheduled", "answered", "held", "closed"}
    assert len(told) == len(set(told))
    assert set(Oversight.objects.values_list("overseer__code", flat=True)) == {
        *("npc", "cppcc", "plac")
    }
    assert list(Invitation.objects.order_by("id").values_list("state", flat=True)) == [
        *("attended", "invited")
    ]
