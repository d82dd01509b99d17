"""Sealing what is secret, and whether it may be opened now."""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Final

from cryptography.fernet import Fernet
from django.conf import settings

from agencies.actor import Actor
from cases.models import Matter
from referrals.models import Opening

OPEN_FOR: Final = dt.timedelta(hours=24)
"""So long after its approval an opening may be used."""


def seal(content: Mapping[str, str]) -> bytes:
    """Texts by name, encrypted under the key for fields."""
    text = json.dumps(dict(content), ensure_ascii=False)
    return Fernet(settings.PILIT_FIELD_KEY).encrypt(text.encode())


def unseal(sealed: bytes | memoryview) -> dict[str, str]:
    """The texts that were sealed."""
    text = Fernet(settings.PILIT_FIELD_KEY).decrypt(bytes(sealed))
    found: dict[str, str] = json.loads(text)
    return found


def opening_of(matter: Matter, actor: Actor, at: dt.datetime) -> Opening | None:
    """The approved request by which the actor may open it at a moment, ``None`` for none."""
    rows = Opening.objects.filter(
        matter=matter, asked_by=actor.user, approved_at__gt=at - OPEN_FOR, approved_at__lte=at
    )
    return rows.order_by("-id").first()
