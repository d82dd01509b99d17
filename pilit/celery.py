"""Celery: wake-ups for what the database says is due. A lost wake-up delays and loses nothing."""

import os

from celery import Celery
from django.utils import timezone

from pilit.health import WORKER, leave_mark

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pilit.settings.dev")

app = Celery("pilit")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.set_default()


@app.task(name="pilit.heartbeat")  # type: ignore[untyped-decorator]
def heartbeat() -> None:
    """Leave the mark by which `/readyz` knows that beat sends and a worker takes."""
    leave_mark(WORKER, timezone.now())
