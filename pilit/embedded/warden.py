"""The warden: one process a home that runs the embedded servers while anybody holds a lease.

Started by `pilit.embedded.lease`. It writes `ready`, or what went wrong, to its standard output
once, and works on in a session of its own.
"""

import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import Final

from pilit.embedded.errors import EmbeddedServerError
from pilit.embedded.home import Home
from pilit.embedded.lease import READY
from pilit.embedded.locks import FileLock
from pilit.embedded.postgres import Postgres
from pilit.embedded.valkey import Valkey

LOOK_SECONDS: Final = 0.2
LOCK_SECONDS: Final = 5.0
# Pauses before a server that died is started again; the last one repeats.
PAUSES: Final = (0.0, 1.0, 5.0, 15.0)
STABLE_SECONDS: Final = 60.0

log = logging.getLogger("pilit.embedded.warden")


class Warden:
    """Keeps the servers of one home."""

    def __init__(self, home: Home, *, durable: bool) -> None:
        self._home = home
        self._servers = (Postgres(home, durable=durable), Valkey(home))
        self._failures = {server.name: 0 for server in self._servers}
        self._retry_at = {server.name: 0.0 for server in self._servers}
        self._told = False

    def tell_to_stop(self, signum: int, frame: object) -> None:
        """For SIGTERM: stop even though leases are held."""
        self._told = True

    def start(self) -> None:
        """Start every server; on a failure those that run are stopped again."""
        self._home.ready_mark.unlink(missing_ok=True)
        try:
            for server in self._servers:
                server.start()
        except BaseException:
            self.stop()
            raise
        self._home.ready_mark.touch()

    def stop(self) -> None:
        """Stop every server."""
        self._home.ready_mark.unlink(missing_ok=True)
        for server in reversed(self._servers):
            server.stop()

    def keep(self, lease: FileLock) -> None:
        """Start again what dies, until nobody holds a lease. Holds the lease exclusively after."""
        while not self._told and not lease.try_exclusive():
            time.sleep(LOOK_SECONDS)
            for server in self._servers:
                self._revive(server)

    def _revive(self, server: Postgres | Valkey) -> None:
        now = time.monotonic()
        if server.alive() or now < self._retry_at[server.name]:
            return
        if now - self._retry_at[server.name] > STABLE_SECONDS:
            self._failures[server.name] = 0
        log.warning("%s ended and is started again", server.name)
        try:
            server.start()
        except (EmbeddedServerError, OSError):
            log.exception("%s could not be started again", server.name)
        pause = PAUSES[min(self._failures[server.name], len(PAUSES) - 1)]
        self._failures[server.name] += 1
        self._retry_at[server.name] = time.monotonic() + pause


def main(arguments: list[str]) -> int:
    """Run the servers under the home named first; `fast` as second argument spares the disk."""
    home = Home(Path(arguments[0]))
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if os.fork():
        # The starter waits for this one and not for the warden, whose parent is then the system.
        return 0
    lock = FileLock(home.warden_lock)
    deadline = time.monotonic() + LOCK_SECONDS
    while not lock.try_exclusive():
        if time.monotonic() > deadline:
            return _answer("Another warden holds the embedded servers and does not let go.")
        time.sleep(0.02)
    try:
        warden = Warden(home, durable=arguments[1] != "fast")
        signal.signal(signal.SIGTERM, warden.tell_to_stop)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        warden.start()
    except (EmbeddedServerError, OSError) as error:
        log.exception("The servers could not be started")
        return _answer(str(error))
    _answer(READY)
    lease = FileLock(home.lease_lock)
    warden.keep(lease)
    warden.stop()
    # In this order: who waits for the lease starts the next warden, which takes this lock.
    lock.close()
    lease.close()
    return 0


def _answer(text: str) -> int:
    """Tell the starter, once, and let go of the pipe. Returns the exit status that goes with it."""
    try:
        os.write(sys.stdout.fileno(), text.encode())
    except BrokenPipeError:
        log.warning("The starter went away")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return 0 if text == READY else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
