"""What the manifest of an export tells of its files."""

import hashlib
import re
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SM3, Hash

from cases.models import StoredFile

MANIFEST: Final = "manifest.json"
MANIFEST_VERSION: Final = 1
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_NAME_LENGTH: Final = 80


def described(name: str, content: bytes, media_type: str) -> dict[str, Any]:
    """A file of the export: what it is called there, how long it is, its digests."""
    sm3 = Hash(SM3())
    sm3.update(content)
    return {
        "name": name,
        "media_type": media_type,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "sm3": sm3.finalize().hex(),
    }


def receipt_of(file: StoredFile | None, content: bytes) -> dict[str, Any]:
    """For a file that was handed in: its digest at receipt, and whether it still agrees."""
    if file is None:
        return {}
    same = hashlib.sha256(content).hexdigest() == file.sha256
    return {"sha256_at_receipt": file.sha256, "unchanged": same}


def safe(text: str) -> str:
    """A text as part of a file's name on any system."""
    return _UNSAFE.sub("_", text).strip(". ")[:_NAME_LENGTH]
