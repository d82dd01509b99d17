"""Alive and ready."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import timezone

from pilit.health import SWEEP, WORKER, leave_mark, look

NOW = datetime(2026, 8, 3, 1, 0, tzinfo=UTC)


def test_alive_asks_nothing(client: Client) -> None:
    # No database mark on this test: a query would fail it.
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.content == b"alive\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("clean_cache")
def test_not_ready_until_worker_and_sweep_left_their_marks(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {
        "database": {"ok": True, "status": "answers"},
        "broker": {"ok": True, "status": "answers"},
        "worker": {"ok": False, "status": "no heartbeat yet"},
        "sweep": {"ok": False, "status": "no sweep yet"},
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("clean_cache")
def test_ready_with_fresh_marks(client: Client) -> None:
    leave_mark(WORKER, timezone.now())
    leave_mark(SWEEP, timezone.now())
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert answer.headers["Cache-Control"].startswith("max-age=0, no-cache")


@pytest.mark.django_db
@pytest.mark.usefixtures("clean_cache")
@pytest.mark.parametrize(
    ("name", "part", "limit"),
    [(WORKER, "worker", timedelta(minutes=3)), (SWEEP, "sweep", timedelta(minutes=6))],
)
def test_a_mark_is_good_up_to_its_age_and_not_a_second_longer(
    name: str, part: str, limit: timedelta
) -> None:
    leave_mark(name, NOW)
    assert look(NOW + limit)[part].ok
    assert not look(NOW + limit + timedelta(seconds=1))[part].ok


@pytest.mark.django_db
@pytest.mark.usefixtures("clean_cache")
def test_a_mark_that_is_no_moment_counts_as_none() -> None:
    cache.set(WORKER, "yesterday")
    assert look(NOW)["worker"].status == "no heartbeat yet"


@pytest.mark.django_db
def test_without_broker_the_rest_is_unknown_and_not_asked() -> None:
    nowhere = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/valkey.sock?db=0",
        }
    }
    with override_settings(CACHES=nowhere):
        parts = look(NOW)
    assert parts["database"].ok
    assert parts["broker"].status == "does not answer"
    assert parts["worker"].status == "unknown while the broker does not answer"
    assert not parts["sweep"].ok
