"""Sweeps that are killed at any moment, and sweeps that run at once: each reminder exactly once."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from bench.exactly_once import faults
from bench.population import Population, load_directory, populate
from cases.models import Case, Deadline
from cases.sweep import sweep
from pilit.embedded.home import OWNER
from tests.pilit.commands import database_url

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
BATCH = 25


@pytest.fixture
def population() -> Population:
    load_directory()
    return populate(600)


@pytest.fixture
def sweepers(population: Population) -> Iterator["Sweepers"]:
    started = Sweepers(population)
    yield started
    started.kill()


class Sweepers:
    """Sweeps in processes of their own."""

    def __init__(self, population: Population) -> None:
        self.population = population
        self.processes: list[subprocess.Popen[str]] = []

    def start(self, number: int) -> None:
        """Start so many, and wait until all have begun."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "pilit.settings.test",
            "PILIT_TEST_DATABASE_URL": database_url(OWNER),
            "PILIT_TEST_REDIS_URL": settings.CACHES["default"]["LOCATION"],
        }
        command = [sys.executable, "-m", "bench.sweeper"]
        command += [self.population.at.isoformat(), str(BATCH)]
        self.processes = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
            for _ in range(number)
        ]
        for process in self.processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "begins\n"

    def batches(self, number: int) -> int:
        """Wait until the first has done so many batches; how many it has."""
        output = self.processes[0].stdout
        assert output is not None
        return sum(1 for _ in range(number) if output.readline())

    def kill(self) -> None:
        """SIGKILL, all at once."""
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self.processes = []

    def finish(self) -> list[int]:
        """Wait until all have done; their exit statuses."""
        for process in self.processes:
            process.communicate(timeout=120)
        return [process.returncode for process in self.processes]


def sweep_to_the_end(population: Population) -> None:
    """Sweep until nothing is due: the server may notice late that a client was killed."""
    for _ in range(60):
        sweep(population.at)
        if not Deadline.objects.to_fire(population.at).exists():
            return
        time.sleep(0.5)


def test_killed_again_and_again(sweepers: Sweepers) -> None:
    chance = random.Random(2026)  # noqa: S311
    population = sweepers.population
    interrupted = 0
    for number in (1, 1, 2, 1, 2):
        left = Deadline.objects.to_fire(population.at).count()
        sweepers.start(number)
        sweepers.batches(chance.randint(0, 2))
        time.sleep(chance.random() / 4)
        sweepers.kill()
        interrupted += 0 < Deadline.objects.to_fire(population.at).count() < left
    assert interrupted >= 2, "the kills came too early or too late to prove anything"
    sweep_to_the_end(population)
    assert faults(population) == []


def test_three_at_once(sweepers: Sweepers) -> None:
    sweepers.start(3)
    assert sweepers.finish() == [0, 0, 0]
    sweep_to_the_end(sweepers.population)
    assert faults(sweepers.population) == []


def test_a_case_somebody_works_on_is_passed_over_and_not_waited_for(
    population: Population, sweepers: Sweepers
) -> None:
    deadline = Deadline.objects.to_fire(population.at).select_related("case")[0]
    with transaction.atomic():
        assert deadline.case is not None
        Case.objects.select_for_update().get(pk=deadline.case.pk)
        sweepers.start(1)
        assert sweepers.finish() == [0]
        assert Deadline.objects.to_fire(population.at).get() == deadline
    assert sweep(population.at).deadlines == 1
    assert faults(population) == []


def test_what_is_looked_for_would_be_found(population: Population) -> None:
    """The check of these tests itself: it notices what is missing and what is there twice."""
    assert len(faults(population)) > population.deadlines
    sweep(population.at)
    assert faults(population) == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_reminder WHERE id = (SELECT min(id) FROM cases_reminder)")
    assert faults(population)
