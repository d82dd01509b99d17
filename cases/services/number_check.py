"""Whether a procuratorate's numbers of a year are without gap, as its series says (Rules 106)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from agencies.models import Organisation
from cases.models import (
    Appeal,
    Archive,
    Case,
    CaseMove,
    Clue,
    LegalDocument,
    Matter,
    NumberSeries,
    PublicNotice,
    Recommendation,
    Suit,
    Supervision,
    SupportedSuit,
)

#: Where numbers stand: the rows and their field.
_NUMBERED: Final = (
    (Case, "number"),
    (Clue, "number"),
    (Recommendation, "number"),
    (Suit, "number"),
    (Appeal, "number"),
    (PublicNotice, "number"),
    (SupportedSuit, "number"),
    (SupportedSuit, "withdrawal_number"),
    (Supervision, "number"),
    (CaseMove, "number"),
    (Archive, "number"),
    (Matter, "number"),
)


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a year: the last number given, how many are found, and those that are not."""

    name: str
    last: int
    found: int
    gaps: tuple[int, ...]


def series_of(place: Organisation, year: int) -> list[Series]:
    """The series of a procuratorate in a year, by a number of queries that does not grow."""
    given = NumberSeries.objects.filter(procuratorate=place, year=year).order_by("series")
    found: dict[str, set[int]] = {row.series: set() for row in given}
    pattern = re.compile(rf"{re.escape(place.number_prefix)}(.+)〔{year}〕(\d+)号")
    for number in _numbers(place, year):
        match = pattern.fullmatch(number)
        if match and match[1] in found:
            found[match[1]].add(int(match[2]))
    return [
        Series(
            row.series,
            row.last,
            len(found[row.series]),
            tuple(sorted(set(range(1, row.last + 1)) - found[row.series])),
        )
        for row in given
    ]


def _numbers(place: Organisation, year: int) -> Iterator[str]:
    """Every number of the procuratorate and year that stands on a row or on a document."""
    for model, field in _NUMBERED:
        yield from model._default_manager.filter(_of(field, place, year)).values_list(
            field, flat=True
        )
    documents = LegalDocument.objects.filter(issued_by=place)
    yield from documents.filter(_of("number", place, year)).values_list("number", flat=True)


def _of(field: str, place: Organisation, year: int) -> Q:
    return Q(**{f"{field}__startswith": place.number_prefix, f"{field}__contains": f"〔{year}〕"})
