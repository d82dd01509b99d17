"""What is made with a key of its own: marks that stand for people, and digests."""

from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC

from agencies.models import User
from cases.services.field_keys import key_for


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
