"""Slows down whoever guesses passwords.

Attempts are counted before the password is looked at, so that many at once gain nothing, and
forgotten when one succeeds. Two gates stand one behind the other: a narrow one for a user name from
one address, and a wide one for a user name from anywhere, with a short wait, so that an outsider
can annoy but never lock out. Where the cache is down the gates stand open and the log says so: a
broken cache must not keep procurators from their cases.
"""

import datetime as dt
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

from pilit.web.clock import beijing_date

log = logging.getLogger(__name__)

CACHE_ERRORS = (RedisError, OSError)
_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Gate:
    """So many attempts are free; each one after them doubles the wait, up to the longest."""

    name: str
    free: int
    first_wait: dt.timedelta
    longest_wait: dt.timedelta
    memory: dt.timedelta

    def wait_after(self, attempts: int) -> dt.timedelta:
        """How long the next attempt must wait after this many."""
        beyond = attempts - self.free
        if beyond < 0:
            return dt.timedelta(0)
        # The exponent is held down, since nobody lives to see more and integers have no end.
        return min(self.first_wait * (1 << min(beyond, 16)), self.longest_wait)


NARROW = Gate(
    name="name-and-address",
    free=5,
    first_wait=dt.timedelta(seconds=15),
    longest_wait=dt.timedelta(minutes=15),
    memory=dt.timedelta(minutes=30),
)
WIDE = Gate(
    name="name",
    free=30,
    first_wait=dt.timedelta(seconds=5),
    longest_wait=dt.timedelta(seconds=60),
    memory=dt.timedelta(minutes=30),
)
VISITOR = Gate(
    name="visitor",
    free=20,
    first_wait=dt.timedelta(seconds=15),
    longest_wait=dt.timedelta(minutes=15),
    memory=dt.timedelta(minutes=30),
)
REPORTER = Gate(
    name="reporter",
    free=10,
    first_wait=dt.timedelta(minutes=1),
    longest_wait=dt.timedelta(hours=1),
    memory=dt.timedelta(hours=6),
)
REPORT_STATUS = Gate(
    name="report-status",
    free=20,
    first_wait=dt.timedelta(seconds=15),
    longest_wait=dt.timedelta(minutes=15),
    memory=dt.timedelta(minutes=30),
)


def admit(username: str, address: str, at: dt.datetime) -> int:
    """Count an attempt to log in; returns 0, or the seconds to wait where it is refused.

    A refused attempt is not counted.
    """
    return _admit(_gates(username, address), at)


def admit_visitor(address: str, at: dt.datetime) -> int:
    """Count a question to a page that is open to all, as :func:`admit` counts attempts."""
    return _admit([(VISITOR, _key(VISITOR, address))], at)


def admit_unnamed(gate: Gate, address: str, at: dt.datetime) -> int:
    """As :func:`admit_visitor`, for pages whose visitors nobody may know afterwards.

    The address is hashed under a key of the Beijing day that stands in the cache alone and goes
    with it: after that nobody, with every other secret of the system, can tell who came.
    """
    try:
        name = f"visitor-key:{beijing_date(at)}"
        key = str(cache.get_or_set(name, lambda: secrets.token_hex(32), timeout=_DAY))
    except CACHE_ERRORS as error:
        log.warning("Throttle is open, the cache does not answer: %s", error)
        return 0
    digest = hmac.new(key.encode(), address.encode(), hashlib.sha256).hexdigest()
    return _admit([(gate, f"visitor-throttle:{gate.name}:{digest}")], at)


def _admit(gates: list[tuple[Gate, str]], at: dt.datetime) -> int:
    try:
        wait = max(_wait(key, at) for _, key in gates)
        if wait == 0:
            for gate, key in gates:
                _count(gate, key, at)
    except CACHE_ERRORS as error:
        log.warning("Throttle is open, the cache does not answer: %s", error)
        return 0
    return wait


def forget(username: str, address: str) -> None:
    """Forget the attempts of a person who has logged in."""
    keys = [full for _, key in _gates(username, address) for full in (key, f"{key}:until")]
    try:
        cache.delete_many(keys)
    except CACHE_ERRORS as error:
        log.warning("Log-in attempts are not forgotten, the cache does not answer: %s", error)


def _gates(username: str, address: str) -> list[tuple[Gate, str]]:
    name = username.strip().casefold()
    return [(NARROW, _key(NARROW, name, address)), (WIDE, _key(WIDE, name))]


def _key(gate: Gate, *parts: str) -> str:
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return f"login-throttle:{gate.name}:{digest}"


def _wait(key: str, at: dt.datetime) -> int:
    until: float | None = cache.get(f"{key}:until")
    if until is None or until <= at.timestamp():
        return 0
    return int(until - at.timestamp()) + 1


def _count(gate: Gate, key: str, at: dt.datetime) -> None:
    memory = int(gate.memory.total_seconds())
    cache.add(key, 0, timeout=memory)
    try:
        attempts = cache.incr(key)
    except ValueError:  # forgotten or expired between the two calls
        return
    cache.touch(key, memory)
    wait = gate.wait_after(attempts)
    if wait:
        cache.set(f"{key}:until", (at + wait).timestamp(), timeout=int(wait.total_seconds()) + 1)
