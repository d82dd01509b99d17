"""Sealing the identity of an informant."""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings

from cases.models import Clue, Informant, Report


def seal(reporter: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of an ``Informant``: the identity encrypted under the key for fields.

    An anonymous report keeps nothing, whatever else was typed.
    """
    if reporter.get("anonymous") or not (reporter.get("name") or reporter.get("phone")):
        return {"anonymous": True, "sealed": b""}
    identity = json.dumps(
        {"name": reporter["name"], "phone": reporter["phone"]}, ensure_ascii=False
    )
    return {
        "anonymous": False,
        "sealed": Fernet(settings.PILIT_FIELD_KEY).encrypt(identity.encode()),
    }


def hand_over(report: Report, clue: Clue) -> None:
    """Pass the identity behind a report on to its clue as it is sealed; nobody opens it."""
    Informant.objects.create(clue=clue, anonymous=report.anonymous, sealed=bytes(report.sealed))
    report.sealed = b""
