"""People of the demo directory in front of a browser, at a moment of the test's choosing."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from agencies.models import User
from cases.models import Case, Clue
from tests.cases.conftest import moment


class Browser:
    """One person's browser. What it opens it opens at the moment of the story's clock."""

    def __init__(self, username: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.client = Client()
        self.user = User.objects.get(username=username)
        self.client.force_login(self.user)
        self.client.cookies["pilit_language"] = "en"
        self.monkeypatch = monkeypatch

    def at(self, text: str | dt.datetime) -> "Browser":
        """Set the clock of the requests to come."""
        when = moment(text) if isinstance(text, str) else text
        self.monkeypatch.setattr(timezone, "now", lambda: when)
        return self

    def open(self, url: str, **query: Any) -> "Page":
        """GET an address."""
        return Page(self.client.get(url, query))

    def queries(self, url: str, **query: Any) -> int:
        """How many queries a page costs, without those of the session, which a cache may hold."""
        with CaptureQueriesContext(connection) as captured:
            assert self.open(url, **query).status == 200
        statements = [each["sql"] for each in captured if "django_session" not in each["sql"]]
        return sum(1 for sql in statements if "SAVEPOINT" not in sql)

    def send(self, url: str, data: dict[str, Any], **headers: str) -> "Page":
        """POST a form and follow where it leads."""
        return Page(self.client.post(url, data, follow=True, headers=headers))


class Page:
    """An answer, and what a test asks of it."""

    def __init__(self, response: Any) -> None:
        self.response: HttpResponse = response
        self.status: int = response.status_code
        self.html: str = response.content.decode() if not response.streaming else ""

    def __contains__(self, text: str) -> bool:
        return text in self.html

    @property
    def url(self) -> str:
        """Where the browser has arrived, as addresses are written."""
        path: str = self.response.request["PATH_INFO"]  # type: ignore[attr-defined]
        return quote(path.encode("latin-1").decode())

    def without_chance(self) -> str:
        """The page without what differs between two answers: nonces, tokens, its address."""
        chance = r'nonce="[^"]*"|X-CSRFToken": "[^"]*"|csrfmiddlewaretoken" value="[^"]*"'
        return re.sub(rf'{chance}|name="next" value="[^"]*"', "", self.html)

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's form, as a browser sends them."""
        pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.html)
        return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def action_url(target: Clue | Case, name: str) -> str:
    """The address of an action's form."""
    kind = "case" if isinstance(target, Case) else "clue"
    return reverse("cases:action", kwargs={"kind": kind, "number": target.number, "name": name})


def case_url(case: Case) -> str:
    """The address of a case file."""
    return reverse("cases:case", kwargs={"number": case.number})


@pytest.fixture
def browser(
    directory: None, monkeypatch: pytest.MonkeyPatch, clean_cache: None
) -> Callable[[str], Browser]:
    """Log somebody in: ``browser("cy.handler")``. Pages are in English."""

    def log_in(username: str) -> Browser:
        User.objects.filter(username=username).update(language="en")
        return Browser(username, monkeypatch)

    translation.activate("en")
    return log_in
