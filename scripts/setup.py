"""Prepares a checkout: virtual environment, packages, translations, static files.

Idempotent: each step keeps the digest of what it was made from and does nothing while that is the
same. Runs under any Python 3.6 or later, which then finds or fetches the 3.12 or later that the
project needs, so nothing here may be newer or come from a package.
"""

import os
import shutil
import sys
import time
from pathlib import Path
from typing import Callable, List

from scripts.frontend import install_front_end
from scripts.interpreters import find_python, find_uv, version_of, wanted_version
from scripts.tools import BUILD, PYTHON, ROOT, STAMPS, VENV, SetupError, digest, quiet, run, say

NO_PYTHON = """\
The project needs Python 3.12 or later; this machine has {found}, and none could be fetched
({why}).
Install one, for example
    apt-get install python3.12 python3.12-venv
    uv python install 3.13
    pyenv install 3.13
and run `make setup` again. PILIT_PYTHON=/path/to/python names one that is not found by itself.
"""


def main() -> int:
    """Do every step that is not done yet."""
    began = time.monotonic()
    os.chdir(str(ROOT))
    STAMPS.mkdir(parents=True, exist_ok=True)
    try:
        done = [
            step("environment", environment_digest, make_environment, PYTHON),
            step("packages", packages_digest, install_packages, VENV / "bin" / "celery"),
            step("front end", front_end_digest, install_front_end, BUILD / "vendor"),
            step("translations", lambda: digest(catalogues()), compile_translations, *compiled()),
            step("static files", static_digest, collect_static, BUILD / "static"),
        ]
    except SetupError as error:
        sys.stderr.write("\n{}\n".format(str(error).rstrip()))
        return 1
    if any(done):
        say("ready", "in {:.0f} s".format(time.monotonic() - began))
    return 0


def step(name: str, wanted: Callable[[], str], make: Callable[[], None], *results: Path) -> bool:
    """Run `make` unless it was run for the same digest and its results are there."""
    stamp = STAMPS / name.replace(" ", "-")
    there = stamp.exists() and all(path.exists() for path in results)
    if there and stamp.read_text() == wanted():
        return False
    say(name, "…")
    if stamp.exists():
        stamp.unlink()
    make()
    stamp.write_text(wanted())
    return True


def environment_digest() -> str:
    """Changes with the wanted Python, and when the environment's own has gone or was moved."""
    works = version_of(str(PYTHON)) if PYTHON.exists() else None
    named = os.environ.get("PILIT_PYTHON", "")
    return "{} {} {} {}".format(VENV, wanted_version(), works, named)


def make_environment() -> None:
    """Make `.venv` with the best Python there is, or one that uv can find or fetch."""
    python, found = find_python()
    shutil.rmtree(str(VENV), ignore_errors=True)
    if python is not None:
        say("environment", "{} ({})".format(python, ".".join(map(str, version_of(python) or ()))))
        if quiet([python, "-m", "venv", str(VENV)]):
            return
        shutil.rmtree(str(VENV), ignore_errors=True)
    uv, why = find_uv()
    wanted = python or wanted_version()
    if uv is not None:
        # `--seed` brings pip, which a system without its own venv package lacks.
        for request in [wanted] if python else [wanted, ">=3.12"]:
            if quiet([uv, "venv", "--seed", "--python", request, str(VENV)]):
                return
        why = "uv could not fetch it"
    if python is not None:
        raise SetupError(
            "{} cannot make a virtual environment. Install its venv package (on Debian and Ubuntu "
            "`apt-get install python3-venv`) and run `make setup` again.".format(python)
        )
    raise SetupError(NO_PYTHON.format(found=found, why=why))


def packages_digest() -> str:
    """Changes with the lock, and with the interpreter the packages are for."""
    return digest([ROOT / "requirements-dev.lock", STAMPS / "environment"])


def install_packages() -> None:
    """Bring `.venv` to exactly what the lock names, every file checked against its hash."""
    lock = str(ROOT / "requirements-dev.lock")
    uv, _ = find_uv()
    if uv is not None:
        command = [uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode"]
        if quiet([*command, "--python", str(PYTHON), lock]):
            return
        say("packages", "uv did not manage; trying pip")
    run([str(PYTHON), "-m", "ensurepip"], "pip could not be installed.")
    run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock],
        "The packages could not be installed. Is the package index reachable?",
    )


def front_end_digest() -> str:
    """Changes with the packages, and with the choice of files from them."""
    files = ("package.json", "package-lock.json", "scripts/frontend.py")
    return digest(ROOT / file for file in files)


def catalogues() -> List[Path]:
    """Every catalogue of translations."""
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def compiled() -> List[Path]:
    """The compiled form of each catalogue."""
    return [path.with_suffix(".mo") for path in catalogues()]


def compile_translations() -> None:
    """Compile the catalogues."""
    manage("messages", "--compile")


def static_digest() -> str:
    """Changes with any file that is collected."""
    own = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    return digest([*own, STAMPS / "packages", STAMPS / "front-end"])


def collect_static() -> None:
    """Collect, compress and name by content what browsers load."""
    manage("collectstatic", "--no-input", "--clear", "--ignore", "*.gz", "--verbosity", "0")


def manage(*arguments: str) -> None:
    """Run a `manage.py` command that needs no server."""
    run([str(PYTHON), "manage.py", *arguments], "`manage.py {}` failed.".format(arguments[0]))


if __name__ == "__main__":
    sys.exit(main())
