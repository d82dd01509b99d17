"""The embedded servers under real processes: shared, given back, and killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from pilit.celery import app
from pilit.embedded import EmbeddedServerError
from pilit.embedded.home import LONGEST_SOCKET_PATH, SUPERUSER, Home
from pilit.embedded.lease import acquire
from pilit.embedded.locks import is_held
from pilit.settings.servers import celery_broker

ROOT = Path(__file__).resolve().parents[3]
# Takes a lease, says so, and keeps it until its input is closed.
HOLDER = """
import sys
from pathlib import Path
from pilit.embedded.lease import acquire
lease = acquire(Path(sys.argv[1]), durable=False)
print("held", flush=True)
sys.stdin.read()
"""


class Holder:
    """Another command that uses the servers."""

    def __init__(self, home: Home) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(home.root)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def wait_for_lease(self) -> None:
        """Return when it holds its lease."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"held\n"

    def end(self) -> None:
        """End it in the ordinary way, or see that it has ended."""
        with self.process:
            if self.process.stdin is not None:
                self.process.stdin.close()

    def kill(self) -> None:
        """End it so that it can do nothing more."""
        with self.process:
            self.process.kill()


@pytest.fixture
def home() -> Iterator[Home]:
    """A home of its own, cleared away with everything that runs in it."""
    with tempfile.TemporaryDirectory(prefix="pilit-test-") as directory:
        # The servers' user must get there.
        Path(directory).chmod(0o755)
        home = Home(Path(directory).resolve() / "home")
        yield home
        for process in processes_of(home):
            process.kill()
        eventually(lambda: not processes_of(home))


def processes_of(home: Home) -> list[psutil.Process]:
    """Warden and servers of a home."""
    found = []
    for process in psutil.process_iter():
        try:
            command = process.cmdline()
        except psutil.Error:
            continue
        ours = any(str(home.root) in part for part in command)
        if ours and process.pid != os.getpid() and "-c" not in command[:2]:
            found.append(process)
    return found


def eventually(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until something is true; fail where it never is."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


def postmaster(home: Home) -> int:
    """The process number of PostgreSQL."""
    return int((home.postgres / "postmaster.pid").read_text().splitlines()[0])


def ask(address: str, query: str) -> object:
    """The first column of the first row."""
    with psycopg.connect(address) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def test_started_for_the_first_and_stopped_after_the_last(home: Home) -> None:
    lease = acquire(home.root, durable=False)
    assert ask(lease.addresses.application, "SELECT current_user") == "pilit_app"
    assert ask(lease.addresses.owner, "SELECT current_user") == "pilit_owner"
    with redis.Redis.from_url(lease.addresses.redis) as client:
        assert client.ping()
    lease.release(wait=True)
    assert not is_held(home.warden_lock)
    # The warden itself is on its last instructions.
    eventually(lambda: not processes_of(home), seconds=2)


def test_two_commands_share_one_server(home: Home) -> None:
    lease = acquire(home.root, durable=False)
    server = postmaster(home)
    other = Holder(home)
    other.wait_for_lease()
    assert postmaster(home) == server
    lease.release(wait=True)
    assert ask(lease.addresses.owner, "SELECT 1") == 1
    other.end()
    eventually(lambda: not processes_of(home))


def test_commands_that_start_at_once_share_one_server(home: Home) -> None:
    holders = [Holder(home) for _ in range(5)]
    for holder in holders:
        holder.wait_for_lease()
    wardens = [one for one in processes_of(home) if "pilit.embedded.warden" in one.cmdline()]
    assert len(wardens) == 1
    for holder in holders:
        holder.end()
    eventually(lambda: not processes_of(home))


def test_killed_command_leaves_nothing_behind(home: Home) -> None:
    holder = Holder(home)
    holder.wait_for_lease()
    holder.kill()
    eventually(lambda: not processes_of(home))
    lease = acquire(home.root, durable=False)
    assert ask(lease.addresses.owner, "SELECT 1") == 1
    lease.release(wait=True)


def test_killed_postgres_comes_back_with_what_was_committed(home: Home) -> None:
    lease = acquire(home.root)
    owner = lease.addresses.owner
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    killed = postmaster(home)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: answers(owner, "SELECT answer FROM kept") == 42)
    assert postmaster(home) != killed
    lease.release(wait=True)


def test_killed_valkey_comes_back_at_its_address(home: Home) -> None:
    lease = acquire(home.root, durable=False)
    (server,) = [one for one in processes_of(home) if one.name().startswith("valkey")]
    server.kill()
    with redis.Redis.from_url(lease.addresses.redis) as client:
        eventually(lambda: pings(client))
    lease.release(wait=True)


def test_everything_killed_at_once_does_not_block_the_next(home: Home) -> None:
    holder = Holder(home)
    holder.wait_for_lease()
    for process in processes_of(home):
        process.kill()
    holder.kill()
    lease = acquire(home.root, durable=False)
    assert ask(lease.addresses.owner, "SELECT 1") == 1
    lease.release(wait=True)


def test_killed_warden_takes_its_servers_with_it(home: Home) -> None:
    holder = Holder(home)
    holder.wait_for_lease()
    (warden,) = [one for one in processes_of(home) if "pilit.embedded.warden" in one.cmdline()]
    warden.kill()
    eventually(lambda: not processes_of(home))
    # Who comes next starts them, for the one who holds its lease still as well.
    lease = acquire(home.root, durable=False)
    assert ask(lease.addresses.owner, "SELECT 1") == 1
    lease.release()
    holder.end()
    eventually(lambda: not processes_of(home))


def test_stale_process_number_of_another_program_is_forgotten(home: Home) -> None:
    acquire(home.root, durable=False).release(wait=True)
    (home.postgres / "postmaster.pid").write_text(f"{os.getpid()}\n{home.postgres}\n")
    lease = acquire(home.root, durable=False)
    assert ask(lease.addresses.owner, "SELECT 1") == 1
    lease.release(wait=True)


def test_chinese_is_searched_and_the_roles_are_humble(home: Home) -> None:
    lease = acquire(home.root, durable=False)
    owner = lease.addresses.owner
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
    assert ask(owner, "SELECT cardinality(show_trgm('环境污染')) > 0") is True
    assert ask(owner, "SELECT bool_or(rolsuper) FROM pg_roles WHERE rolname ~ '^pilit'") is False
    # A foreign table is nobody's to change by being a member of the other role.
    assert ask(owner, "SELECT pg_has_role('pilit_app', 'pilit_owner', 'MEMBER')") is False
    lease.release(wait=True)


def test_the_superuser_is_there_for_who_may_enter_the_directory(home: Home) -> None:
    lease = acquire(home.root, durable=False)
    assert home.postgres.stat().st_mode & 0o077 == 0
    address = lease.addresses.owner.replace("pilit_owner@", f"{SUPERUSER}@")
    assert ask(address, "SELECT usesuper FROM pg_user WHERE usename = current_user") is True
    lease.release(wait=True)


def test_a_long_path_gets_short_sockets(home: Home) -> None:
    long = Home(home.root / ("deep-" * 20).rstrip("-"))
    assert len(str(long.valkey_socket)) <= LONGEST_SOCKET_PATH
    lease = acquire(long.root, durable=False)
    try:
        assert ask(lease.addresses.owner, "SELECT 1") == 1
        with redis.Redis.from_url(lease.addresses.redis) as client:
            assert client.ping()
        assert long.short_sockets().stat().st_mode & 0o077 == 0
    finally:
        lease.release(wait=True)
        shutil.rmtree(long.short_sockets())


@pytest.mark.parametrize("name", ["a b%41", "a,b", 'it\'s "own" 目录?#'])
def test_a_path_with_odd_characters(home: Home, name: str) -> None:
    odd = Home(home.root / name)
    lease = acquire(odd.root, durable=False)
    try:
        assert ask(lease.addresses.owner, "SELECT 1") == 1
        with redis.Redis.from_url(lease.addresses.redis) as client:
            assert client.ping()
        with app.connection_for_write(url=celery_broker(lease.addresses.redis)) as broker:
            broker.ensure_connection(max_retries=1, timeout=5)
    finally:
        lease.release(wait=True)
        shutil.rmtree(odd.short_sockets(), ignore_errors=True)


def test_a_home_that_cannot_be_written_is_said_in_words(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(EmbeddedServerError, match="cannot be written"):
        acquire(file / "home")


def test_a_cluster_that_does_not_start_shows_the_end_of_its_log(home: Home) -> None:
    acquire(home.root, durable=False).release(wait=True)
    (home.postgres / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(EmbeddedServerError, match="no_such_setting"):
        acquire(home.root, durable=False)
    eventually(lambda: not processes_of(home))


def test_commands_inherit_the_addresses(home: Home) -> None:
    script = (
        "import json, os\n"
        "from pilit.embedded.environment import prepare_environment\n"
        "prepare_environment(os.environ)\n"
        "names = ('DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL')\n"
        "print(json.dumps([os.environ[name] for name in names]))\n"
    )
    environment = {"PATH": os.environ["PATH"], "PILIT_HOME": str(home.root)}
    said = subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, env=environment)
    addresses = home.addresses()
    assert json.loads(said) == [addresses.application, addresses.owner, addresses.redis]
    eventually(lambda: not processes_of(home))


def answers(address: str, query: str) -> object:
    """The answer, or None while there is none."""
    try:
        return ask(address, query)
    except psycopg.Error:
        return None


def pings(client: redis.Redis) -> bool:
    """Whether the server answers."""
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
