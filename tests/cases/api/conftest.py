"""Programs that call the API as somebody of the demo, at a moment of the test's choice."""

import datetime as dt
from typing import Any, Protocol
from urllib.parse import quote

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from agencies.models import User
from tests.cases.api.world import World, make_world

ROOT = "/api/v1/"


class Clock:
    """The moment every request of a test is made at."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def set(self, text: str) -> None:
        """Set it to a Beijing time such as ``2026-03-20T09:00``, or nine o'clock of a day."""
        given = text if "T" in text else f"{text}T09:00"
        self.moment = timezone.make_aware(dt.datetime.fromisoformat(given))

    def now(self) -> dt.datetime:
        """What ``timezone.now`` answers meanwhile."""
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still, on a working day before any period of the stories has ended."""
    clock = Clock(dt.datetime(2026, 1, 12, 1, tzinfo=dt.UTC))
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


class As(Protocol):
    """Gives the client of a person, logged in anew."""

    def __call__(self, username: str) -> APIClient: ...


@pytest.fixture
def as_(clock: Clock) -> As:
    """Logs people in by session; ``as_("")`` is nobody."""

    def client(username: str) -> APIClient:
        made = APIClient(headers={"accept-language": "en"})
        if username:
            made.force_login(User.objects.get(username=username))
        return made

    return client


def address(kind: str, number: str, *rest: str) -> str:
    """The address of a clue or case, or of something under it."""
    return ROOT + "/".join((kind, quote(number), *rest)) + "/"


def take(client: APIClient, kind: str, number: str, name: str, /, **body: Any) -> Any:
    """Take an action; what is not ``occurred_at`` or ``version`` is its data."""
    outer = {key: body.pop(key) for key in ("occurred_at", "version") if key in body}
    return client.post(
        address(kind, number, "actions", name), {"data": body, **outer}, format="json"
    )


@pytest.fixture
def world(directory: None, clock: Clock) -> World:
    """The cases and people of :mod:`tests.cases.api.world`, looked at on 2026-06-30."""
    made = make_world()
    clock.set("2026-06-30")
    return made
