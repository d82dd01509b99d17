"""Registering a clue, whichever way it came in."""

import datetime as dt
from typing import Any

from django.utils import timezone

from agencies.models import Organisation, User
from cases.models import Clue
from cases.services import search
from cases.services.numbering import give_number

SERIES = "公线"


def register_clue(owner: Organisation, by: User, at: dt.datetime, **facts: Any) -> Clue:
    """A new clue of a procuratorate with its number, found by the search; its clock is the
    action's.
    """
    clue = Clue.objects.create(
        procuratorate=owner,
        number=give_number(owner, SERIES, timezone.localdate(at)),
        registered_at=at,
        registered_by=by,
        **facts,
    )
    search.index(clue, clue.number, clue.title, clue.address, clue.organ.name if clue.organ else "")
    return clue
