"""People at their browsers: real Chromium against the live server, under a clock the test moves."""

import datetime as dt
import os
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser.person import WIDE, Person
from tests.cases.conftest import fill_directory

# Playwright keeps an event loop in this thread; the ORM is used from it all the same, by design.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Clock:
    """The clock of the whole system, moved by hand."""

    def __init__(self, start: dt.datetime) -> None:
        self.now = start

    def move(self, **by: int) -> None:
        """Move on, by days or hours."""
        self.now += dt.timedelta(**by)

    @property
    def today(self) -> str:
        """The Beijing date, ISO."""
        return timezone.localdate(self.now).isoformat()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, so that no process waits for it alone in the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/browser/test_whole_case.py"))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock at nine in the morning of Monday 2026-01-12, in Beijing."""
    clock = Clock(timezone.make_aware(dt.datetime(2026, 1, 12, 9)))  # noqa: DTZ001 - made aware
    monkeypatch.setattr(timezone, "now", lambda: clock.now)
    return clock


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the run; `PILIT_CHROMIUM` names it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("PILIT_CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def town(
    transactional_db: None, live_server: LiveServer, chromium: Browser, clock: Clock
) -> Iterator["Town"]:
    """The demo directory behind a live server, and a browser for whoever is asked for.

    Fails for whatever fault was noted on a page that anybody passed.
    """
    del transactional_db, clock
    fill_directory()
    town = Town(chromium, live_server.url)
    yield town
    town.close()
    assert not town.faults, "\n".join(town.faults)


class Town:
    """People by name; each keeps their own browser. ``""`` is somebody who is not logged in."""

    def __init__(self, chromium: Browser, base: str) -> None:
        self.chromium = chromium
        self.base = base
        self.people: dict[str, Person] = {}

    @property
    def faults(self) -> list[str]:
        """Whatever was noted on a page that anybody passed."""
        return [fault for person in self.people.values() for fault in person.faults]

    def close(self) -> None:
        """Everybody closes their browser."""
        for person in self.people.values():
            person.context.close()

    def visitor(self) -> Person:
        """Somebody who is not logged in."""
        return self._at_browser("")

    def person(self, name: str) -> Person:
        """Somebody of the directory, logged in."""
        return self._at_browser(name).log_in()

    def _at_browser(self, name: str) -> Person:
        if name not in self.people:
            context = self.chromium.new_context(
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                viewport={"width": WIDE, "height": 900},
                reduced_motion="reduce",
            )
            self.people[name] = Person(context, self.base, name)
        return self.people[name]
