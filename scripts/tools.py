"""Where things are made, and running the programs that make them.

Like the rest of this package it runs under any Python from 3.6 on, with nothing installed.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterable, List

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
STAMPS = BUILD / "stamps"
TOOLS = BUILD / "tools"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


class SetupError(Exception):
    """A step that cannot be done; the message says what to do about it."""


def digest(files: Iterable[Any]) -> str:
    """One digest of names and contents; a file that is missing counts as empty."""
    whole = hashlib.sha256()
    for file in files:
        path = Path(str(file))
        whole.update(str(path).encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes() if path.exists() else b"").digest())
    return whole.hexdigest()


def settings() -> Dict[str, str]:
    """The environment of the tools: what pip is told of indexes and certificates, they are."""
    values = dict(os.environ)
    for known, told in (
        ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"),
        ("PIP_CERT", "SSL_CERT_FILE"),
        ("PIP_CERT", "NODE_EXTRA_CA_CERTS"),
        ("PIP_DEFAULT_TIMEOUT", "UV_HTTP_TIMEOUT"),
    ):
        if values.get(known):
            values.setdefault(told, values[known])
    # The environment may lie on another file system than uv's cache.
    values.setdefault("UV_LINK_MODE", "copy")
    values.pop("VIRTUAL_ENV", None)
    return values


def quiet(command: List[str]) -> bool:
    """Run a command and say whether it succeeded; what it says is shown if it did not."""
    try:
        done = subprocess.run(  # noqa: PLW1510
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=settings()
        )
    except OSError:
        return False
    if done.returncode != 0:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
    return done.returncode == 0


def run(command: List[str], otherwise: str) -> None:
    """Run a command whose failure ends the set-up with the words of `otherwise`."""
    if not quiet(command):
        raise SetupError(otherwise)


def say(name: str, what: str) -> None:
    """One line of progress."""
    print("setup: {:<13} {}".format(name, what), flush=True)
