"""One person at a browser of their own, watched for all that no page may do."""

import re
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Locator, Page, Request

from agencies.models import User

WIDE, NARROW = 1440, 360
PATIENCE = 400
"""Looks, twenty a second, until an answer must have come."""
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AXE = """async (tags) => {
  const found = await axe.run({runOnly: tags, resultTypes: ["violations"]});
  return found.violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
}"""
# What every page is watched for from its first line on: what the policy of content refuses, scripts
# and styles written into the page (before a script of ours has run, and in the parts that htmx
# fetches), and answers to the page's own form that htmx has put in place.
WATCH = """
  const inline = (page) => [...page.querySelectorAll("*")].filter((each) =>
    each.matches("style, [style], script:not([src])") ||
    [...each.attributes].some(({name}) => /^(on|hx-on)/.test(name)))
    .forEach((each) => console.error(`written into the page: ${each.outerHTML.slice(0, 200)}`));
  document.addEventListener("readystatechange", () => {
    if (document.readyState === "interactive") inline(document);
  });
  document.addEventListener("htmx:beforeSwap", ({detail}) =>
    inline(new DOMParser().parseFromString(detail.serverResponse || "", "text/html")));
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`refused by ${event.violatedDirective}: ${event.blockedURI}`);
  });
  window.swaps = 0;
  document.addEventListener("htmx:afterSettle", (event) => {
    const asked = event.detail.requestConfig;
    const path = new URL((asked && asked.path) || "", location.href).pathname;
    const foreseen = asked && asked.parameters._preview;
    window.swaps += path === location.pathname && !foreseen ? 1 : 0;
  });
"""
ANSWERED = "() => !window.asked || window.swaps > window.asked.swaps"


class Person:
    """One person at their own browser, watched for all that no page may do."""

    def __init__(self, context: BrowserContext, base: str, name: str) -> None:
        self.context = context
        self.base = base
        self.name = name
        self.faults: list[str] = []
        self.seen: set[tuple[str, str]] = set()
        context.add_init_script(WATCH)
        self.page: Page = context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.on("pageerror", lambda error: self.note(str(error)))
        self.page.on("console", self._heard)
        self.page.on("request", self._asked)

    def _heard(self, said: ConsoleMessage) -> None:
        """Note an error; not that the page itself came with the status of a refusal, that what is
        no page has no icon, or that a form was sent while its preview was still on the way.
        """
        quiet = (self.page.url, f"{self.base}/favicon.ico")
        missed = "Failed to load" in said.text and said.location.get("url") in quiet
        left = said.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
        if said.type == "error" and not missed and not left:
            self.note(said.text)

    def _asked(self, request: Request) -> None:
        """Note whatever is asked of another host."""
        if not request.url.startswith((f"{self.base}/", "data:")):
            self.note(f"asks another host: {request.url}")

    def log_in(self) -> "Person":
        """Log in; a session that ended meanwhile is begun anew.

        Behind the page, which has a test of its own: it would be most of what the tests wait for.
        """
        client = Client()
        client.force_login(User.objects.get(username=self.name))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}]
        )
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

        Gathered rather than raised, so that one run tells everything; ``town`` fails for it.
        A page of the same kind and stage is looked at once.
        """
        stage = self.page.locator("main .big").first
        shown = stage.inner_text() if stage.count() else ""
        kind = (re.sub(r"\d+", "0", unquote(self.page.url)), shown)
        if kind in self.seen:
            return
        self.seen.add(kind)
        self.page.evaluate(AXE_SCRIPT)
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": 900})
            for violation in self.page.evaluate(AXE, list(WCAG)):
                self.note(f"{violation[:240]} at {width} px")
            if self.page.evaluate("document.documentElement.scrollWidth") > width:
                self.note(f"scrolls sideways at {width} px")

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

    def click(self, button: Locator) -> None:
        """Click, and wait for the answer: another page, or a part of this one."""
        self.page.evaluate("window.asked = {swaps: window.swaps}")
        button.click()
        self.until(ANSWERED)
        self.page.wait_for_load_state()

    def until(self, said: str) -> None:
        """Wait until something holds on the page. From outside: the page's policy forbids it to
        look at words of ours by itself, as Playwright would have it do.
        """
        for _ in range(PATIENCE):
            with suppress(Error):  # the page is just giving way to the next
                if self.page.evaluate(said):
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{unquote(self.page.url)}: waited in vain for {said}")

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.click(self.page.locator(f'main form button[name="{name}"]').first)
        self.look()

    def send(self) -> None:
        """Press the form's main button; what is only shown for checking first is sent again."""
        before = self.page.url
        self.click(self.page.locator("main form .btn-primary").last)
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
