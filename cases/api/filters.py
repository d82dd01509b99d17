"""What lists of clues and cases may be narrowed by, and how each word narrows."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet
from rest_framework import serializers

from cases.domain.vocabulary import (
    CASE_KIND_LABELS,
    CASE_STATE_LABELS,
    CLUE_STATE_LABELS,
    DOMAIN_LABELS,
)
from cases.services.search import MINIMUM, matching


def _choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(each.value, label) for each, label in labels.items()]


class ClueFilter(serializers.Serializer[Any]):
    """``q`` searches number, title, place and organ; ``due_before`` does not include its day."""

    q = serializers.CharField(required=False, min_length=MINIMUM, max_length=100)
    state = serializers.MultipleChoiceField(choices=_choices(CLUE_STATE_LABELS), required=False)
    domain = serializers.MultipleChoiceField(choices=_choices(DOMAIN_LABELS), required=False)
    procuratorate = serializers.SlugField(max_length=32, required=False)
    organ = serializers.SlugField(max_length=32, required=False)
    due_before = serializers.DateField(required=False)
    overdue = serializers.BooleanField(required=False, default=False)


class FacetFilter(serializers.Serializer[Any]):
    """What organs and courts may narrow their list by; ``q`` searches number and title."""

    q = serializers.CharField(required=False, min_length=MINIMUM, max_length=100)
    state = serializers.MultipleChoiceField(choices=_choices(CASE_STATE_LABELS), required=False)
    domain = serializers.MultipleChoiceField(choices=_choices(DOMAIN_LABELS), required=False)
    kind = serializers.MultipleChoiceField(choices=_choices(CASE_KIND_LABELS), required=False)
    procuratorate = serializers.SlugField(max_length=32, required=False)
    respondent = serializers.SlugField(max_length=32, required=False)


class CaseFilter(FacetFilter):
    """``q`` searches number, title and parties; ``due_before`` does not include its day.

    ``due_before``, ``overdue`` and ``mine`` are for those who see cases from inside. ``entrusted``
    lists instead the cases of other procuratorates with an inquiry of which one's own is entrusted.
    """

    due_before = serializers.DateField(required=False)
    overdue = serializers.BooleanField(required=False, default=False)
    mine = serializers.BooleanField(required=False, default=False)
    entrusted = serializers.BooleanField(required=False, default=False)


_LOOKUPS = {
    "state": "state__in",
    "domain": "domain__in",
    "kind": "kind__in",
    "procuratorate": "procuratorate__code",
    "respondent": "respondent__code",
    "organ": "organ__code",
    "due_before": "next_due_on__lt",
}


def narrowed[M: Model](rows: QuerySet[M], wanted: Mapping[str, Any], today: dt.date) -> QuerySet[M]:
    """Rows narrowed by what was asked; ``overdue`` means due before the Beijing date ``today``."""
    given = {name: value for name, value in wanted.items() if value}
    found = rows.filter(**{_LOOKUPS[name]: given[name] for name in given if name in _LOOKUPS})
    if "overdue" in given:
        found = found.filter(next_due_on__lt=today)
    return matching(found, given["q"]) if "q" in given else found


def narrowed_facet[M: Model](rows: QuerySet[M], wanted: Mapping[str, Any]) -> QuerySet[M]:
    """Rows narrowed for those who see a facet, by all but the state, which is told them otherwise.

    The whole text is not searched: a hit on a name in the file would tell that it is there.
    """
    found = rows.filter(
        **{
            _LOOKUPS[name]: wanted[name]
            for name in ("domain", "kind", "procuratorate", "respondent")
            if wanted.get(name)
        }
    )
    for word in wanted.get("q", "").split():
        found = found.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return found
