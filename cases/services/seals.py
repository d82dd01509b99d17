"""The picture of a procuratorate's seal: taken by its content, laid on what is decided later."""

import datetime as dt
import hashlib
import uuid
import zlib
from collections.abc import Iterator
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from agencies.models import User
from cases.models import Seal
from pilit.law.errors import Invalid
from pilit.law.texts import N_

AT_MOST: Final = 1024 * 1024
"""Bytes of the picture, at most."""
SMALLEST: Final = 200
LARGEST: Final = 2000
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER: Final = 13


def receive_seal(
    upload: "UploadedFile[Any]", procuratorate_id: int, person: User, at: dt.datetime
) -> Seal:
    """Keep a seal. Raises :class:`Invalid` at ``seal`` for what is no sound PNG picture of the
    size of a seal.
    """
    content = _sound(upload)
    row = Seal(
        procuratorate_id=procuratorate_id,
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=person,
        uploaded_at=at,
    )
    row.content.save(f"{uuid.uuid4().hex}.bin", ContentFile(content), save=False)
    row.save()
    return row


def _sound(upload: "UploadedFile[Any]") -> bytes:
    if (upload.size or 0) > AT_MOST:
        raise _refused(N_("The picture is larger than 1 MB."))
    content = bytes(upload.read())
    chunks = list(_chunks(content))
    kinds = [kind for kind, _ in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise _refused(N_("This is no sound PNG picture. Save it anew as PNG."))
    header = chunks[0][1]
    sides = {int.from_bytes(header[:4]), int.from_bytes(header[4:8])}
    if len(header) != _HEADER or len(sides) != 1 or not SMALLEST <= max(sides) <= LARGEST:
        raise _refused(N_("A seal is a square picture of 200 to 2000 pixels a side."))
    return content


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG whose checksums are right; none where it is no PNG."""
    at = len(_SIGNATURE)
    if content[:at] != _SIGNATURE:
        return
    while at < len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        data, end = content[at + 8 : at + 8 + length], at + 8 + length
        if int.from_bytes(content[end : end + 4]) != zlib.crc32(kind + data):
            return
        yield kind, data
        at = end + 4


def _refused(message: str) -> Invalid:
    return Invalid(errors={"seal": [message]})
