"""The ticket of a report form: the key that makes it count once, and a puzzle against machines.

No third party is asked. A browser with scripts finds a number whose digest begins with zeros; who
has none answers a small sum. The receipt code is derived from the key: a form that is sent again
because its answer was lost is answered with the same code, which is kept nowhere.
"""

import base64
import datetime as dt
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Any, Final, Self

from django.core import signing
from django.utils.crypto import salted_hmac

from pilit.law.errors import Invalid
from pilit.law.texts import N_

BITS: Final = 16
"""Zeros with which the digest begins: some 65,000 tries, well under a second on a phone."""
LIFETIME: Final = dt.timedelta(days=1)
"""So long a puzzle is good; what is sent later gets a new one under the same key."""
CODE_BYTES: Final = 16
GROUP: Final = 4
_SALT: Final = "cases.reports.ticket"
_READ_ALIKE: Final = str.maketrans("018", "OIB")


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a form carries, signed: its key, the sum and the moment it was made."""

    key: str
    first: int
    second: int
    made_at: int

    @classmethod
    def issue(cls, at: dt.datetime, key: str = "") -> Self:
        """A new ticket; under the ``key`` of an old one where that has run out."""
        return cls(
            key or secrets.token_urlsafe(24),
            2 + secrets.randbelow(8),
            2 + secrets.randbelow(8),
            int(at.timestamp()),
        )

    @classmethod
    def read(cls, text: str) -> Self:
        """The ticket a form carries. Raises :class:`Invalid` for what is none of ours."""
        try:
            fields: dict[str, Any] = signing.Signer(salt=_SALT).unsign_object(text)
            return cls(**fields)
        except (signing.BadSignature, TypeError, ValueError) as fault:
            raise Invalid(N_("This form cannot be read. Open it anew.")) from fault

    @property
    def text(self) -> str:
        """As the form carries it."""
        fields = {name: getattr(self, name) for name in ("key", "first", "second", "made_at")}
        return signing.Signer(salt=_SALT).sign_object(fields)

    @property
    def key_hash(self) -> str:
        """What the report keeps of the key."""
        return digest(self.key)

    @property
    def code(self) -> str:
        """The receipt code: 128 bits that follow from the key by a secret of the server."""
        raw = salted_hmac(_SALT, self.key, algorithm="sha256").digest()[:CODE_BYTES]
        return base64.b32encode(raw).decode("ascii").rstrip("=")

    def is_fresh(self, at: dt.datetime) -> bool:
        """Whether its puzzle still counts."""
        return 0 <= at.timestamp() - self.made_at <= LIFETIME.total_seconds()

    def is_solved(self, proof: str, answer: str) -> bool:
        """Whether the number found, or the sum, is right."""
        return _proves(self.key, proof) or answer.strip() == str(self.first + self.second)


def _proves(key: str, proof: str) -> bool:
    if not re.fullmatch(r"\d{1,12}", proof):
        return False
    found = hashlib.sha256(f"{key}:{proof}".encode()).digest()
    return int.from_bytes(found[:4]) >> (32 - BITS) == 0


def digest(text: str) -> str:
    """The SHA-256 of a text: enough for what has 112 random bits or more."""
    return hashlib.sha256(text.encode()).hexdigest()


def grouped(code: str) -> str:
    """A code as it is shown: in groups that can be read aloud."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def code_hash(typed: str) -> str:
    """What is kept of a code, however it was typed: spaces, small letters, 0 for O."""
    plain = re.sub(r"[^A-Z0-9]", "", typed.upper()[:100])
    return digest(plain.translate(_READ_ALIKE))
