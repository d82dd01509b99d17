"""Where the embedded servers live and how they are reached; knowing it starts nothing."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

# sun_path holds 104 bytes on macOS and 108 on Linux, the closing zero included.
LONGEST_SOCKET_PATH: Final = 103
POSTGRES_SOCKET: Final = ".s.PGSQL.5432"
VALKEY_SOCKET: Final = "valkey.sock"

SUPERUSER: Final = "postgres"
OWNER: Final = "pilit_owner"
APPLICATION: Final = "pilit_app"
DATABASE: Final = "pilit"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the database, as the application's role and as its owner, and of Valkey."""

    application: str
    owner: str
    redis: str


@dataclass(frozen=True, slots=True)
class Home:
    """The directory that holds the servers' data, locks and logs."""

    root: Path

    @property
    def postgres(self) -> Path:
        """PostgreSQL's data directory; nobody but the server's user can enter it."""
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's working directory."""
        return self.root / "valkey"

    @property
    def run(self) -> Path:
        """Locks and marks of running processes."""
        return self.root / "run"

    @property
    def logs(self) -> Path:
        """What the servers and their warden write."""
        return self.root / "log"

    @property
    def lease_lock(self) -> Path:
        """Shared by everybody who uses the servers, exclusive to the warden that stops them."""
        return self.run / "lease.lock"

    @property
    def start_lock(self) -> Path:
        """Held by the one who starts the warden."""
        return self.run / "start.lock"

    @property
    def warden_lock(self) -> Path:
        """Held by the warden for its life."""
        return self.run / "warden.lock"

    @property
    def ready_mark(self) -> Path:
        """There while the servers answer; meaningful only while the warden's lock is held."""
        return self.run / "ready"

    @property
    def postgres_sockets(self) -> Path:
        """The directory of PostgreSQL's socket."""
        return self._sockets(self.postgres, POSTGRES_SOCKET)

    @property
    def valkey_socket(self) -> Path:
        """Valkey's socket."""
        return self._sockets(self.valkey, VALKEY_SOCKET) / VALKEY_SOCKET

    def addresses(self) -> Addresses:
        """How to reach the servers, running or not."""
        host = quote(str(self.postgres_sockets), safe="")
        return Addresses(
            application=f"postgresql://{APPLICATION}@/{DATABASE}?host={host}",
            owner=f"postgresql://{OWNER}@/{DATABASE}?host={host}",
            redis=f"unix://{quote(str(self.valkey_socket))}?db=0",
        )

    def short_sockets(self) -> Path:
        """A directory with a short name, for the sockets of a home whose path will not do."""
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"pilit-{os.getuid()}-{name}"

    def _sockets(self, own: Path, name: str) -> Path:
        # PostgreSQL's clients take a comma for the end of one host's name.
        if len(os.fsencode(own / name)) > LONGEST_SOCKET_PATH or "," in str(own):
            return self.short_sockets()
        return own
