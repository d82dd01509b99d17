"""`manage.py run` and the supervisor under it, with real processes."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from pilit.management.supervisor import Program, Supervisor

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "import time; print('up', flush=True); time.sleep(600)"
# Ends by itself, leaving a process of its session behind.
LEAVES_ONE = (
    "import subprocess, sys; "
    "one = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "print(one.pid, flush=True); sys.exit(3)"
)
DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('up', flush=True); time.sleep(600)"
)


class Watched:
    """A supervisor that runs beside the test, and what it said."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.supervisor = Supervisor(self.hear, pauses=(0.05, 0.1))
        self.thread = threading.Thread(target=self.keep)

    def hear(self, name: str, text: str) -> None:
        self.said.append((name, text))

    def keep(self) -> None:
        self.supervisor.keep(lambda: None)

    def heard(self, text: str) -> int:
        """How many lines begin so."""
        return sum(line.startswith(text) for _, line in self.said)

    def has_heard(self, text: str, times: int) -> bool:
        """Whether so many lines begin so."""
        return self.heard(text) == times

    def end(self) -> None:
        self.supervisor.ask_to_stop()
        if self.thread.ident is not None:
            self.thread.join()
        self.supervisor.stop()


@pytest.fixture
def watched() -> Iterator[Watched]:
    watched = Watched()
    yield watched
    watched.end()


def eventually(true: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is true; fail where it never is."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


def python(code: str, name: str = "one", *, once: bool = False) -> Program:
    return Program(name, [sys.executable, "-c", code], once=once)


def test_a_program_that_dies_is_started_again(watched: Watched) -> None:
    watched.supervisor.start(python(SLEEP))
    watched.thread.start()
    for times in (1, 2, 3):
        eventually(partial(watched.has_heard, "up", times))
        (child,) = psutil.Process().children()
        child.kill()
        eventually(partial(watched.has_heard, "ended (SIGKILL)", times))
    eventually(lambda: watched.heard("up") == 4)
    # The pause grows, up to the last one.
    pauses = [text for _, text in watched.said if text.startswith("ended")]
    assert [text.split()[-2] for text in pauses] == ["0.05", "0.1", "0.1"]


def test_what_a_dead_program_leaves_in_its_session_goes_with_it(watched: Watched) -> None:
    watched.supervisor.start(python(LEAVES_ONE, once=True))
    watched.thread.start()
    eventually(lambda: watched.heard("failed (status 3)"))
    left = int(watched.said[0][1])
    eventually(lambda: not psutil.pid_exists(left))


def test_a_program_that_runs_once_is_not_started_again(watched: Watched) -> None:
    done: list[bool] = []
    program = Program(
        "once", [sys.executable, "-c", "print('text without end', end='')"], once=True,
        then=lambda: done.append(True),
    )  # fmt: skip
    watched.supervisor.start(program)
    watched.thread.start()
    eventually(lambda: done)
    time.sleep(0.5)
    assert watched.said == [("once", "text without end"), ("once", "done")]


def test_a_program_that_does_not_listen_is_killed(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilit.management.supervisor.STOP_SECONDS", 0.5)
    watched.supervisor.start(python(DEAF))
    watched.thread.start()
    eventually(lambda: watched.heard("up"))
    watched.end()
    assert watched.said[-1] == ("one", "does not stop and is killed")
    assert psutil.Process().children() == []
    watched.supervisor = Supervisor(watched.hear)


class Run:
    """`manage.py run` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port: int = probe.getsockname()[1]
        names = ("PATH", "HOME", "LANG")
        environment = {name: os.environ[name] for name in names if name in os.environ}
        environment |= {
            "PILIT_HOME": str(home),
            "PILIT_PORT": str(self.port),
            "LC_ALL": "C.UTF-8",
            # Inherited by all that it starts, and so how they are found.
            "PILIT_TEST_MARK": str(home),
        }
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run", "--no-demo"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def get(self, path: str) -> int | None:
        """The status of the answer, or None while there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def all_processes(self) -> list[psutil.Process]:
        """Everything it started, and itself."""
        return [one for one in psutil.process_iter() if self._is_ours(one)]

    def find(self, word: str) -> list[psutil.Process]:
        """The children with a word in their command."""
        found = []
        for child in psutil.Process(self.process.pid).children():
            with contextlib.suppress(psutil.Error):
                if word in child.cmdline():
                    found.append(child)
        return found

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            marked = process.environ().get("PILIT_TEST_MARK") == str(self.home)
            named = any(str(self.home) in part for part in process.cmdline())
            return process.status() != psutil.STATUS_ZOMBIE and (marked or named)
        except psutil.Error:
            return False


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One home for the module: only the first start has to make the database."""
    with tempfile.TemporaryDirectory(prefix="pilit-run-") as directory:
        # The database server's user must get there.
        Path(directory).chmod(0o755)
        yield Path(directory).resolve() / "home"


@pytest.fixture
def run(home: Path) -> Iterator[Run]:
    run = Run(home)
    with run.process:
        yield run
        for process in run.all_processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    eventually(lambda: not run.all_processes())


def test_serves_replaces_what_dies_and_leaves_nothing(run: Run) -> None:
    eventually(lambda: run.get("/healthz") == 200, seconds=120)
    for word in ("granian", "worker", "beat"):
        eventually(partial(run.find, word))
        (victim,) = run.find(word)
        victim.kill()
        eventually(partial(replaced, victim, run, word))
    eventually(lambda: run.get("/healthz") == 200)
    refused_beside(run)

    # As a terminal does on Ctrl-C.
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.process.stdout is not None
    said = run.process.stdout.read().decode()
    assert run.process.wait() == 0
    assert f"http://127.0.0.1:{run.port}/" in said
    assert "ended (SIGKILL), starts again" in said
    assert said.splitlines()[-1].endswith("stopped")
    # The warden of the servers is on its last instructions.
    eventually(lambda: not run.all_processes(), seconds=2)


def test_killed_it_takes_everything_with_it(run: Run) -> None:
    eventually(lambda: run.get("/healthz") == 200, seconds=120)
    eventually(lambda: run.find("worker") and run.find("beat"))
    run.process.kill()
    eventually(lambda: not run.all_processes())


def replaced(victim: psutil.Process, run: Run, word: str) -> bool:
    """Whether there is one again, and it is another one."""
    found = run.find(word)
    return len(found) == 1 and found[0] != victim


def refused_beside(run: Run) -> None:
    """A second one on the same port says so and leaves the first one alone."""
    second = subprocess.run(
        [sys.executable, "manage.py", "run", "--no-demo", "--port", str(run.port)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PILIT_HOME": str(run.home), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert f"Port {run.port} is taken." in second.stderr
    assert run.get("/healthz") == 200
