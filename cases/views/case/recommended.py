"""The standing recommendation on a case file: item by item, with answers and look-backs."""

import datetime as dt
from dataclasses import dataclass

from cases.models import (
    Case,
    LegalDocument,
    LookBack,
    LookBackItem,
    Recommendation,
    RecommendationItem,
    Reply,
    ReplyItem,
    StoredFile,
)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One recommended item, the organ's latest answer to it, and what the last look-back found."""

    item: RecommendationItem
    answer: ReplyItem | None
    answered_on: dt.date | None
    finding: LookBackItem | None
    looked_on: dt.date | None


@dataclass(frozen=True, slots=True)
class RecommendationCard:
    """The standing recommendation, or the last one."""

    row: Recommendation
    lines: list[ItemLine]
    replies: list[Reply]
    document: LegalDocument | None = None
    """The document as decided; a recommendation entered before there were documents has none."""

    @property
    def files(self) -> list[StoredFile]:
        """The attachments of all replies."""
        return [file for reply in self.replies for file in reply.files.all()]


def recommendation_of(case: Case, look_backs: list[LookBack]) -> RecommendationCard | None:
    """The last recommendation of a case, by a number of queries that does not grow with it."""
    row = (
        case.recommendations.select_related("organ")
        .prefetch_related(
            "items", "objections", "replies__items", "replies__files", "replies__scans"
        )
        .order_by("-id")
        .first()
    )
    if row is None:
        return None
    replies = list(row.replies.all())
    answers = {
        item.no: (item, reply.received_on) for reply in replies for item in reply.items.all()
    }
    findings = {item.no: (item, look.on) for look in look_backs for item in look.items.all()}
    lines = []
    for item in row.items.all():
        answer, answered_on = answers.get(item.no, (None, None))
        finding, looked_on = findings.get(item.no, (None, None))
        lines.append(ItemLine(item, answer, answered_on, finding, looked_on))
    document = case.documents.filter(number=row.number).defer("text").first()
    return RecommendationCard(row, lines, replies, document)
