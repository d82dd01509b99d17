"""People at their browsers: real Chromium against the live server, under a clock the test moves."""

import datetime as dt
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from agencies.directory import write_directory
from tests.cases.conftest import PASSWORD

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
WIDE, NARROW = 1440, 360


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


class Person:
    """One person at their own browser."""

    def __init__(self, context: BrowserContext, base: str, name: str) -> None:
        self.base = base
        self.name = name
        self.page: Page = context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.faults: list[str] = []
        self.seen: set[tuple[str, str]] = set()
        self.page.on("pageerror", lambda error: self.note(str(error)))
        self.page.on("console", lambda said: self.note(said.text) if said.type == "error" else None)

    def log_in(self) -> "Person":
        """Log in; a session that ended meanwhile is begun anew."""
        self.page.goto(f"{self.base}/login/")
        if self.page.locator("input[name=password]").count():
            self.page.fill("input[name=username]", self.name)
            self.page.fill("input[name=password]", PASSWORD)
            self.page.locator("input[name=password]").press("Enter")
            self.page.wait_for_url(re.compile(r"^(?!.*login)"))
        return self

    def open(self, path: str) -> Page:
        """Open a page; it must be there."""
        response = self.page.goto(self.base + path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        self.look()
        return self.page

    def look(self) -> None:
        """Note what of the page as it stands is not accessible, wide and narrow.

        Gathered rather than raised, so that one run tells everything; the fixture fails for it.
        A page of the same kind and stage is looked at once.
        """
        stage = self.page.locator("main .big").first
        shown = stage.inner_text() if stage.count() else ""
        kind = (re.sub(r"\d+", "0", unquote(self.page.url)), shown)
        if kind in self.seen:
            return
        self.seen.add(kind)
        for width in (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
            for violation in found.response["violations"]:
                for node in violation["nodes"]:
                    self.note(f"{violation['id']}: {node['html'][:200]}")
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                self.note(f"scrolls sideways at {width} px")
        self.page.set_viewport_size({"width": WIDE, "height": 900})

    def note(self, fault: str) -> None:
        """Note a fault of the present page."""
        self.faults.append(f"{self.name} at {unquote(self.page.url)}: {fault}")

    def follow(self, action: str) -> None:
        """Follow the page's own link to an action; there must be one."""
        link = self.page.locator(f'main a[href*="/{action}/"]').first
        href = link.get_attribute("href", timeout=5000)
        assert href, f"{self.name} is offered no {action} on {self.page.url}"
        self.page.goto(self.base + href)
        self.look()

    def fill(self, **fields: Any) -> None:
        """Fill the form; a name ``items_0_text`` means the field ``items-0-text``."""
        for name, value in fields.items():
            field = name if self._named(name).count() else re.sub(r"_(\d+)_", r"-\1-", name)
            self._fill_one(field, value)

    def _named(self, name: str) -> Locator:
        return self.page.locator(f'main form [name="{name}"]')

    def _fill_one(self, name: str, value: Any) -> None:
        control = self._named(name)
        assert control.count(), f"no field {name} on {self.page.url}"
        kind = control.first.evaluate("e => e.tagName == 'INPUT' ? e.type : e.tagName")
        if kind in {"radio", "checkbox"}:
            for each in value if isinstance(value, list) else [value]:
                self._choose(self.page.locator(f'main form [name="{name}"][value="{each}"]'))
        elif kind == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)

    def _choose(self, option: Locator) -> None:
        """Tick a box or radio; where it is drawn by its label, that is what a hand clicks."""
        drawn = self.page.locator(f'label[for="{option.get_attribute("id")}"]')
        if drawn.count():
            if not option.is_checked():
                drawn.click()
        else:
            option.check()

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.locator(f'main form button[name="{name}"]').first.click()
        self.page.wait_for_load_state("networkidle")
        self.look()

    def send(self) -> None:
        """Press the form's main button; what is only shown for checking first is sent again."""
        before = self.page.url
        self.page.locator("main form .btn-primary").last.click()
        self.page.wait_for_load_state("networkidle")
        if self.page.url == before:
            faults = self.page.locator(".invalid-feedback, .alert-danger").all_inner_texts()
            assert not faults, f"{before}: {faults}"
            self.look()
            self.page.locator("main form .btn-primary").last.click()
            self.page.wait_for_url(lambda url: url != before, timeout=15_000)
        self.look()

    def act(self, path: str, action: str, **fields: Any) -> None:
        """Open a page, follow its link to an action, fill the form and send it."""
        self.open(path)
        self.follow(action)
        self.fill(**fields)
        self.send()

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")


@pytest.fixture
def town(
    transactional_db: None, live_server: LiveServer, chromium: Browser, clock: Clock
) -> "Town":
    """The demo directory behind a live server, and a browser for whoever is asked for."""
    del transactional_db, clock
    write_directory(make_password(PASSWORD))
    return Town(chromium, live_server.url)


class Town:
    """People by name; each keeps their own browser."""

    def __init__(self, chromium: Browser, base: str) -> None:
        self.chromium = chromium
        self.base = base
        self.people: dict[str, Person] = {}

    def visitor(self) -> Person:
        """Somebody who is not logged in."""
        context = self.chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        self.people[""] = Person(context, self.base, "")
        return self.people[""]

    def person(self, name: str) -> Person:
        """Somebody of the directory, logged in."""
        if name not in self.people:
            context = self.chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
            self.people[name] = Person(context, self.base, name)
        return self.people[name].log_in()
