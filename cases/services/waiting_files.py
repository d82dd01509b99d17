"""Uploads that wait for their form lie encrypted in the store: whether what they hold is secret,
the form says only when it is sent.

Once an action has put a file into a case, it is written as it was uploaded; while that has not been
done it is read from what lies encrypted. That is deleted a while later, so that a copy of the store
made after a dump of the database has what the dump knows.
"""

import datetime as dt
import io
import os
import uuid
from collections.abc import Iterable
from typing import BinaryIO, Final, cast
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile
from django.db import transaction

from cases.models import StoredFile
from cases.services.field_keys import key_for

NONCE: Final = 12
PURPOSE: Final = "waiting uploads"
KEPT_FOR: Final = dt.timedelta(days=2)
"""So long after a file was attached what lay encrypted is deleted."""


def keep(row: StoredFile, plain: bytes) -> None:
    """Write the content of an upload into the store, encrypted; the row is not saved.

    The name given says nothing of the name kept.
    """
    nonce = os.urandom(NONCE)
    under_key = nonce + AESGCM(key_for(PURPOSE)).encrypt(nonce, plain, row.pk.bytes)
    row.waiting.save(f"{uuid.uuid4().hex}.bin", ContentFile(under_key), save=False)


def opened(row: StoredFile) -> BinaryIO:
    """The content of a file as it was uploaded, open to be read.

    Raises ``InvalidTag`` where what lies encrypted is not what was received.
    """
    if row.content:
        return cast(BinaryIO, row.content.open("rb"))
    with row.waiting.open("rb") as waiting:
        under_key = waiting.read()
    nonce, rest = under_key[:NONCE], under_key[NONCE:]
    return io.BytesIO(AESGCM(key_for(PURPOSE)).decrypt(nonce, rest, row.pk.bytes))


def write_plain(ids: Iterable[UUID]) -> None:
    """Write files that were attached as they were uploaded."""
    for pk in ids:
        with transaction.atomic():
            row = StoredFile.objects.select_for_update().filter(pk=pk, content="").first()
            if row is not None:
                with opened(row) as plain:
                    content = ContentFile(plain.read())
                row.content.save(f"{uuid.uuid4().hex}.bin", content, save=False)
                row.save(update_fields=["content"])


def delete_encrypted(at: dt.datetime) -> int:
    """Delete what lies encrypted of files that are written as they were uploaded for a while, and
    write those that are not yet; returns how many were deleted.
    """
    old = StoredFile.objects.filter(attached_at__lt=at - KEPT_FOR).exclude(waiting="")
    write_plain(old.filter(content="").values_list("pk", flat=True))
    done = 0
    for row in old.exclude(content=""):
        name, store = str(row.waiting.name), row.waiting.storage
        StoredFile.objects.filter(pk=row.pk).update(waiting="")
        store.delete(name)
        done += 1
    return done


def delete_stored(row: StoredFile) -> None:
    """Delete what lies of a file in the store; the row is not saved."""
    for field in (row.content, row.waiting):
        if field:
            field.delete(save=False)
