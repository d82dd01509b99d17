"""The parts of a file, and the decided documents that belong into each."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from cases.models import LegalDocument
from pilit.law.texts import N_
from pilit.web.texts import translated


class Part(StrEnum):
    """The parts of a file, in their order (Rules 106)."""

    FILING = "filing"
    INQUIRY = "inquiry"
    BEFORE_SUIT = "before_suit"
    REPLIES = "replies"
    REVIEW = "review"
    SUIT = "suit"
    ENFORCEMENT = "enforcement"
    CLOSING = "closing"
    MANAGEMENT = "management"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return translated(PART_LABELS[self])


PART_LABELS: Final = {
    Part.FILING: N_("Filing the case"),
    Part.INQUIRY: N_("Inquiry and evidence"),
    Part.BEFORE_SUIT: N_("Before a suit"),
    Part.REPLIES: N_("Objections and replies"),
    Part.REVIEW: N_("Follow-up and review"),
    Part.SUIT: N_("Suit and trial"),
    Part.ENFORCEMENT: N_("Performance and enforcement"),
    Part.CLOSING: N_("Closing and look-back"),
    Part.MANAGEMENT: N_("Jurisdiction, supervision and recusal"),
    Part.OTHER: N_("Other files"),
}


#: Where a document belongs that stands for no record of its own.
PART_OF: Final = {
    "filing_approval": Part.FILING,
    "filing_decision_administrative": Part.FILING,
    "filing_decision_civil": Part.FILING,
    "clue_transfer_notice": Part.FILING,
    "no_filing_decision": Part.FILING,
    "inquiry_plan": Part.INQUIRY,
    "evidence_notice": Part.INQUIRY,
    "evidence_list": Part.INQUIRY,
    "questioning_record": Part.INQUIRY,
    "inspection_record": Part.INQUIRY,
    "commission_letter": Part.INQUIRY,
    "inquiry_report": Part.INQUIRY,
    "recommendation": Part.BEFORE_SUIT,
    "public_notice": Part.BEFORE_SUIT,
    "support_opinion": Part.BEFORE_SUIT,
    "support_withdrawal": Part.BEFORE_SUIT,
    "organ_reply": Part.REPLIES,
    "review_suspension": Part.REVIEW,
    "review_resumption": Part.REVIEW,
    "review_report": Part.REVIEW,
    "administrative_complaint": Part.SUIT,
    "civil_complaint": Part.SUIT,
    "incidental_complaint": Part.SUIT,
    "appearance_notice": Part.SUIT,
    "claims_alteration": Part.SUIT,
    "suit_withdrawal": Part.SUIT,
    "appeal": Part.SUIT,
    "closing_decision": Part.CLOSING,
    "supervision_letter": Part.MANAGEMENT,
    "hand_down_letter": Part.MANAGEMENT,
    "designation_decision": Part.MANAGEMENT,
    "referral_letter": Part.MANAGEMENT,
    "referral_receipt": Part.MANAGEMENT,
    "circulation_statement": Part.MANAGEMENT,
    "campaign_report": Part.MANAGEMENT,
    "governance_recommendation": Part.MANAGEMENT,
    "joint_meeting_minutes": Part.MANAGEMENT,
}


class Papers:
    """The decided documents of a case, each given out once."""

    def __init__(self, rows: Iterable[LegalDocument]) -> None:
        self._left = list(rows)

    def pair[R](self, rows: Iterable[R], *codes: str) -> Iterator[tuple[R, LegalDocument | None]]:
        """Each record with the document that was made with it.

        Both are in the order in which they were made, and only the oldest records can lack one:
        they are from before documents were kept.
        """
        records, found = list(rows), self.take(*codes)
        spare = max(len(found) - len(records), 0)
        # Documents without a record of their own are listed at the end of their part.
        self._left = found[:spare] + self._left
        lacking: list[LegalDocument | None] = [None] * (len(records) - len(found))
        return zip(records, [*lacking, *found[spare:]], strict=True)

    def numbered(self, number: str) -> LegalDocument | None:
        """The document of this number."""
        found = next((row for row in self._left if number and row.number == number), None)
        if found is not None:
            self._left.remove(found)
        return found

    def take(self, *codes: str) -> list[LegalDocument]:
        """The documents of these codes that were not given out yet."""
        found = [row for row in self._left if row.code in codes]
        self._left = [row for row in self._left if row.code not in codes]
        return found

    def rest(self, part: Part) -> list[LegalDocument]:
        """The documents that belong into a part and were not given out yet."""
        found = [row for row in self._left if PART_OF.get(row.code, Part.OTHER) is part]
        self._left = [row for row in self._left if row not in found]
        return found
