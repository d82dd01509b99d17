"""Exports of case files: asked for in a request, made by a worker, kept for some hours.

The database says what is to be made. A worker claims a row; while it works it shows signs of life
there. A row whose worker has given none for :data:`SILENCE` is claimed anew, so that nothing is
lost with a worker or a broker, and a worker that was taken for dead finds the claim gone and stops.
"""

import datetime as dt
import logging
import tempfile
import uuid
from collections.abc import Callable
from typing import IO, Final

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone, translation

from agencies.actor import Actor
from agencies.models import User
from agencies.services.notifications import notify
from cases.models import Case, FileExport
from cases.services.case_binder import Binder
from cases.services.case_index import contents
from cases.services.outbox import queue_mail
from pilit.law.texts import N_

SILENCE: Final = dt.timedelta(minutes=5)
"""A worker that gives no sign of life for so long counts as killed."""
MOST_ATTEMPTS: Final = 3
IN_MEMORY: Final = 32 * 1024 * 1024

Status = FileExport.Status
type Clock = Callable[[], dt.datetime]
log = logging.getLogger(__name__)


class Superseded(Exception):  # noqa: N818 (no error: somebody else has the work)
    """The claim on the export is gone."""


def ask(case: Case, person: User, kind: str, at: dt.datetime) -> FileExport:
    """Ask for an export; the one already asked for where it is not finished yet."""
    wanted = FileExport(case=case, asked_by=person, kind=kind, asked_at=at)
    try:
        with transaction.atomic():
            wanted.save(force_insert=True)
    except IntegrityError:
        return FileExport.objects.unfinished().get(case=case, asked_by=person, kind=kind)
    return wanted


def make_waiting(clock: Clock) -> int:
    """Make every export that waits; returns how many were made."""
    made = 0
    while (row := _claim(clock())) is not None:
        made += _make(row, clock)
    return made


def _claim(at: dt.datetime) -> FileExport | None:
    """Take an export nobody is making, committed before the work begins."""
    silent = Q(status=Status.RUNNING, seen_at__lt=at - SILENCE)
    with transaction.atomic():
        row = (
            FileExport.objects.filter(Q(status=Status.WAITING) | silent)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("asked_by")
            .order_by("asked_at", "id")
            .first()
        )
        if row is None:
            return None
        row.status, row.claim, row.seen_at = Status.RUNNING, uuid.uuid4(), at
        row.attempts += 1
        row.done = row.total = 0
        row.save()
    return row


def _make(row: FileExport, clock: Clock) -> bool:
    """Make one export; whether it is ready."""
    case = _case_for(row, clock())
    if case is None:
        return _failed(row, N_("You no longer see this case."), clock())
    if row.attempts > MOST_ATTEMPTS:
        log.error("Export %s is given up after %d attempts", row.pk, row.attempts - 1)
        return _failed(row, N_("The file could not be made. Ask the administrators."), clock())
    try:
        with (
            translation.override(settings.LANGUAGE_CODE),
            tempfile.SpooledTemporaryFile(IN_MEMORY) as out,
        ):
            pages = _write(row, case, out, clock)
            return _finish(row, out, pages, clock())
    except Superseded:
        log.info("Export %s is made by another worker", row.pk)
        return False


def _case_for(row: FileExport, at: dt.datetime) -> Case | None:
    """The case, if the asker sees it from inside now."""
    actor = Actor.of(row.asked_by, timezone.localdate(at))
    cases = Case.objects.internal_to(actor).filter(pk=row.case_id)
    return cases.select_related(
        "procuratorate", "respondent", "handler", "clue__registered_by"
    ).first()


def _write(row: FileExport, case: Case, out: IO[bytes], clock: Clock) -> dict[str, int]:
    def progress(done: int, total: int) -> None:
        _tell(row, clock(), done=done, total=total)

    binder = Binder(case, contents(case), clock(), progress)
    progress(0, binder.steps)
    if row.kind == FileExport.Kind.PDF:
        binder.bind(out)
    else:
        binder.pack(out)
    return binder.pages


def _tell(row: FileExport, at: dt.datetime, **changes: int) -> None:
    """Write down how far the work is. Raises :class:`Superseded`."""
    mine = FileExport.objects.filter(pk=row.pk, claim=row.claim, status=Status.RUNNING)
    if not mine.update(seen_at=at, **changes):
        raise Superseded


def _finish(row: FileExport, out: IO[bytes], pages: dict[str, int], at: dt.datetime) -> bool:
    """Keep the file, end the work, tell the asker."""
    if _case_for(row, at) is None:
        return _failed(row, N_("You no longer see this case."), at)
    size = out.seek(0, 2)
    out.seek(0)
    with transaction.atomic():
        held = FileExport.objects.select_for_update().get(pk=row.pk)
        if held.claim != row.claim or held.status != Status.RUNNING:
            raise Superseded
        # A worker that was killed after it had stored the file left it under this very name.
        default_storage.delete(_name(row))
        held.content.name = default_storage.save(_name(row), File(out))
        held.status, held.size, held.pages = Status.READY, size, pages
        held.expires_at = at + dt.timedelta(hours=settings.EXPORTS_HOURS)
        held.save()
        _notify(held, N_("The case file you asked for is ready."), at)
    return True


def _name(row: FileExport) -> str:
    return f"exports/{row.pk.hex}.bin"


def _failed(row: FileExport, reason: str, at: dt.datetime) -> bool:
    mine = FileExport.objects.filter(pk=row.pk, claim=row.claim)
    if mine.update(status=Status.FAILED, error=reason, seen_at=at):
        _notify(row, N_("The case file you asked for could not be made."), at)
    return False


def _notify(row: FileExport, title: str, at: dt.datetime) -> None:
    """Tell the asker. The message does not name the case: it may outlast their right to see it."""
    page = ("cases:export", {"pk": str(row.pk)})
    queue_mail(notify([row.asked_by], "file_export", title, {}, *page, at), at)


def delete_expired(at: dt.datetime) -> int:
    """Delete the files whose time is over; their rows stay. Returns how many."""
    over = FileExport.objects.filter(status=Status.READY, expires_at__lte=at)
    return sum(_expire(pk, at) for pk in list(over.values_list("pk", flat=True)))


def _expire(pk: uuid.UUID, at: dt.datetime) -> bool:
    with transaction.atomic():
        rows = FileExport.objects.select_for_update(skip_locked=True)
        row = rows.filter(pk=pk, status=Status.READY, expires_at__lte=at).first()
        if row is None:
            return False
        name = str(row.content.name)
        row.status, row.content = Status.EXPIRED, ""
        row.save()
        # Last: where the store refuses, the row comes back and the next run tries again.
        default_storage.delete(name)
        return True
