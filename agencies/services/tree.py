"""Keeps the ancestors of organisations equal to what their parents say."""

from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from agencies.models import Level, Organisation

_ANCESTORS = (Level.NATIONAL, Level.PROVINCIAL, Level.MUNICIPAL)


@transaction.atomic
def replant() -> None:
    """Copy the ancestors of every organisation from its parent, level by level from the top.

    Call it after any change of a parent or a level. A parent stands on a higher level than its
    child, so one pass downwards is enough.
    """
    for level in Level:
        ancestors: dict[str, Any] = {
            ancestor.value: Subquery(
                Organisation.objects.filter(pk=OuterRef("parent_id")).values(f"{ancestor}_id")
            )
            for ancestor in _ANCESTORS
        }
        if level in _ANCESTORS:
            ancestors[level.value] = F("id")
        Organisation.objects.at_level(level).update(**ancestors)
