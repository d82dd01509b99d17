"""The environment of a command: server addresses, and the lease that keeps the servers running."""

import atexit
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

from pilit.embedded.lease import Lease, acquire
from pilit.embedded.wheels import postgres_programs

PRODUCTION: Final = "production"
ROOT: Final = Path(__file__).resolve().parents[2]
_held: list[Lease] = []


def prepare_environment(environment: MutableMapping[str, str]) -> None:
    """Start or share the embedded servers and name them in `environment`, if no others are named.

    Programs started with the environment use the same servers without a lease of their own, so
    whoever starts them must outlive them. In production nothing is embedded: there the addresses
    are required.
    """
    settings = environment.get("DJANGO_SETTINGS_MODULE", "")
    named = environment.get("DATABASE_URL"), environment.get("REDIS_URL")
    if settings.endswith(f".{PRODUCTION}") or all(named) or _held:
        return
    home = environment.get("PILIT_HOME", "").strip()
    lease = acquire(Path(home).expanduser() if home else ROOT / "var")
    _held.append(lease)
    atexit.register(release)
    addresses = lease.addresses
    if not environment.get("DATABASE_URL"):
        environment["DATABASE_URL"] = addresses.application
        environment["DATABASE_OWNER_URL"] = addresses.owner
        # `dbshell` wants a psql; the machine's own, if it has one, comes first.
        own = environment.get("PATH", os.defpath)
        environment["PATH"] = os.pathsep.join([own, str(postgres_programs())])
    if not environment.get("REDIS_URL"):
        environment["REDIS_URL"] = addresses.redis


def release(*, wait: bool = False) -> None:
    """Give this process's lease back; with `wait`, see the servers stop if it was the last."""
    while _held:
        _held.pop().release(wait=wait)
