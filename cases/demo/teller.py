"""Performs a story: every step through ``perform``, the deadlines swept whenever one is due.

A story is one transaction. Whoever works in the system meanwhile, the sweep of the running system
included, sees nothing of it until it has come to the present; and a load that is killed leaves
whole stories only.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from agencies.actor import Actor
from agencies.models import Notification, User
from cases.actions import perform
from cases.actions.base import Target
from cases.demo.files import content_of
from cases.demo.script import Script
from cases.demo.steps import Attachment, Known, Lacking, NumberOf, Step
from cases.models import Case, Clue, Deadline, Draft, LookBack, OutboxMail, StoredFile, column
from cases.services.archive import missing_pieces
from cases.services.waiting_files import delete_stored
from cases.sweep import sweep
from cases.views.file import receive
from pilit.law.errors import DomainError
from pilit.web.clock import beijing_date

log = logging.getLogger(__name__)

#: A story waits this long for a lock and then gives way: shorter than the second after which
#: PostgreSQL looks for deadlocks and would end somebody else's work.
LOCK_TIMEOUT: Final = "400ms"
ATTEMPTS: Final = 20
#: What was told longer ago counts as read, some hours after it was told.
NEWS: Final = dt.timedelta(days=7)
READ_AFTER: Final = dt.timedelta(hours=5)
#: Two loads at once take turns.
_LOCK: Final = 0x70696C6974


class StoryError(Exception):
    """A step was refused: a story that cannot be told is a fault in the story."""

    def __init__(self, script: Script, step: Step, refusal: DomainError) -> None:
        faults = "; ".join(f"{name}: {said}" for name, said in refusal.errors.items())
        super().__init__(
            f"{script.words.title}: {step.action} by {step.who} at {step.at:%Y-%m-%d %H:%M}:"
            f" {refusal.code}: {refusal} {faults}"
        )


class Company:
    """The people of the directory as actors, each asked for once; they hold their posts always."""

    def __init__(self, on: dt.date) -> None:
        self._on = on
        self._known: dict[str, Actor] = {}

    def actor(self, username: str) -> Actor:
        """A person with their posts. Raises ``User.DoesNotExist``."""
        if username not in self._known:
            self._known[username] = Actor.of(User.objects.get(username=username), self._on)
        return self._known[username]


def tell(script: Script, company: Company, at: dt.datetime) -> bool:
    """Perform a story up to the moment ``at``; ``False`` where it had been told before.

    Raises :class:`StoryError`, and ``OperationalError`` where others held locks all the time.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return _Telling(script, company, at).tell()
        except OperationalError as held:
            log.info("%s is told again: %s", script.words.title, held)
    return _Telling(script, company, at).tell()


class _Telling:
    def __init__(self, script: Script, company: Company, at: dt.datetime) -> None:
        self._script = script
        self._company = company
        self._at = at
        self._named: dict[str, Target] = {}
        self._draft: Draft | None = None
        self._files: list[StoredFile] = []
        self._swept: dt.date | None = None

    def tell(self) -> bool:
        """All of it, or nothing."""
        told = False
        try:
            with transaction.atomic():
                told = self._tell()
        finally:
            if not told:
                self._drop_files()
        return told

    def _tell(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        if Clue.objects.filter(title=self._script.words.title).exists():
            return False
        for step in self._script.steps:
            self._take(step)
        self._sweep_until(self._at)
        self._tidy()
        return True

    def _drop_files(self) -> None:
        """Remove what was written to disk for a story that was not told to its end."""
        for row in self._files:
            delete_stored(row)

    def _take(self, step: Step) -> None:
        if self._swept != step.at.date():
            self._sweep_until(step.at)
        actor = self._company.actor(step.who)
        on = self._named[step.on] if step.on else None
        data = self._known(step.data, actor, step.at)
        try:
            outcome = perform(step.action, on, actor, data, step.at, sections=step.sections)
        except DomainError as refusal:
            raise StoryError(self._script, step, refusal) from refusal
        if outcome.draft is not None:
            self._draft = outcome.draft
        if outcome.made is not None and step.makes:
            self._named[step.makes] = outcome.made

    def _sweep_until(self, at: dt.datetime) -> None:
        """Sweep the story's own deadlines at every moment one was due, as the clock would have."""
        targets = self._targets()
        mine = Q(pk__in=())
        for one in targets:
            mine |= Q(**{column(one): one})
        before: dt.datetime | None = None
        while True:
            first = Deadline.objects.filter(mine).aggregate(first=Min("fires_at"))["first"]
            if first is None or first > at or first == before:
                break
            sweep(first, among=targets)
            before = first
        self._swept = beijing_date(at)

    def _targets(self) -> list[Target]:
        """What the story made."""
        return list(self._named.values())

    def _known(self, value: Any, actor: Actor, at: dt.datetime) -> Any:
        """Put what is known by now in the place of what stood for it."""
        match value:
            case Mapping():
                return {name: self._known(part, actor, at) for name, part in value.items()}
            case list():
                return [self._known(part, actor, at) for part in value]
            case NumberOf(name):
                return self._named[name].number
            case Lacking(reasons, other):
                case = Case.objects.get(pk=self._named["case"].pk)
                return [
                    {"piece": piece.code, "reason": reasons.get(piece.code.split(":")[0], other)}
                    for piece in missing_pieces(case)
                ]
            case Attachment(name):
                return str(self._upload(name, actor, at))
            case Known.DRAFT:
                return self._draft.pk if self._draft else None
            case Known.LOOK_BACK:
                return LookBack.objects.filter(case=self._named["case"].pk).latest("pk").pk
            case _:
                return value

    def _upload(self, name: str, actor: Actor, at: dt.datetime) -> uuid.UUID:
        lines = [self._script.words.title, f"{timezone.localtime(at):%Y-%m-%d}"]
        row = receive(SimpleUploadedFile(name, content_of(name, lines)), actor, at)
        self._files.append(row)
        return row.pk

    def _tidy(self) -> None:
        """No mail leaves for what happened before the load, and old news counts as read.

        The mails are taken out of the outbox before anybody could see them there: marking them as
        sent would claim what never happened, and a switch in the outbox would be one more thing to
        get wrong where mails matter.
        """
        numbers = [target.number for target in self._targets()]
        told = Notification.objects.filter(url_args__number__in=numbers)
        OutboxMail.objects.filter(notification__in=told).delete()
        told.unread().filter(created_at__lt=self._at - NEWS).update(
            read_at=F("created_at") + READ_AFTER
        )
