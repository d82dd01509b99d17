"""Development needs nothing; production asks for what it needs and takes nothing for granted."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pilit.settings.keys import stored_secret
from pilit.settings.servers import celery_broker, redis_cache

ROOT = Path(__file__).resolve().parents[3]
PRODUCTION = {
    "SECRET_KEY": "k" * 60,
    "PILIT_FIELD_KEY": "A" * 43 + "=",
    "DATABASE_URL": "postgresql://app@db.invalid/pilit",
    "REDIS_URL": "redis://broker.invalid/0",
    "EMAIL_URL": "smtp://mail.invalid",
}


def setting(way: str, name: str, environment: dict[str, str]) -> object:
    """The value of a setting, or the error, in a process that has only this environment."""
    code = (
        f"import json, pilit.settings.{way} as settings; "
        f"print(json.dumps(getattr(settings, {name!r}), default=str))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.splitlines()[-1]


def test_development_makes_its_keys_once(tmp_path: Path) -> None:
    home = {"PILIT_HOME": str(tmp_path)}
    for name in ("SECRET_KEY", "PILIT_FIELD_KEY", "DEMO_PASSWORD"):
        first = setting("dev", name, home)
        assert isinstance(first, str)
        assert len(first) >= 14
        assert setting("dev", name, home) == first


def test_production_runs_on_what_it_is_given() -> None:
    databases = setting("production", "DATABASES", PRODUCTION)
    assert isinstance(databases, dict)
    assert databases.keys() == {"default"}
    assert setting("production", "DEBUG", PRODUCTION) is False
    assert setting("production", "DEBUG", {**PRODUCTION, "DEBUG": "true"}) is False
    assert setting("production", "DEMO_PASSWORD", PRODUCTION) == ""
    assert setting("production", "PILIT_REQUIRE_OTP", PRODUCTION) is True


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_names_what_it_misses(name: str) -> None:
    given = {key: value for key, value in PRODUCTION.items() if key != name}
    said = str(setting("production", "DEBUG", given))
    assert f"ImproperlyConfigured: {name} is not set" in said


def test_replica_is_used_where_there_is_one() -> None:
    assert setting("production", "REPLICA_ALIAS", PRODUCTION) == "default"
    replica = {**PRODUCTION, "DATABASE_REPLICA_URL": "postgresql://app@replica.invalid/pilit"}
    assert setting("production", "REPLICA_ALIAS", replica) == "replica"


def test_a_key_is_its_owners_alone_and_the_same_for_all_who_ask_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: stored_secret(tmp_path, "secret-key"), range(32)))
    assert len(set(keys)) == 1
    path = tmp_path / "keys" / "secret-key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_celery_names_a_socket_its_own_way() -> None:
    assert celery_broker("redis://broker/3") == "redis://broker/3"
    assert (
        celery_broker("unix:///run/valkey.sock?db=2")
        == "redis+socket:///run/valkey.sock?virtual_host=2"
    )
    assert redis_cache("unix:///run/v.sock")["default"]["LOCATION"] == "unix:///run/v.sock"
