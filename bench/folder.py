"""Folding or reconciling in a process of its own: something to kill.

``python -m bench.folder fold|reconcile``; it waits for a line before it begins.
"""

import datetime as dt
import sys

import bench.ready  # noqa: F401 (before anything that needs Django)
from cases.statistics.rollups import fold, reconcile

BATCH = 50
"""Deltas folded by one statement: few, so that a kill falls between two as well as into one."""


def main() -> None:
    """Say when it is ready, and begin when it is told to."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    if sys.argv[1] == "fold":
        fold(BATCH)
    else:
        reconcile(dt.datetime.now(dt.UTC))


if __name__ == "__main__":
    main()
