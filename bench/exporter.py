"""A worker that makes exports in a process of its own, one line a step: something to kill.

``python -m bench.exporter MOMENT``
"""

import datetime as dt
import sys

import bench.ready  # noqa: F401 (before anything that needs Django)
from cases.services.file_export import make_waiting


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    """Make what waits as of the moment; each look at the clock is a step."""
    at = dt.datetime.fromisoformat(sys.argv[1])

    def clock() -> dt.datetime:
        _say("step")
        return at

    _say("begins")
    make_waiting(clock)


if __name__ == "__main__":
    main()
