"""What an uploaded file is, by its content: an allow-list, a size limit and a digest at receipt."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

import filetype
from django.core.files.uploadedfile import UploadedFile

from pilit.law.errors import Invalid
from pilit.law.texts import N_

AT_MOST: Final = 50 * 1024 * 1024
"""Bytes of one file, at most."""
_HEAD: Final = 8192

OFFICE = "application/vnd.openxmlformats-officedocument"
#: The extensions taken, and the contents each may have. The old Office formats share one container.
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "pdf": ("application/pdf",),
    "jpg": ("image/jpeg",),
    "jpeg": ("image/jpeg",),
    "png": ("image/png",),
    "heic": ("image/heic",),
    "tif": ("image/tiff",),
    "tiff": ("image/tiff",),
    "docx": (f"{OFFICE}.wordprocessingml.document", "application/zip"),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", "application/zip"),
    "doc": ("application/msword", "application/x-ole-storage"),
    "xls": ("application/vnd.ms-excel", "application/x-ole-storage"),
    "mp4": ("video/mp4",),
    "mov": ("video/quicktime",),
    "mp3": ("audio/mpeg",),
    "wav": ("audio/x-wav",),
    "m4a": ("audio/mp4", "audio/m4a"),
    "txt": ("text/plain",),
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received: the name as given, without a path, and what the content is."""

    name: str
    media_type: str
    size: int
    sha256: str


def examine(upload: "UploadedFile[Any]") -> Receipt:
    """Look into an uploaded file and say what it is. Raises :class:`Invalid` at ``file``."""
    name = _clean_name(upload.name or "")
    size = upload.size or 0
    if size == 0:
        raise _refused(N_("%(name)s is empty."), name)
    if size > AT_MOST:
        raise _refused(N_("%(name)s is larger than 50 MB. Split it or reduce its pictures."), name)
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    allowed = ALLOWED.get(extension)
    if allowed is None:
        raise _refused(
            N_(
                "%(name)s: files of this kind are not taken. Send PDF, Word, Excel, picture, "
                "sound or video."
            ),
            name,
        )
    found = _content(upload)
    if found not in allowed:
        raise _refused(
            N_("%(name)s is not what its name says. Save it anew and send it again."), name
        )
    return Receipt(name, allowed[0], size, _digest(upload))


def _refused(message: str, name: str) -> Invalid:
    return Invalid(message, params={"name": name}, errors={"file": [message]})


def _clean_name(name: str) -> str:
    """The last part of the name, without control characters, at most 200 characters long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip()
    path = PurePosixPath(kept or "file")
    return path.stem[: 200 - len(path.suffix)] + path.suffix


def _content(upload: "UploadedFile[Any]") -> str:
    upload.seek(0)
    head = upload.read(_HEAD)
    kind = filetype.guess(head)
    if kind is not None:
        return str(kind.mime)
    if head.startswith(_OLE):
        return "application/x-ole-storage"
    return "text/plain" if _is_text(head) else ""


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            # the last character may be cut off
            head[:-4].decode(encoding) if len(head) == _HEAD else head.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _digest(upload: "UploadedFile[Any]") -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
