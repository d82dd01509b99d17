"""Files of what is secret: encrypted before they are kept, and nothing of them in clear.

The upload, which lay encrypted too while the form was open, is deleted once the change commits.
"""

import io
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import quote
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import FileResponse

from cases.actions.base import Action
from cases.models import Matter, StoredFile
from cases.services.field_keys import key_for
from cases.services.waiting_files import delete_stored, opened
from cases.views.file import private
from pilit.law.errors import Invalid
from pilit.law.texts import N_
from referrals.models import SealedFile
from referrals.services.sealing import seal, unseal

NONCE: Final = 12
PURPOSE: Final = "files"


def take_sealed(action: Action, ids: Iterable[UUID], field: str, matter: Matter) -> None:
    """Put files the actor has uploaded under seal. Raises :class:`Invalid` at ``field``."""
    wanted = list(dict.fromkeys(ids))
    rows = StoredFile.objects.select_for_update().filter(
        pk__in=wanted, uploaded_by=action.person(), attached_at__isnull=True
    )
    found = list(rows)
    if len(found) != len(wanted):
        raise Invalid(
            errors={field: [N_("A file is not known or was used already. Upload it again.")]}
        )
    for row in found:
        _seal(row, matter)
        row.delete()
        transaction.on_commit(partial(delete_stored, row), robust=True)


def _seal(row: StoredFile, matter: Matter) -> None:
    with opened(row) as content:
        plain = content.read()
    kept = SealedFile(
        id=uuid.uuid4(),
        matter=matter,
        size=row.size,
        sealed=seal({"name": row.name, "media_type": row.media_type, "sha256": row.sha256}),
    )
    nonce = os.urandom(NONCE)
    under_seal = nonce + AESGCM(key_for(PURPOSE)).encrypt(nonce, plain, kept.id.bytes)
    kept.content.save(f"{uuid.uuid4().hex}.bin", ContentFile(under_seal), save=False)
    kept.save(force_insert=True)


def plain_of(row: SealedFile) -> bytes:
    """The content of a file. Raises ``InvalidTag`` where it is not what was sealed."""
    with row.content.open("rb") as content:
        under_seal = content.read()
    nonce, rest = under_seal[:NONCE], under_seal[NONCE:]
    return AESGCM(key_for(PURPOSE)).decrypt(nonce, rest, row.id.bytes)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A sealed file with the name under which it was uploaded."""

    pk: uuid.UUID
    name: str
    size: int


def named_files(matter: Matter) -> list[NamedFile]:
    """The sealed files of a matter by name; only for what has told its opening in the log."""
    rows = matter.sealed_files.all()
    found = [NamedFile(row.pk, unseal(row.sealed)["name"], row.size) for row in rows]
    return sorted(found, key=lambda file: file.name)


def sealed_attachment(row: SealedFile) -> FileResponse:
    """A file as an attachment, once its opening is told in the log."""
    told = unseal(row.sealed)
    response = FileResponse(io.BytesIO(plain_of(row)), content_type=told["media_type"])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(told['name'])}"
    return private(response)
