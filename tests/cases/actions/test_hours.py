"""Hours noted on a case, put right and struck (Opinions 3(3))."""

from decimal import Decimal
from typing import Any

import pytest

from cases.models import HoursSpent
from tests.cases.actions.test_supervision import refused
from tests.cases.conftest import Story


@pytest.fixture
def inquiring(story: Story) -> Story:
    """A case of Chaoyang."""
    return story.to_inquiring()


def note(story: Story, who: str = ".handler", **data: Any) -> HoursSpent:
    """Note hours of today."""
    story.act(who, "record_hours", **{"hours": "2.5", "on": story.today, **data})
    return HoursSpent.objects.order_by("-id")[0]


def test_hours_are_noted_put_right_and_struck(inquiring: Story) -> None:
    assert inquiring.case is not None
    version = inquiring.case.version
    row = note(inquiring, note="现场查看")
    note(inquiring, hours="1.75", entry=str(row.pk))
    row.refresh_from_db()
    assert (row.hours, row.struck_on, row.person.username) == (Decimal("1.75"), None, "cy.handler")
    note(inquiring, hours="0", entry=str(row.pk))
    assert not HoursSpent.objects.standing().exists()
    refused("invalid", lambda: note(inquiring, hours="1", entry=str(row.pk)))
    inquiring.case.refresh_from_db()
    assert inquiring.case.version == version
    told = inquiring.case.events.filter(action="record_hours").order_by("id")
    before = [event.effects["before"]["hours"] for event in told if "before" in event.effects]
    assert before == ["2.5", "1.75"]


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"hours": "0"}, "invalid", "hours"),
        ({"hours": "24.5"}, "invalid", "hours"),
        ({"hours": "1.255"}, "invalid", "hours"),
        ({"on": "2026-12-31"}, "date_in_future", "on"),
    ],
)
def test_what_is_no_hours_of_a_day(
    inquiring: Story, data: dict[str, Any], code: str, field: str
) -> None:
    assert set(refused(code, lambda: note(inquiring, **data)).errors) == {field}


def test_a_day_has_24_hours_over_all_cases(inquiring: Story) -> None:
    first = note(inquiring, hours="20")
    assert set(refused("invalid", lambda: note(inquiring, hours="4.25")).errors) == {"hours"}
    note(inquiring, hours="4")
    refused("invalid", lambda: note(inquiring, entry=str(first.pk), hours="20.25"))
    note(inquiring, entry=str(first.pk), hours="19")


def test_only_who_works_on_it_notes_hours_and_only_their_own(inquiring: Story) -> None:
    for who in (".head", ".chief", ".registrar", "bj3.handler"):
        refused("not_permitted", lambda who=who: note(inquiring, who))  # type: ignore[misc]
    note(inquiring, ".assistant")
    mine = note(inquiring)
    inquiring.act(".head", "assign_team", lead="cy.handler", members=["cy.handler2"])
    refused("not_permitted", lambda: note(inquiring, ".assistant"))
    note(inquiring, ".handler2")
    refused("invalid", lambda: note(inquiring, ".handler2", entry=str(mine.pk)))
