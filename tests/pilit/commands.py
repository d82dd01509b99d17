"""Running `manage.py` as a command of its own, on the servers of the tests."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def database_url(role: str, name: str | None = None) -> str:
    """The address of this test's database, or of the one named, for a role."""
    here = connection.settings_dict
    host = quote(str(here["HOST"]), safe="")
    return f"postgresql://{role}@/{name or here['NAME']}?host={host}"


def run_manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command under the development settings, with this environment only."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PILIT_HOME": str(settings.TEST_HOME),
            "REDIS_URL": settings.CACHES["default"]["LOCATION"],
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
