"""One world for all tests of the matrix, and everybody's browser and program in it."""

from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from http.cookies import SimpleCookie
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone

from agencies.models import User
from tests.cases.conftest import fill_directory
from tests.cases.matrix.tables import ABSENT, LOGIN, OPEN, REFUSED, VISITOR, read
from tests.cases.matrix.world import NOWHERE, World, tell
from tests.cases.views.conftest import Page

LOG_IN = ("/login/?next=", "/admin/login/?next=")
DOORS = count(1)


class Person:
    """Somebody who asks. What they change is undone, and their session goes on as it was."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.client = Client()
        if name != VISITOR:
            self.client.force_login(User.objects.get(username=name))
        self.session = {key: morsel.value for key, morsel in self.client.cookies.items()}

    def ask(self, method: str, path: str, *, form: bool = False) -> "Answer":
        """Ask for an address, from a house of one's own: nobody is held to have asked too often."""
        self.client.cookies = SimpleCookie(self.session)
        door = next(DOORS)
        extra: dict[str, Any] = {"REMOTE_ADDR": f"10.{door >> 16}.{door >> 8 & 255}.{door & 255}"}
        if method == "post" and path.startswith("/api/") and not form:
            extra["content_type"] = "application/json"
        with transaction.atomic():
            answer = getattr(self.client, method)(path, **({"data": {}} | extra))
            found = Answer(answer, path)
            transaction.set_rollback(True)
        return found

    def absent(self, *, api: bool) -> str:
        """What this person is told of an address that leads nowhere."""
        return self.ask("get", "/api/nowhere/" if api else f"/cases/{quote(NOWHERE['case'])}/").body


class Answer:
    """What came back."""

    def __init__(self, answer: Any, path: str) -> None:
        self.status: int = answer.status_code
        self.allowed = {method.strip().lower() for method in answer.get("Allow", "").split(",")}
        self.location = answer.get("Location", "")
        if answer.streaming:
            b"".join(answer.streaming_content)
            self.body = ""
        elif "html" in answer.get("Content-Type", ""):
            text = Page(answer).without_chance().replace('aria-current="page"', "")
            self.body = text.replace(path, "")
        else:
            self.body = answer.content.decode(errors="replace")

    @property
    def verdict(self) -> str:
        """Whether the asker was let in."""
        if self.status == 401 or self.location.startswith(LOG_IN):
            return LOGIN
        if self.status in (405, 415, 429, 500):
            return f"a fault: {self.status}"
        return {403: REFUSED, 404: ABSENT}.get(self.status, OPEN)

    def tells(self, secret: str) -> bool:
        """Whether a text stands in it."""
        return secret in self.body


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """The world, told once and never changed."""
    caches = deepcopy(settings.CACHES)
    caches["default"]["KEY_PREFIX"] += ":matrix"
    media: Path = tmp_path_factory.mktemp("media")
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(MEDIA_ROOT=media, CACHES=caches))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        stack.enter_context(transaction.atomic())
        fill_directory()
        told = tell()
        patch.setattr(timezone, "now", lambda: told.at)
        yield told
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def people(world: World) -> dict[str, Person]:
    """Everybody of ``people.toml``, at their browsers."""
    return {name: Person(name) for name in read("people.toml")}
