"""A lease on the embedded servers: while anybody holds one they run."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import psycopg
import redis

from pilit.embedded.errors import EmbeddedServerError, with_log
from pilit.embedded.home import Addresses, Home
from pilit.embedded.locks import FileLock, exclusively, is_held

ROOT: Final = Path(__file__).resolve().parents[2]
START_SECONDS: Final = 120.0
STOP_SECONDS: Final = 30.0
READY: Final = "ready"


class Lease:
    """A right to the servers under one home; they run at least until it is released."""

    def __init__(self, home: Home, lock: FileLock) -> None:
        self._home = home
        self._lock = lock

    @property
    def addresses(self) -> Addresses:
        """How to reach the servers."""
        return self._home.addresses()

    def release(self, *, wait: bool = False) -> None:
        """Give the lease back. With `wait`, and if it was the last, see the servers stop."""
        self._lock.close()
        deadline = time.monotonic() + STOP_SECONDS
        while wait and time.monotonic() < deadline and is_held(self._home.warden_lock):
            with FileLock(self._home.lease_lock) as others:
                last = others.try_exclusive() or not self._home.ready_mark.exists()
            if not last:
                return
            time.sleep(0.05)


def acquire(root: Path, *, durable: bool = True) -> Lease:
    """Take a lease on the servers under `root`, starting them where they do not run.

    With `durable=False` PostgreSQL does not wait for the disk: for tests. Raises
    EmbeddedServerError with a plain message where a server cannot be started.
    """
    home = Home(root.resolve())
    try:
        home.run.mkdir(parents=True, exist_ok=True)
        home.logs.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EmbeddedServerError(
            f"PILIT_HOME {home.root} cannot be written: {error.strerror}."
        ) from None
    lock = FileLock(home.lease_lock)
    # Waits while a warden is stopping the servers; it lets go when they have stopped.
    lock.shared()
    try:
        with exclusively(home.start_lock):
            if not _running(home):
                _start_warden(home, durable=durable)
    except BaseException:
        lock.close()
        raise
    return Lease(home, lock)


def _running(home: Home) -> bool:
    """Whether a warden has the servers up. Waits for one whose starter was killed meanwhile.

    The mark is not believed alone: a warden just killed holds its lock until the kernel has
    cleared it away, and a server that died is away until its warden has started it again.
    """
    deadline = time.monotonic() + START_SECONDS
    while is_held(home.warden_lock):
        if home.ready_mark.exists() and _answering(home.addresses()):
            return True
        if time.monotonic() > deadline:
            raise with_log(
                "The embedded servers are being started by another process and do not come up.",
                home.logs / "warden.log",
            )
        time.sleep(0.05)
    return False


def _answering(addresses: Addresses) -> bool:
    """Whether both servers take a connection and answer."""
    try:
        with (
            psycopg.connect(addresses.owner, connect_timeout=2),
            redis.Redis.from_url(addresses.redis, socket_timeout=2) as client,
        ):
            return bool(client.ping())
    except (psycopg.Error, redis.RedisError):
        return False


def _start_warden(home: Home, *, durable: bool) -> None:
    log = home.logs / "warden.log"
    with log.open("ab") as errors:
        # Its own session: Ctrl-C at the terminal is for the command, not for the servers.
        warden = subprocess.Popen(  # noqa: S603
            [
                sys.executable,
                "-m",
                "pilit.embedded.warden",
                str(home.root),
                "durable" if durable else "fast",
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    if warden.stdout is None:
        raise EmbeddedServerError("The warden of the embedded servers has no output.")
    with warden.stdout as output:
        answer = output.read().decode("utf-8", "replace").strip()
    warden.wait()
    if answer == READY:
        return
    raise EmbeddedServerError(answer) if answer else with_log("The embedded servers ended.", log)
