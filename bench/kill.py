"""10,000 due deadlines, while worker, beat and broker are killed: each reminder exactly once.

Worker and beat are started as `manage.py run` starts them; the broker is the embedded one, which
its warden starts again.
"""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Final

import redis
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from kombu.exceptions import OperationalError

import bench.ready  # noqa: F401 (before anything that needs Django)
from bench.exactly_once import faults
from bench.population import Population, load_directory, populate
from cases.models import Deadline
from pilit.celery import app

DEADLINES: Final = 10_000
KILLS: Final = 15
PATIENCE: Final = 900.0
"""Seconds after which a sweep that does not come to its end is taken for stuck."""
CELERY: Final = (sys.executable, "-m", "celery", "--app", "pilit", "--quiet")
WORKER: Final = (*CELERY, "worker", "--concurrency", "2", "--loglevel", "ERROR")
BEAT: Final = (*CELERY, "beat", "--scheduler", "celery.beat:Scheduler", "--loglevel", "ERROR")


class Programs:
    """Worker, beat and broker: started, killed, started again."""

    def __init__(self) -> None:
        self.worker = _start(WORKER)
        self.beat = _start(BEAT)

    def kill_worker(self) -> None:
        """With all its children, in the middle of whatever they do."""
        _kill(self.worker)
        self.worker = _start(WORKER)

    def kill_beat(self) -> None:
        """The one that sends the wake-ups."""
        _kill(self.beat)
        self.beat = _start(BEAT)

    def kill_broker(self) -> None:
        """With every wake-up that waits in it."""
        try:
            with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as client:
                os.kill(int(client.info("server")["process_id"]), signal.SIGKILL)
        except redis.RedisError:
            say("  (the broker was still down)")

    def stop(self) -> None:
        """For good."""
        _kill(self.worker)
        _kill(self.beat)


def main() -> int:
    """Populate, kill, let it come to its end, look."""
    chance = random.Random(2026)  # noqa: S311 (which to kill is no secret)
    load_directory()
    # Long enough ago that the first reminder after the end is due, and not yet the second.
    population = populate(DEADLINES, due=timezone.localdate() - dt.timedelta(days=3))
    say(f"{population.deadlines:,} deadlines due")
    programs = Programs()
    try:
        _massacre(programs, population, chance)
        finished = _wait_for_end(population)
    finally:
        programs.stop()
    if not finished:
        say("FAULT the sweep does not come to its end")
    found = faults(population)
    for fault in found[:10]:
        say(f"FAULT {fault}")
    if not found:
        say(f"every reminder of {population.deadlines:,} deadlines exists exactly once")
    return 0 if finished and not found else 1


def _massacre(programs: Programs, population: Population, chance: random.Random) -> None:
    kills: list[tuple[str, Callable[[], None]]] = [
        ("worker", programs.kill_worker),
        ("worker", programs.kill_worker),
        ("broker", programs.kill_broker),
        ("beat", programs.kill_beat),
    ]
    for number in range(KILLS):
        if not _progress(population):
            break
        time.sleep(3.0 * chance.random())
        name, kill = chance.choice(kills)
        kill()
        say(f"kill {number + 1}: {name}, {_left(population):,} deadlines left")


def _progress(population: Population) -> bool:
    """Wait until the sweep has gone on: the next kill finds it at work. False at its end."""
    before = _left(population)
    begun = time.monotonic()
    while before and time.monotonic() - begun < PATIENCE:
        _wake()
        for _second in range(5):
            time.sleep(1.0)
            if _left(population) < before:
                return True
    return False


def _wait_for_end(population: Population) -> bool:
    """Whether nothing was due any more in the end."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        left = _left(population)
        if not left:
            return True
        _wake()
        say(f"  {left:,} deadlines left")
        time.sleep(5)
    return False


def _wake() -> None:
    """What beat does every two minutes; here more often, to have something to kill."""
    try:
        app.send_task("cases.tasks.sweep_deadlines", retry=False, expires=300)
    except OperationalError:
        say("  (no broker to take a wake-up)")


def _left(population: Population) -> int:
    close_old_connections()
    return Deadline.objects.to_fire(population.at).filter(case__number__contains="/").count()


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    # What they say of a broker that is gone is of no interest here.
    silence = subprocess.DEVNULL
    return subprocess.Popen(  # noqa: S603
        command, start_new_session=True, stdout=silence, stderr=silence
    )


def _kill(program: subprocess.Popen[bytes]) -> None:
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
