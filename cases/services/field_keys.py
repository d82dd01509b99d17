"""Keys for one purpose each, derived from the key for fields."""

import base64

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def key_for(purpose: str) -> bytes:
    """A key of 32 bytes for one purpose."""
    secret = base64.urlsafe_b64decode(settings.PILIT_FIELD_KEY)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret)
