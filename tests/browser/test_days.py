"""A day of each person, in Chinese: every page they pass, wide and narrow (``days.toml``).

A page is looked at for what axe finds, what the policy of content refuses, scripts and styles that
stand in it, what is asked of other hosts, what the console says, and sideways scrolling
(``person.py``). One world, told once; nobody changes anything in it.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Town
from tests.browser.days import path, table
from tests.cases.conftest import fill_directory
from tests.cases.matrix.world import World, tell

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The world of the matrix, committed, for the live server reads it too."""
    caches = deepcopy(settings.CACHES)
    caches["default"]["KEY_PREFIX"] += ":days"
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        media = tmp_path_factory.mktemp("media")
        stack.enter_context(override_settings(MEDIA_ROOT=media, CACHES=caches))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        # Playwright's loop has connections of its own in this thread.
        stack.callback(connections.close_all)
        stack.callback(call_command, "flush", verbosity=0, interactive=False)
        fill_directory()
        told = tell()
        patch.setattr(timezone, "now", lambda: told.at)
        yield told


@pytest.fixture(scope="module")
def people(world: World, chromium: Browser) -> Iterator[Town]:
    """Everybody, logged in once, and before the transaction of a test that would hide it."""
    server = LiveServer("localhost")
    town = Town(chromium, server.url)
    for name in table()["days"]:
        town.person(name) if name else town.visitor()
    yield town
    town.close()
    server.stop()


@pytest.mark.parametrize("name", table()["days"])
def test_a_day(name: str, world: World, people: Town) -> None:
    person = people.people[name]
    for line in table()["days"][name]["pages"]:
        person.open(path(line, world.things))
    assert not person.faults, "\n".join(person.faults)
