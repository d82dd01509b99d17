"""The embedded PostgreSQL: its cluster, its start and its stop. Used by the warden only."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

import psutil

from pilit.embedded.account import Account, server_account
from pilit.embedded.errors import EmbeddedServerError, with_log
from pilit.embedded.home import APPLICATION, DATABASE, OWNER, POSTGRES_SOCKET, SUPERUSER, Home
from pilit.embedded.processes import die_with_parent
from pilit.embedded.wheels import postgres_programs

START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 20.0
# pg_trgm takes no Chinese character for a letter under the C locale.
LOCALES: Final = ("C.UTF-8", "zh_CN.UTF-8", "en_US.UTF-8")
PREPARED: Final = "pilit-prepared"
SHARED_MEMORY: Final = b"shared memory block"

# Names of roles and databases are constants of this package.
PREPARE: Final = f"""
SELECT 'CREATE ROLE {OWNER} LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') \\gexec
SELECT 'CREATE ROLE {APPLICATION} LOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION}') \\gexec
-- The owner may try what the application may do; it does not gain or lose a right by that.
GRANT {APPLICATION} TO {OWNER} WITH INHERIT FALSE, SET TRUE;
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""  # noqa: S608

TUNING: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "log_timezone": "Asia/Shanghai",
}
# Tests lose nothing with the machine's power.
FAST: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One PostgreSQL server under a home."""

    name = "PostgreSQL"

    def __init__(self, home: Home, *, durable: bool) -> None:
        self._home = home
        self._durable = durable
        self._programs = postgres_programs()
        self._account = server_account()
        self._log = home.logs / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Bring the server up; its cluster, roles and database are made where they are missing.

        Raises EmbeddedServerError with the end of the server's log.
        """
        data = self._home.postgres
        self._account.own(data)
        self._account.own(self._home.postgres_sockets)
        for path in (data, self._programs / "postgres", self._home.postgres_sockets):
            self._account.reach(path)
        if not (data / "PG_VERSION").exists():
            self._init()
        self._clear_left_over()
        self._launch()
        if not (data / PREPARED).exists():
            self._prepare()

    def alive(self) -> bool:
        """Whether the server's process runs."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """Stop at once but in order: open transactions are rolled back."""
        if self._process is None:
            return
        for signum in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process.poll() is None:
                self._process.send_signal(signum)
                try:
                    self._process.wait(timeout=STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
            break
        self._process = None

    def _init(self) -> None:
        said = ""
        for locale in LOCALES:
            done = self._run(
                "initdb",
                f"--pgdata={self._home.postgres}",
                f"--username={SUPERUSER}",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale-provider=libc",
                f"--locale={locale}",
                *([] if self._durable else ["--no-sync"]),
            )
            if done.returncode == 0:
                return
            said = done.stderr.strip()
        raise EmbeddedServerError(f"The database cluster could not be made: {said}")

    def _clear_left_over(self) -> None:
        """Stop the server of a killed warden; forget one whose number another process has."""
        sockets = self._home.postgres_sockets
        for mark in (self._home.postgres / "postmaster.pid", sockets / f"{POSTGRES_SOCKET}.lock"):
            deadline = time.monotonic() + STOP_SECONDS
            asked = False
            while (pid := _first_number(mark)) is not None:
                if not _is_postgres(pid, self._home.postgres):
                    mark.unlink(missing_ok=True)
                    break
                if not asked:
                    # It may have gone between the look and the signal.
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGINT)
                    asked = True
                if time.monotonic() > deadline:
                    raise EmbeddedServerError(
                        f"PostgreSQL, process {pid}, holds {self._home.postgres} and does not stop."
                    )
                time.sleep(0.05)

    def _launch(self) -> None:
        data = self._home.postgres
        # A list of names: one in quotes may hold spaces.
        sockets = '"{}"'.format(str(self._home.postgres_sockets).replace('"', '""'))
        settings = {"unix_socket_directories": sockets, **TUNING}
        if not self._durable:
            settings |= FAST
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        deadline = time.monotonic() + START_SECONDS
        while True:
            with self._log.open("ab") as log:
                began = log.tell()
                self._process = self._popen("postgres", ["-D", str(data), *arguments], log)
            while self._process.poll() is None:
                if _last_line(data / "postmaster.pid") == "ready":
                    return
                time.sleep(0.01)
            # After a crash the last backends may hold the old shared memory for a moment.
            said = self._log.read_bytes()[began:]
            if SHARED_MEMORY not in said or time.monotonic() > deadline:
                raise with_log("PostgreSQL does not start.", self._log)
            time.sleep(0.3)

    def _prepare(self) -> None:
        done = self._run(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            f"--host={self._home.postgres_sockets}",
            f"--username={SUPERUSER}",
            "--dbname=postgres",
            text=PREPARE,
        )
        if done.returncode != 0:
            raise EmbeddedServerError(f"The database could not be prepared: {done.stderr.strip()}")
        (self._home.postgres / PREPARED).touch()

    def _run(
        self, program: str, *arguments: str, text: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            [str(self._programs / program), *arguments],
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd=self._home.postgres,
            **self._as_account(),
        )

    def _popen(self, program: str, arguments: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603
            [str(self._programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self._home.postgres,
            # A server without its warden would never be stopped.
            preexec_fn=die_with_parent(signal.SIGINT),  # noqa: PLW1509
            start_new_session=True,
            **self._as_account(),
        )

    def _as_account(self) -> dict[str, Any]:
        if self._account.is_current:
            return {}
        account: Account = self._account
        return {"user": account.uid, "group": account.gid, "extra_groups": []}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []


def _first_number(path: Path) -> int | None:
    lines = _lines(path)
    if not lines:
        return None
    return int(lines[0]) if lines[0].strip().isdecimal() else 0


def _last_line(path: Path) -> str:
    lines = _lines(path)
    return lines[-1].strip() if lines else ""


def _is_postgres(pid: int, data: Path) -> bool:
    try:
        # A process that has ended and waits to be reaped has no command: it counts as none.
        command = psutil.Process(pid).cmdline()
    except (psutil.Error, ValueError):
        return False
    return bool(command) and "postgres" in command[0] and str(data) in command
