"""Chinese full-text search: bigrams made here, looked up in a GIN index, rechecked in the text.

``pg_trgm`` needs three characters and most Chinese words have two; so every run of Chinese
characters is indexed as its pairs.
"""

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from cases.models import Case, Clue, CoPlaintiff, PartyRole

_RUNS = re.compile(r"[一-鿿㐀-䶿]+|[0-9a-z]+", re.IGNORECASE)
MINIMUM = 2


def tokens(text: str) -> list[str]:
    """The words ``text`` is found by: pairs of neighbouring characters in Chinese, words in Latin
    script.
    """
    found: dict[str, None] = {}
    for run in _RUNS.findall(text.lower()):
        if run.isascii():
            found[run] = None
        else:
            found.update(dict.fromkeys(run[i : i + 2] for i in range(max(1, len(run) - 1))))
    return list(found)


def index(row: Clue | Case, *texts: str) -> None:
    """Set the search columns of a clue or case, to be saved, from the texts it is found by."""
    row.search_text = "\n".join(part for part in texts if part).lower()
    row.search = Func(
        Value(tokens(row.search_text), output_field=ArrayField(models.TextField())),
        function="array_to_tsvector",
        output_field=SearchVectorField(),
    )


def index_case(case: Case) -> None:
    """Set the search columns of a case, to be saved, from everything it is found by.

    Its number and that of the prosecution, title, cause, and whoever takes part: organ,
    right-holder, wrongdoers, plaintiffs supported or admitted.
    """
    parties = case.parties.filter(role=PartyRole.RIGHT_HOLDER).select_related("organisation")
    organs = [row.organisation for row in parties]
    if case.respondent is not None:
        organs.append(case.respondent)
    joined = CoPlaintiff.objects.filter(suit__case=case)
    index(
        case,
        case.number,
        case.title,
        case.cause,
        case.criminal_number,
        *(name for organ in organs for name in (organ.name, organ.short_name)),
        *case.offenders.order_by("id").values_list("name", flat=True),
        *case.supported_suits.values_list("plaintiff", flat=True),
        *joined.values_list("who", flat=True),
    )


def matching[M: models.Model](rows: QuerySet[M, Any], wanted: str) -> QuerySet[M, Any]:
    """Those of ``rows`` whose text contains every word of ``wanted``; none for under two
    characters.
    """
    words = [word for word in wanted.lower().split() if len(word) >= MINIMUM]
    if not words:
        return rows.none()
    condition = Q()
    for word in words:
        pairs = [pair for pair in tokens(word) if pair.isascii() is False]
        if pairs:
            query = SearchQuery(pairs[0], search_type="raw", config="simple")
            for pair in pairs[1:]:
                query &= SearchQuery(pair, search_type="raw", config="simple")
            condition &= Q(search=query)
    rows = rows.filter(condition)
    for position, word in enumerate(words):
        rows = rows.alias(**{f"at_{position}": StrIndex(F("search_text"), Value(word))}).filter(
            **{f"at_{position}__gt": 0}
        )
    return rows
