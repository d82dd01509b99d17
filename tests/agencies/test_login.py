"""Logging in and out, the throttle, and how long a session lasts."""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory
from pytest_django import Settings
from redis.exceptions import ConnectionError as CacheDownError

from agencies.models import User
from agencies.services import throttle

PASSWORD = "right horse battery"
MORNING = "2026-03-20T01:00:00Z"
NOW = dt.datetime(2026, 3, 20, 1, tzinfo=dt.UTC)

pytestmark = pytest.mark.usefixtures("clean_cache")


@pytest.fixture
def clock() -> Iterator[FrozenDateTimeFactory]:
    """Nine in the morning in Beijing, until a test moves it."""
    with freeze_time(MORNING) as frozen:
        assert isinstance(frozen, FrozenDateTimeFactory)
        yield frozen


def log_in(client: Client, username: str, password: str = PASSWORD, **data: str) -> Any:
    return client.post(
        reverse("agencies:login"), {"username": username, "password": password, **data}
    )


def is_in(client: Client) -> bool:
    return client.get(reverse("agencies:profile")).status_code == 200


def test_the_page_asks_for_name_and_password(client: Client, db: None) -> None:
    page = client.get(reverse("agencies:login")).content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_right_credentials_let_in_and_speak_the_persons_language(
    client: Client, officer: User, settings: Settings
) -> None:
    User.objects.filter(pk=officer.pk).update(language="en")
    answer = log_in(client, officer.username, next=reverse("agencies:notifications"))
    assert answer.url == reverse("agencies:notifications")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert is_in(client)


def test_never_to_another_site(client: Client, officer: User) -> None:
    answer = log_in(client, officer.username, next="https://example.org/")
    assert "example.org" not in answer.url


@pytest.mark.parametrize("username", ["cy-water.officer", "nobody"])
def test_wrong_credentials_say_nothing_of_whether_the_person_exists(
    client: Client, officer: User, username: str
) -> None:
    answer = log_in(client, username, "wrong")
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["用户名或密码错误。"] or (
        answer.context["form"].non_field_errors() == ["User name or password is wrong."]
    )
    assert not is_in(client)


def test_a_closed_account_is_as_good_as_none(client: Client, officer: User) -> None:
    User.objects.filter(pk=officer.pk).update(is_active=False)
    log_in(client, officer.username)
    assert not is_in(client)


def test_logging_out_takes_a_post(client: Client, officer: User) -> None:
    log_in(client, officer.username)
    assert client.get(reverse("agencies:logout")).status_code == 405
    client.post(reverse("agencies:logout"))
    assert not is_in(client)


def test_the_sixth_attempt_waits_even_with_the_right_password(
    client: Client, officer: User, clock: FrozenDateTimeFactory
) -> None:
    for _attempt in range(5):
        assert log_in(client, officer.username, "wrong").status_code == 200
    assert log_in(client, officer.username).status_code == 429
    clock.tick(16)
    assert log_in(client, officer.username).status_code == 302


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [throttle.NARROW.wait_after(attempts).total_seconds() for attempts in range(4, 13)]
    assert waits == [0, 15, 30, 60, 120, 240, 480, 900, 900]
    assert throttle.NARROW.wait_after(10**9).total_seconds() == 900


def test_attempts_of_other_names_and_addresses_do_not_count() -> None:
    for _attempt in range(5):
        assert throttle.admit("cy.handler", "10.0.0.1", NOW) == 0
    assert throttle.admit("CY.Handler", "10.0.0.1", NOW) == 16
    assert throttle.admit("cy.handler", "10.0.0.2", NOW) == 0
    assert throttle.admit("cy.head", "10.0.0.1", NOW) == 0


def test_guessing_from_many_addresses_is_slowed_but_never_locks_out() -> None:
    admitted = [throttle.admit("cy.handler", f"10.0.0.{host}", NOW) for host in range(31)]
    assert admitted == [0] * 30 + [6]
    assert throttle.WIDE.wait_after(10**6) == dt.timedelta(seconds=60)


def test_success_forgets() -> None:
    for _attempt in range(5):
        throttle.admit("cy.handler", "10.0.0.1", NOW)
    throttle.forget("cy.handler", "10.0.0.1")
    assert throttle.admit("cy.handler", "10.0.0.1", NOW) == 0


def test_without_a_cache_people_get_in_and_the_log_says_so(
    client: Client, officer: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*_args: object, **_kwargs: object) -> None:
        raise CacheDownError("connection refused")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        for method in ("get", "add", "incr", "delete_many"):
            patch.setattr(cache, method, down, raising=False)
        assert throttle.admit(officer.username, "10.0.0.1", NOW) == 0
        throttle.forget(officer.username, "10.0.0.1")
    assert "cache does not answer" in caplog.text


def test_idle_sessions_end(
    client: Client, officer: User, clock: FrozenDateTimeFactory, settings: Settings
) -> None:
    settings.SESSION_IDLE_SECONDS = 1800
    log_in(client, officer.username)
    for _half_used in range(4):
        clock.tick(1700)
        assert is_in(client)
    clock.tick(1801)
    assert not is_in(client)


def test_every_session_ends(
    client: Client, officer: User, clock: FrozenDateTimeFactory, settings: Settings
) -> None:
    settings.SESSION_IDLE_SECONDS = 1800
    settings.SESSION_ABSOLUTE_SECONDS = 3600
    log_in(client, officer.username)
    for _quarter in range(4):
        clock.tick(900)
        assert is_in(client)
    clock.tick(1)
    assert not is_in(client)
    log_in(client, officer.username)
    clock.tick(900)
    assert is_in(client)


def test_a_part_of_a_page_sends_the_whole_page_to_the_log_in(
    client: Client, officer: User, clock: FrozenDateTimeFactory
) -> None:
    log_in(client, officer.username)
    is_in(client)
    clock.tick(dt.timedelta(days=1))
    answer = client.get(reverse("agencies:notifications"), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("agencies:login")


def test_the_administration_is_entered_through_the_log_in_page(
    client: Client, officer: User
) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.request["PATH_INFO"] == reverse("agencies:login")
    log_in(client, officer.username)
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_part_of_a_page_without_a_session_sends_the_whole_page_to_the_log_in(
    client: Client, db: None
) -> None:
    answer = client.get(reverse("agencies:notifications"), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("agencies:login")
