"""Finding a Python that is new enough, and uv, which can fetch one."""

import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, Optional, Tuple

from scripts.tools import PYTHON, ROOT, TOOLS, SetupError, quiet

OLDEST = (3, 12)


def wanted_version() -> str:
    """The version the project is developed under."""
    return (ROOT / ".python-version").read_text().strip()


def find_python() -> Tuple[Optional[str], str]:
    """The path of the best Python that is new enough, and in words what there was at all."""
    wanted = wanted_version()
    named = os.environ.get("PILIT_PYTHON")
    names = [named] if named else ["python" + wanted, "python3", "python"]
    names += ["python3.{}".format(minor) for minor in range(20, OLDEST[1] - 1, -1)]
    pyenv = os.environ.get("PYENV_ROOT") or str(Path.home() / ".pyenv")
    names += sorted(glob.glob(pyenv + "/versions/3.*/bin/python3"), reverse=True)
    names.append(sys.executable)
    found: Dict[str, Tuple[int, ...]] = {}
    for name in names:
        path = shutil.which(name)
        version = version_of(path) if path else None
        if path and version:
            found.setdefault(path, version)
    if named:
        usable = [path for path in found if path == shutil.which(named)]
        if not usable or found[usable[0]] < OLDEST:
            raise SetupError("PILIT_PYTHON={} is not Python 3.12 or later.".format(named))
        return usable[0], named
    usable = [path for path in found if found[path] >= OLDEST]
    exact = tuple(int(part) for part in wanted.split("."))
    usable.sort(key=lambda path: (found[path][: len(exact)] == exact, found[path]), reverse=True)
    versions = sorted(set(found.values()), reverse=True)
    return (
        usable[0] if usable else None,
        "only Python " + ".".join(map(str, versions[0])) if versions else "none",
    )


def version_of(python: str) -> Optional[Tuple[int, ...]]:
    """The version of an interpreter that runs and can make an environment, or None."""
    code = "import sys; print(*sys.version_info[:3])"
    try:
        said = subprocess.check_output([python, "-c", code], stderr=subprocess.DEVNULL, cwd="/")
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in said.decode().split())


def find_uv() -> Tuple[Optional[str], str]:
    """The path of uv, the machine's own or one fetched for the checkout; or why there is none."""
    own = shutil.which("uv")
    if own and quiet([own, "--version"]):
        return own, ""
    place = TOOLS / "uv"
    program = place / "bin" / "uv"
    if program.exists() and quiet([str(program), "--version"]):
        return str(program), ""
    lock = str(ROOT / "scripts" / "requirements-uv.lock")
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--upgrade"]
    if quiet([*install, "--target", str(place), "-r", lock]) and program.exists():
        return str(program), ""
    shutil.rmtree(str(place), ignore_errors=True)
    return None, "uv could not be installed with pip"
