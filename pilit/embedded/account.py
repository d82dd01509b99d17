"""The system user that PostgreSQL runs as for root, which it refuses to run as."""

import os
import pwd
import shutil
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pilit.embedded.errors import EmbeddedServerError

NAME: Final = "pilit-postgres"
TRIES: Final = 6


@dataclass(frozen=True, slots=True)
class Account:
    """A user and group that a server runs as."""

    uid: int
    gid: int

    @property
    def is_current(self) -> bool:
        """Whether it is the user this process runs as already."""
        return self.uid == os.geteuid()

    def own(self, directory: Path) -> None:
        """Make `directory` where missing, and this account's alone."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = directory.stat()
        if found.st_uid not in {os.geteuid(), self.uid}:
            raise EmbeddedServerError(f"{directory} belongs to another user.")
        if found.st_uid != self.uid:
            os.chown(directory, self.uid, self.gid)
        if stat.S_IMODE(found.st_mode) != stat.S_IRWXU:
            directory.chmod(stat.S_IRWXU)

    def reach(self, path: Path) -> None:
        """See that this account gets as far as `path`.

        Directories on the way that others may not enter get the right to enter, not to read, them.
        """
        if self.is_current:
            return
        for directory in path.resolve().parents:
            mode = directory.stat().st_mode
            if not mode & stat.S_IXOTH:
                directory.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def server_account() -> Account:
    """The user to run a server as: oneself, or for root a system user made for it.

    Raises EmbeddedServerError where root cannot make one.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _make()
    return Account(entry.pw_uid, entry.pw_gid)


def _make() -> pwd.struct_passwd:
    program = shutil.which("useradd") or "/usr/sbin/useradd"
    command = [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    said = ""
    for _ in range(TRIES):
        try:
            done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
        except OSError as error:
            said = str(error)
            break
        # Another process may have been first, or may be changing the list of users just now.
        try:
            return pwd.getpwnam(NAME)
        except KeyError:
            said = done.stderr.strip()
        time.sleep(0.5)
    raise EmbeddedServerError(
        f"PostgreSQL does not run as root and no user could be made for it ({said}). "
        "Run the command as an ordinary user, or set DATABASE_URL and REDIS_URL."
    )
