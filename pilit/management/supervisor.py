"""Runs programs side by side: shows what they say, restarts what dies, stops all together."""

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pilit.embedded.processes import die_with_parent

TICK_SECONDS: Final = 0.2
STOP_SECONDS: Final = 15.0
# Pauses before a program that died is started again; the last one repeats.
PAUSES: Final = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)
# Who lived as long as this has recovered: the next pause is the first one again.
STABLE_SECONDS: Final = 60.0
CHUNK: Final = 65536

type Say = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Program:
    """What to start; if it is to run once, `then` is called when it succeeded."""

    name: str
    arguments: Sequence[str]
    once: bool = False
    niceness: int = 0
    then: Callable[[], None] | None = None


@dataclass(slots=True)
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    retry_at: float = 0.0
    rest: bytes = b""
    done: bool = False


@dataclass(slots=True)
class Supervisor:
    """Keeps programs running until it is told to stop.

    Each has a session of its own, so that Ctrl-C at the terminal reaches only the supervisor, which
    then stops them in order. Should the supervisor itself be killed, the kernel tells them to end.
    """

    say: Say
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    pauses: Sequence[float] = PAUSES
    _children: list[_Child] = field(default_factory=list)
    _output: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _stopping: bool = False

    def start(self, program: Program) -> None:
        """Start a program and keep it."""
        child = _Child(program)
        self._children.append(child)
        self._launch(child)

    def running(self, name: str) -> bool:
        """Whether the program of this name runs right now."""
        return any(
            child.process is not None and child.process.poll() is None
            for child in self._children
            if child.program.name == name
        )

    def ask_to_stop(self, signum: int = 0, frame: object = None) -> None:
        """For signal handlers: let `keep` return."""
        self._stopping = True

    def keep(self, tick: Callable[[], None]) -> None:
        """Watch over the programs, calling `tick` a few times a second, until asked to stop."""
        while not self._stopping:
            self._show(TICK_SECONDS)
            for child in self._children:
                self._look_after(child)
            tick()

    def stop(self) -> None:
        """Stop every program: a signal to end, some seconds for it, then force."""
        for child in self._children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and any(
            child.process is not None and child.process.poll() is None for child in self._children
        ):
            self._show(TICK_SECONDS)
        for child in self._children:
            if child.process is not None:
                if child.process.poll() is None:
                    self.say(child.program.name, "does not stop and is killed")
                self._bury(child)
        self._output.close()

    def _launch(self, child: _Child) -> None:
        program = child.program
        child.process = subprocess.Popen(  # noqa: S603
            program.arguments,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509
        )
        child.started = time.monotonic()
        if program.niceness:
            os.setpriority(os.PRIO_PROCESS, child.process.pid, program.niceness)
        if child.process.stdout is not None:
            os.set_blocking(child.process.stdout.fileno(), False)
            self._output.register(child.process.stdout, selectors.EVENT_READ, child)

    def _look_after(self, child: _Child) -> None:
        if child.done:
            return
        now = time.monotonic()
        if child.process is None:
            if now >= child.retry_at:
                self._launch(child)
            return
        status = child.process.poll()
        if status is None:
            return
        self._bury(child)
        if child.program.once:
            child.done = True
            self.say(child.program.name, "done" if status == 0 else f"failed ({_words(status)})")
            if status == 0 and child.program.then is not None:
                child.program.then()
            return
        if now - child.started > STABLE_SECONDS:
            child.failures = 0
        pause = self.pauses[min(child.failures, len(self.pauses) - 1)]
        child.failures += 1
        child.retry_at = now + pause
        self.say(child.program.name, f"ended ({_words(status)}), starts again in {pause:g} s")

    def _bury(self, child: _Child) -> None:
        """Show the last words of a program, and end what it may have left behind in its session."""
        process, child.process = child.process, None
        if process is None:
            return
        # The session outlives its leader: workers of a killed web server would keep its port.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            self._read(child, process.stdout.fileno())
            if child.rest:
                self.say(child.program.name, child.rest.decode("utf-8", "replace"))
                child.rest = b""
            with contextlib.suppress(KeyError):
                self._output.unregister(process.stdout)
            process.stdout.close()

    def _show(self, seconds: float) -> None:
        if not self._output.get_map():
            time.sleep(seconds)
            return
        for key, _ in self._output.select(seconds):
            child: _Child = key.data
            if not self._read(child, key.fd):
                self._output.unregister(key.fileobj)

    def _read(self, child: _Child, output: int) -> bool:
        """Show the whole lines a program wrote since; False when its output is closed."""
        try:
            text = os.read(output, CHUNK)
        except BlockingIOError:
            return True
        *lines, child.rest = (child.rest + text).split(b"\n")
        for line in lines:
            self.say(child.program.name, line.decode("utf-8", "replace"))
        return bool(text)


def _words(status: int) -> str:
    """An exit status in words."""
    if status >= 0:
        return f"status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
