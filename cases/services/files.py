"""Uploaded files: from the uploader's hands into the file of a case, or out of keeping."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from cases.models import (
    Case,
    Draft,
    Evidence,
    FormDraft,
    LookBack,
    PerformanceReport,
    Reply,
    ServiceRecord,
    StoredFile,
)
from cases.querysets import CaseChildQuerySet
from cases.services.waiting_files import delete_stored, write_plain
from pilit.law.errors import Invalid

if TYPE_CHECKING:
    from cases.actions.base import Action, CaseAction


def attach(
    action: "CaseAction",
    ids: Iterable[UUID],
    *,
    evidence: Evidence | None = None,
    reply: Reply | None = None,
    report: PerformanceReport | None = None,
    look_back: LookBack | None = None,
    service: ServiceRecord | None = None,
    scan_of: Reply | None = None,
    field: str = "files",
) -> None:
    """Put uploaded files into the case, in the hands of what they belong to.

    Only the person who uploaded a file may attach it, once. Raises :class:`Invalid` at ``field``.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return
    case: Case = action.case
    take(
        action,
        wanted,
        field,
        case=case,
        evidence=evidence,
        reply=reply,
        report=report,
        look_back=look_back,
        service=service,
        scan_of=scan_of,
    )


def take(action: "Action", wanted: list[UUID], field: str, **owner: Any) -> None:
    """Put files the actor has uploaded where ``owner`` says; refuses as :func:`attach`."""
    rows = StoredFile.objects.filter(
        pk__in=wanted, uploaded_by=action.person(), attached_at__isnull=True
    )
    # Counted by the statement that takes them: meanwhile another may have, or they are deleted.
    taken = rows.update(attached_at=action.at, **owner)
    if taken != len(wanted):
        raise Invalid(
            errors={field: [str(_("A file is not known or was used already. Upload it again."))]}
        )
    transaction.on_commit(partial(write_plain, wanted), robust=True)


def delete_unused(at: dt.datetime) -> int:
    """Delete the files that no case has taken; returns how many.

    A file goes ``UPLOADS_UNUSED_DAYS`` after it was received, but not while a draft waits that
    names it, nor a form that was typed into since. One that is just being put into a case stays.
    """
    before = at - dt.timedelta(days=settings.UPLOADS_UNUSED_DAYS)
    rows = _unused(before)
    return sum(_delete(rows, pk) for pk in list(rows.values_list("pk", flat=True)))


def _unused(before: dt.datetime) -> CaseChildQuerySet[StoredFile]:
    """The files received before a moment that nothing has named since."""
    own_id = Cast(OuterRef("pk"), TextField())
    named = [
        Exists(rows.alias(text=Cast("data", TextField())).filter(text__contains=own_id))
        for rows in (Draft.objects.open(), FormDraft.objects.filter(saved_at__gte=before))
    ]
    return StoredFile.objects.filter(
        *(~each for each in named), attached_at__isnull=True, uploaded_at__lt=before
    )


def _delete(rows: CaseChildQuerySet[StoredFile], pk: UUID) -> bool:
    """Delete one of ``rows`` with its content, unless it is being used or is used by now."""
    with transaction.atomic():
        row = rows.select_for_update(skip_locked=True).filter(pk=pk).first()
        if row is None:
            return False
        row.delete()
        # Last: where the store refuses, the row comes back and the next run tries again.
        delete_stored(row)
    return True
