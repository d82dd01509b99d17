"""``python -m bench [NAME …]``: run the benches, all of them where none is named.

Each runs on servers of its own in a directory that is removed afterwards.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from pilit.embedded.environment import prepare_environment, release

ROOT: Final = Path(__file__).resolve().parents[1]
BENCHES: Final = {
    "sweep": "what a due deadline costs, alone and among many",
    "documents": "a recommendation as PDF, Word file and page",
    "kill": "10,000 due deadlines while worker, beat and broker are killed",
}


def main() -> int:
    """Run the benches named; the exit status is that of the first that fails."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure.")
    listed = "; ".join(f"{name}: {what}" for name, what in BENCHES.items())
    parser.add_argument("names", nargs="*", metavar="NAME", help=listed)
    names = parser.parse_args().names or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        parser.error(f"there is no bench {unknown[0]}; there are {', '.join(BENCHES)}")
    for name in names:
        sys.stdout.write(f"--- {name}: {BENCHES[name]}\n")
        sys.stdout.flush()
        status = _run(name)
        if status:
            return status
    return 0


def _run(name: str) -> int:
    with tempfile.TemporaryDirectory(prefix="pilit-bench-") as home:
        # The servers run as a user of their own where this runs as root.
        Path(home).chmod(0o755)
        os.environ["PILIT_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "pilit.settings.dev"
        for address in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
            os.environ.pop(address, None)
        prepare_environment(os.environ)
        try:
            migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
            subprocess.run([*migrate, "--skip-checks"], cwd=ROOT, check=True)  # noqa: S603
            bench = [sys.executable, "-m", f"bench.{name}"]
            return subprocess.run(bench, cwd=ROOT, check=False).returncode  # noqa: S603
        finally:
            release(wait=True)


if __name__ == "__main__":
    sys.exit(main())
