"""A sweep in a process of its own, one line a batch: something to kill.

``python -m bench.sweeper MOMENT BATCH``
"""

import datetime as dt
import sys

import bench.ready  # noqa: F401 (before anything that needs Django)
from cases.sweep import sweep_batches


def main() -> None:
    """Sweep as of the moment, in batches of so many."""
    at = dt.datetime.fromisoformat(sys.argv[1])
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    for result in sweep_batches(at, batch=int(sys.argv[2])):
        sys.stdout.write(f"{result.deadlines}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
