"""The embedded Valkey: cache and broker on a private socket. Used by the warden only."""

import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Final

from pilit.embedded.errors import with_log
from pilit.embedded.home import Home
from pilit.embedded.processes import die_with_parent
from pilit.embedded.wheels import valkey_server

START_SECONDS: Final = 20.0
STOP_SECONDS: Final = 10.0


class Valkey:
    """One Valkey server under a home. It keeps nothing on disk: the database is the truth."""

    name = "Valkey"

    def __init__(self, home: Home) -> None:
        self._home = home
        self._program = valkey_server()
        self._log = home.logs / "valkey.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Bring the server up. Raises EmbeddedServerError with the end of its log."""
        home = self._home
        home.valkey.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.valkey.chmod(0o700)
        sockets = home.valkey_socket.parent
        if not sockets.exists():
            sockets.mkdir(mode=0o700)
        # A server that a killed warden left shuts down when asked; a socket without server is no
        # harm.
        _ask(home.valkey_socket, b"SHUTDOWN NOSAVE")
        home.valkey_socket.unlink(missing_ok=True)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [str(self._program), *self._arguments()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=home.valkey,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while self.alive() and time.monotonic() < deadline:
            if _ask(home.valkey_socket, b"PING").startswith(b"+PONG"):
                return
            time.sleep(0.01)
        raise with_log("Valkey does not start.", self._log)

    def alive(self) -> bool:
        """Whether the server's process runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop the server, by force if it does not listen."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _arguments(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self._home.valkey_socket),
            "unixsocketperm": "700",
            "save": "",
            "appendonly": "no",
            "dir": str(self._home.valkey),
            "loglevel": "warning",
            "maxmemory": "256mb",
            # A broker must not forget messages to make room: writing fails instead.
            "maxmemory-policy": "noeviction",
        }
        return [part for name, value in settings.items() for part in (f"--{name}", value)]


def _ask(path: Path, command: bytes) -> bytes:
    """The server's answer, or nothing where none answers."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(1.0)
            client.connect(str(path))
            client.sendall(command + b"\r\n")
            return client.recv(64)
    except OSError:
        return b""
