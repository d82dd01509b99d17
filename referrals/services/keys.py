"""Keys for one purpose each, and what is made of them: marks that stand for people, and digests."""

import base64

from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from agencies.models import User


def key_for(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, derived from the key for fields."""
    secret = base64.urlsafe_b64decode(settings.PILIT_FIELD_KEY)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)


def mark(part: str, person: User) -> str:
    """What stands for a person in one part where the name must not: without the key nobody can
    tell whose it is, with it a row can be found by the person who asks.
    """
    return keyed(f"{part}:{person.pk}")


def keyed(text: str) -> str:
    """The keyed digest of a text, in hexadecimal."""
    digest = HMAC(key_for("marks"), SM3())
    digest.update(text.encode())
    return digest.finalize().hex()


def digest_of(sealed: bytes) -> str:
    """The SM3 digest of what was sealed, for the event that tells of it."""
    digest = Hash(SM3())
    digest.update(sealed)
    return digest.finalize().hex()
