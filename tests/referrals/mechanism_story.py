"""A joint mechanism for tests, lived through ``perform`` by people of the demo directory."""

import datetime as dt
from typing import Any

from cases.actions import perform
from referrals.models import JointMeeting, Mechanism
from tests.cases.conftest import actor_of, moment

HANDLER = "cy.handler"


class Joint:
    """Chaoyang's mechanism on water, established with its water and environment bureaus."""

    def __init__(
        self, start: str = "2026-03-02", members: tuple[str, ...] = ("cy-water", "cy-env")
    ) -> None:
        self.clock: dt.datetime = moment(start)
        data = {
            "name": "水环境保护协作机制",
            "field": "water",
            "purpose": "会商排污口整治",
            "established_on": self.today,
            "meeting_months": 6,
            "members": [{"organisation": code} for code in members],
        }
        made = perform("establish_mechanism", None, self.actor(HANDLER), data, self.clock).made
        assert isinstance(made, Mechanism)
        self.row = made
        self.meeting: JointMeeting | None = None

    @property
    def today(self) -> str:
        """The day of the clock."""
        return self.clock.date().isoformat()

    def actor(self, who: str) -> Any:
        """A person as they act now."""
        return actor_of(who, self.clock)

    def later(self, days: int) -> "Joint":
        """Let days pass."""
        self.clock += dt.timedelta(days=days)
        return self

    def act(self, who: str, action: str, /, **data: Any) -> "Joint":
        """Take an action on the mechanism."""
        made = perform(action, self.row, self.actor(who), data, self.clock).made
        self.row.refresh_from_db()
        if isinstance(made, JointMeeting):
            self.meeting = made
        return self

    def at_meeting(self, who: str, action: str, /, **data: Any) -> "Joint":
        """Take an action on its last meeting."""
        assert self.meeting is not None
        perform(action, self.meeting, self.actor(who), data, self.clock)
        self.meeting.refresh_from_db()
        return self

    def cosigned(self, **data: Any) -> "Joint":
        """A document is co-signed, to be reviewed in ninety days."""
        by = (self.clock.date() + dt.timedelta(days=90)).isoformat()
        facts = {"title": "协作意见", "signatories": ["cy", "cy-water"], "review_by": by}
        return self.act(HANDLER, "cosign_document", signed_on=self.today, **facts, **data)

    def shared(
        self, sender: str = "cy-water", receiver: str = "cy", what: str = "巡查台账"
    ) -> "Joint":
        """Information is agreed on, monthly."""
        facts = {"what": what, "sender": sender, "receiver": receiver, "unit": "months"}
        return self.act(HANDLER, "agree_information", every=1, agreed_on=self.today, **facts)

    def met(self, **data: Any) -> "Joint":
        """A meeting is called and held; the water bureau takes on a task."""
        called = {"subject": "联席会议", "place": "三层会议室", "agenda": ["排污口整治"]}
        self.act(HANDLER, "call_meeting", meets_at=f"{self.today}T14:00", **called)
        due = (self.clock.date() + dt.timedelta(days=20)).isoformat()
        held = {
            "on": self.today,
            "attendance": [{"member": code, "attended": True} for code in ("cy", "cy-water")],
            "deliberation": "讨论了排污口整治",
            "decisions": [{"text": "提供排污口台账", "owner": "cy-water", "due_on": due}],
        }
        return self.at_meeting(HANDLER, "hold_meeting", **held | data)
