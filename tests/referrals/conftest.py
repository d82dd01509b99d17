"""Referrals for tests, sent as in life: through ``perform``, by people of the demo directory."""

import datetime as dt
from typing import Any

import pytest

from cases.actions import Outcome, perform
from referrals.models import Referral
from tests.cases.conftest import actor_of, directory, moment
from tests.cases.views.conftest import browser

__all__ = ["browser", "directory"]

SECRET_WORDS = "某公司夜间偷排危险废物"


class Sent:
    """One referral; each step goes through the one door."""

    def __init__(self, start: str = "2026-03-02") -> None:
        self.clock: dt.datetime = moment(start)
        self.row: Referral | None = None

    def send(self, who: str, **data: Any) -> Referral:
        """Send it."""
        facts = {"narrative": SECRET_WORDS} | data
        made = perform("send_referral", None, actor_of(who, self.clock), facts, self.clock).made
        assert isinstance(made, Referral)
        self.row = made
        return made

    def act(self, who: str, action: str, /, **data: Any) -> Outcome:
        """Take an action on it."""
        assert self.row is not None
        outcome = perform(action, self.row, actor_of(who, self.clock), data, self.clock)
        self.row.refresh_from_db()
        return outcome


@pytest.fixture
def sent(directory: None) -> Sent:
    """A referral to be sent, on 2026-03-02."""
    del directory
    return Sent()
