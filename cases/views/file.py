"""Files: received by content and size, kept under random names, sent to whoever may see them."""

import datetime as dt
import uuid
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.views.decorators.http import require_POST, require_safe

from agencies.actor import Actor
from agencies.request import actor_of
from cases.models import Clue, StoredFile
from cases.services.papers import count_pages
from cases.services.waiting_files import keep, opened
from cases.views.access import now, page
from cases.views.forms.reading import UPLOAD
from pilit.law.errors import DomainError, Invalid, NotFound, NotPermitted
from pilit.law.texts import N_
from pilit.web.problems import problem_response
from pilit.web.texts import message_of
from pilit.web.uploads import examine

AT_ONCE = 20
"""Files sent with one form, at most."""


def receive(upload: "UploadedFile[Any]", actor: Actor, at: dt.datetime) -> StoredFile:
    """Take a file into keeping, for its uploader alone until an action attaches it.

    Raises :class:`Invalid` for a file that is not taken, :class:`NotPermitted` for who has no post.
    """
    if actor.user is None or not actor.seats:
        raise NotPermitted
    receipt = examine(upload)
    row = StoredFile(
        name=receipt.name,
        media_type=receipt.media_type,
        size=receipt.size,
        sha256=receipt.sha256,
        pages=count_pages(upload, receipt.media_type),
        uploaded_by=actor.user,
        uploaded_for_id=actor.seats[0].organisation_id,
        uploaded_at=at,
    )
    upload.seek(0)
    keep(row, upload.read())
    row.save()
    return row


def receive_uploads(request: HttpRequest, post: QueryDict, at: dt.datetime) -> dict[str, list[str]]:
    """Take the files sent with a form; their ids go into ``post``, the faults of others come back.

    The errors stand under the dotted path of the field they were chosen for.
    """
    errors: dict[str, list[str]] = {}
    actor = actor_of(request)
    for control in request.FILES:
        if not control.endswith(UPLOAD):
            continue
        name = control.removesuffix(UPLOAD)
        uploads = request.FILES.getlist(control)
        path = name.replace("-", ".")
        if len(uploads) > AT_ONCE:
            errors[path] = [message_of(Invalid(N_("At most 20 files at once.")))]
            continue
        for upload in uploads:
            try:
                post.appendlist(name, str(receive(upload, actor, at).pk))
            except DomainError as refusal:
                errors.setdefault(path, []).append(message_of(refusal))
    return errors


def visible_files(actor: Actor) -> QuerySet[StoredFile]:
    """The files an actor may open: of cases and clues they see, and their own new ones."""
    mine = Q(attached_at__isnull=True, uploaded_by=actor.user)
    of_clues = Q(clue__in=Clue.objects.visible_to(actor).values("pk"))
    seen = StoredFile.objects.visible_to(actor).values("pk")
    return StoredFile.objects.filter(Q(pk__in=seen) | mine | of_clues)


@page
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file (``file``) and answer with its id, name, size and digest."""
    given = request.FILES.get("file")
    try:
        if not isinstance(given, UploadedFile):
            raise Invalid(errors={"file": [N_("Choose a file.")]})
        row = receive(given, actor_of(request), now())
    except DomainError as refusal:
        return problem_response(refusal)
    answer = {"id": str(row.pk), "name": row.name, "size": row.size, "sha256": row.sha256}
    return JsonResponse(answer, status=201)


@page
@require_safe
def download(request: HttpRequest, pk: uuid.UUID) -> FileResponse:
    """Send a file to who may open it."""
    return attachment(file_for(actor_of(request), pk))


def file_for(actor: Actor, pk: uuid.UUID) -> StoredFile:
    """The file, if the actor may open it. Raises :class:`NotFound`."""
    row = visible_files(actor).filter(pk=pk).first() if actor.user else None
    if row is None:
        raise NotFound
    return row


def attachment(row: StoredFile) -> FileResponse:
    """A file as an attachment; the browser is told not to guess what it is."""
    response = FileResponse(opened(row), content_type=row.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    return private(response)


def private(response: FileResponse) -> FileResponse:
    """A file is run by nobody, guessed at by nobody and kept by no cache."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
