"""`manage.py run`: the whole system on one machine, from one command."""

import http.client
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags, run_checks
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pilit.celery import app
from pilit.database.grants import grant_as_declared, owner_alias
from pilit.embedded.environment import release
from pilit.management.supervisor import Program, Supervisor

HOST: Final = "127.0.0.1"
WEB_THREADS: Final = 4
WORKERS: Final = 2
# Worker and beat wait for the pages to answer, but no longer than this.
AT_MOST_SECONDS: Final = 60.0
# The demo's cases are made while people already look: the web must not wait for it.
DEMO_NICENESS: Final = 15
# Who tries the system out as root is not told so again by each worker.
CHILDREN: Final = {
    "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    "PYTHONUNBUFFERED": "1",
}
LOG_INS: Final = (
    ("cy.handler", gettext_lazy("procurator who handles the case")),
    ("cy.head", gettext_lazy("head of department: reviews")),
    ("cy.chief", gettext_lazy("chief procurator: decides")),
    ("cy-water.officer", gettext_lazy("water authority: answers")),
    ("cy-court.judge", gettext_lazy("court: docket, hearing, judgment")),
    ("bj3.handler", gettext_lazy("next higher procuratorate")),
    ("admin", gettext_lazy("administration, at /admin/")),
)


class Command(BaseCommand):
    """Starts web, worker and beat, after the database is as it must be."""

    help = (
        "Start the whole system: database, cache, web, worker and beat; the demo too where the "
        "database is empty. Ctrl-C stops all of it."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and whether to load the demo."""
        parser.add_argument("--port", type=int, default=settings.PILIT_PORT)
        parser.add_argument("--no-demo", action="store_true", help="Leave an empty database empty.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until Ctrl-C or SIGTERM."""
        self._began = time.monotonic()
        self._port: int = options["port"]
        self._announced = False
        with translation.override(_language_of_terminal()):
            try:
                self._run(demo=not options["no_demo"])
            except KeyboardInterrupt:
                self._say("run", _("stopped"))
            finally:
                connections.close_all()
                release(wait=True)

    def _run(self, *, demo: bool) -> None:
        self._refuse_taken_port()
        self._say("run", _("starting"))
        self._bring_database_up_to_date()
        pending = demo and self._load_directory()
        connections.close_all()
        supervisor = Supervisor(self._say, environment={**os.environ, **CHILDREN})
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, supervisor.ask_to_stop)
        waiting = [*self._background(), *([self._demo()] if pending else [])]
        try:
            supervisor.start(self._web())
            self._wake()
            supervisor.keep(lambda: self._go_on(supervisor, waiting))
            self._say("run", _("stopping"))
        finally:
            supervisor.stop()
        self._say("run", _("stopped"))

    def _go_on(self, supervisor: Supervisor, waiting: list[Program]) -> None:
        """Tell when the pages answer, and start the rest, which would only have held them up."""
        if not self._announced and self._answers():
            self._announced = True
            self._announce()
        if self._announced or time.monotonic() - self._began > AT_MOST_SECONDS:
            while waiting:
                supervisor.start(waiting.pop(0))

    def _web(self) -> Program:
        web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST]
        web += ["--port", str(self._port), "--blocking-threads", str(WEB_THREADS)]
        # A process that is still starting does not hear that it is to end.
        web += ["--workers-kill-timeout", "5"]
        web += ["--log-level", "warning", "pilit.wsgi:application"]
        return Program("web", web)

    def _background(self) -> list[Program]:
        celery = [sys.executable, "-m", "celery", "--app", "pilit", "--quiet"]
        worker = [*celery, "worker", "--pool", "prefork", "--concurrency", str(WORKERS)]
        worker += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
        # Its schedule is kept in memory: what is due is in the database, not in beat's file.
        beat = [*celery, "beat", "--scheduler", "celery.beat:Scheduler", "--loglevel", "WARNING"]
        return [Program("worker", worker), Program("beat", beat)]

    def _demo(self) -> Program:
        arguments = [sys.executable, sys.argv[0], "demo"]
        done = _pending_mark().unlink
        return Program("demo", arguments, once=True, niceness=DEMO_NICENESS, then=done)

    def _load_directory(self) -> bool:
        """Load the demo's directory if the database is empty. True if its cases are to be made."""
        if not settings.DEBUG or "demo" not in get_commands():
            return False
        mark = _pending_mark()
        if not get_user_model()._default_manager.exists():
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
            self._say("run", _("loading the directory of the demo"))
            call_command("demo", directory_only=True, stdout=self.stdout)
        return mark.exists()

    def _bring_database_up_to_date(self) -> None:
        executor = MigrationExecutor(connections[owner_alias()])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._say("run", _("bringing the database up to date"))
            call_command("migrate", verbosity=0)
        else:
            # What the settings declare may have changed without a migration.
            grant_as_declared()
        found = run_checks(tags=[Tags.database, Tags.security], databases=["default"])
        errors = [message for message in found if message.is_serious()]
        if errors:
            raise CommandError("\n".join(str(message) for message in errors))

    def _refuse_taken_port(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self._port))
            except OSError:
                raise CommandError(
                    _("Port %(port)s is taken. PILIT_PORT=8001 make run uses another.")
                    % {"port": self._port}
                ) from None

    def _wake(self) -> None:
        """Send beat's wake-ups at once: what fell due in an outage need not wait its turn."""
        for entry in settings.CELERY_BEAT_SCHEDULE.values():
            app.send_task(entry["task"], **entry["options"])

    def _announce(self) -> None:
        """Where the pages are, and who can log in."""
        seconds = f"{time.monotonic() - self._began:.0f}"
        lines = [_("ready after %(seconds)s s") % {"seconds": seconds}, ""]
        lines.append(f"    http://{HOST}:{self._port}/")
        if settings.DEBUG and get_user_model()._default_manager.exists():
            lines += ["", "    " + _("password of every demo user: ") + settings.DEMO_PASSWORD]
            lines += [f"    {name:<18}{what}" for name, what in LOG_INS]
            connections.close_all()
        if _pending_mark().exists():
            lines += ["", "    " + _("The cases of the demo are being made meanwhile.")]
        lines += ["", "    " + _("Ctrl-C stops everything.")]
        for line in lines:
            self._say("run", line)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=1)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _say(self, name: str, text: str) -> None:
        self.stdout.write(f"{name:<7}│ {text}")
        self.stdout.flush()


def _pending_mark() -> Path:
    """There from the loading of the demo's directory until its cases are all made."""
    return Path(settings.PILIT_HOME, "run", "demo-pending")


def _language_of_terminal() -> str:
    """Chinese where the terminal is, English elsewhere."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    wanted = next((language for language in named if language), "")
    return "zh-hans" if wanted.startswith("zh") else "en"
