"""What a due deadline costs, among 1,000 and among 10,000."""

import sys
import time

import bench.ready  # noqa: F401 (before anything that needs Django)
from bench.exactly_once import faults
from bench.population import Population, load_directory, populate
from cases.sweep import sweep

FEW, MANY = 1_000, 10_000


def main() -> int:
    """Sweep both, print the cost of one deadline in each and their ratio."""
    load_directory()
    few, _first = measure(FEW)
    many, population = measure(MANY)
    say(f"a deadline among {MANY:,} costs {many / few:.2f} times what it costs among {FEW:,}")
    again = time.perf_counter()
    sweep(population.at)
    idle = time.perf_counter() - again
    say(f"a sweep that finds nothing costs as much as {idle / many:.1f} deadlines")
    found = faults(population)
    for fault in found[:10]:
        say(f"FAULT {fault}")
    return 1 if found else 0


def measure(deadlines: int) -> tuple[float, Population]:
    """Seconds a deadline."""
    population = populate(deadlines)
    begun = time.perf_counter()
    result = sweep(population.at)
    seconds = time.perf_counter() - begun
    say(
        f"{result.deadlines:,} deadlines, {result.actions:,} actions, {result.sent:,} sent,"
        f" {result.superseded:,} superseded: {result.deadlines / seconds:,.0f} deadlines a second"
    )
    return seconds / result.deadlines, population


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
