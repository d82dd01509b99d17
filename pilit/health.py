"""Alive and ready: what a load balancer, a watchdog and the person who runs the system ask.

Marks are moments kept in the cache. A mark that is missing or old says that a worker or beat is
down; nothing legal hangs on it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pilit.checks import finds_chinese

WORKER: Final = "pilit:heartbeat:worker"
SWEEP: Final = "pilit:sweep:last"
# Three missed turns of beat's schedule.
OLDEST: Final = {WORKER: timedelta(minutes=3), SWEEP: timedelta(minutes=6)}


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the system: whether it will do, and in words."""

    ok: bool
    status: str


def leave_mark(name: str, moment: datetime) -> None:
    """Keep `moment` as the last time that what `name` stands for was done."""
    cache.set(name, moment, timeout=None)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers; nothing else is asked."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether every part is there: 200, or 503 with the parts that are not."""
    findings = look(timezone.now())
    ready = all(finding.ok for finding in findings.values())
    parts = {
        name: {"ok": finding.ok, "status": finding.status} for name, finding in findings.items()
    }
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


def look(now: datetime) -> dict[str, Finding]:
    """What is to be said of database, broker, worker and sweep at `now`."""
    broker = _broker()
    return {
        "database": _database(),
        "broker": broker,
        "worker": _mark(WORKER, "heartbeat", now, broker),
        "sweep": _mark(SWEEP, "sweep", now, broker),
    }


def _database() -> Finding:
    try:
        connection.ensure_connection()
        chinese = finds_chinese("default")
    except DatabaseError:
        return Finding(False, "does not answer")
    return Finding(chinese, "answers" if chinese else "answers, but cannot search Chinese text")


def _broker() -> Finding:
    address: str = settings.CACHES["default"]["LOCATION"]
    try:
        with redis.Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2) as client:
            client.ping()
    except redis.RedisError:
        return Finding(False, "does not answer")
    return Finding(True, "answers")


def _mark(name: str, what: str, now: datetime, broker: Finding) -> Finding:
    if not broker.ok:
        return Finding(False, "unknown while the broker does not answer")
    moment = cache.get(name)
    if not isinstance(moment, datetime):
        return Finding(False, f"no {what} yet")
    age = now - moment
    return Finding(age <= OLDEST[name], f"last {what} {max(0, round(age.total_seconds()))} s ago")
