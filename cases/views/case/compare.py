"""Side by side: what was recommended, what the organ answered, what was there before and after, and
what the look-backs found.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.request import actor_of
from cases.models import (
    Case,
    Evidence,
    LookBack,
    LookBackItem,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    StoredFile,
)
from cases.views.access import case_for, is_inside, now, page
from cases.views.case.cards import look_backs_of
from cases.views.readings import record_reading
from pilit.law.errors import NotFound
from pilit.web.clock import beijing_date
from pilit.web.htmx import respond

PICTURES: Final = frozenset({"image/jpeg", "image/png"})
"""What every browser draws."""
SMALL: Final = 3 * 1024 * 1024
"""Bytes up to which a picture is drawn; of a larger one the name is shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of one side; ``is_picture``: drawn, not only named."""

    file: StoredFile
    is_picture: bool

    @classmethod
    def of(cls, file: StoredFile) -> "Shown":
        """A file, drawn where it is a picture of moderate size."""
        return cls(file, file.media_type in PICTURES and file.size <= SMALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that shows how it was on a day, with its files."""

    on: dt.date
    title: str
    note: str
    files: list[Shown]


@dataclass(frozen=True, slots=True)
class Line:
    """One item with every answer to it and every finding on it, the latest first."""

    item: RecommendationItem
    answers: list[tuple[Reply, ReplyItem]]
    findings: list[tuple[LookBack, LookBackItem]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The recommendation compared."""

    row: Recommendation
    lines: list[Line]
    before: list[Piece]
    after: list[Piece]


@page
@require_safe
def compare(request: HttpRequest, number: str) -> HttpResponse:
    """The last recommendation of a case, compared; for those who see the case from inside."""
    actor, at = actor_of(request), now()
    row = case_for(actor, number)
    if not is_inside(actor, row):
        raise NotFound
    found = comparison_of(row)
    if found is None:
        raise NotFound
    record_reading(request, row, at)
    context = {"case": row, "comparison": found, "today": beijing_date(at)}
    return respond(request, "cases/compare.html", context)


def comparison_of(case: Case) -> Comparison | None:
    """The last recommendation with what belongs to it, by a fixed number of queries."""
    row = (
        case.recommendations.select_related("organ")
        .prefetch_related("items", "replies__items", "replies__files")
        .order_by("-id")
        .first()
    )
    if row is None:
        return None
    replies, look_backs = list(row.replies.all()), look_backs_of(case)
    evidence = case.evidence.prefetch_related("files")
    since = row.served_on or row.decided_on
    return Comparison(
        row=row,
        lines=[_line(item, replies, look_backs) for item in row.items.all()],
        before=_before(evidence, since),
        after=sorted(
            [*_answered(replies), *_looked(look_backs), *_later(evidence, since)],
            key=lambda piece: piece.on,
        ),
    )


def _line(
    item: RecommendationItem, replies: Sequence[Reply], look_backs: Sequence[LookBack]
) -> Line:
    return Line(
        item,
        [
            (reply, each)
            for reply in reversed(replies)
            for each in reply.items.all()
            if each.no == item.no
        ],
        [
            (look, each)
            for look in reversed(look_backs)
            for each in look.items.all()
            if each.no == item.no
        ],
    )


def _files(rows: Iterable[StoredFile]) -> list[Shown]:
    return [Shown.of(row) for row in rows]


def _evidence(row: Evidence) -> Piece:
    return Piece(row.obtained_on, row.title, row.source, _files(row.files.all()))


def _before(rows: Iterable[Evidence], since: dt.date) -> list[Piece]:
    """The evidence obtained before the organ was told."""
    return [_evidence(row) for row in rows if row.obtained_on < since]


def _later(rows: Iterable[Evidence], since: dt.date) -> list[Piece]:
    return [_evidence(row) for row in rows if row.obtained_on >= since]


def _named(name: str, value: str) -> str:
    return _("%(name)s: %(value)s") % {"name": name, "value": value}


def _answered(replies: Iterable[Reply]) -> list[Piece]:
    return [
        Piece(
            reply.received_on,
            _named(_("Written reply"), reply.get_kind_display()),
            "",
            _files(reply.files.all()),
        )
        for reply in replies
        if reply.files.all()
    ]


def _looked(look_backs: Iterable[LookBack]) -> list[Piece]:
    return [
        Piece(
            look.on,
            _named(_("Look-back"), look.get_conclusion_display()),
            look.address,
            _files(look.files.all()),
        )
        for look in look_backs
        if look.files.all()
    ]
