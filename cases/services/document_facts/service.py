"""The facts of every document an action makes."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils import translation

from cases.documents.facts import Facts, overlaid
from cases.models import Case, Clue
from cases.services.document_facts import (
    archive,
    civil,
    clue,
    inquiry,
    jurisdiction,
    litigation,
    recommendation,
    review,
    support,
)
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import Found, common

if TYPE_CHECKING:
    from cases.actions.base import Action

FOUND: Final[Mapping[str, Callable[[Asked], Found]]] = {
    "filing_approval": clue.approval,
    "filing_decision_administrative": clue.filing,
    "filing_decision_civil": clue.filing,
    "no_filing_decision": clue.no_filing,
    "clue_transfer_notice": clue.transfer,
    "inquiry_plan": inquiry.plan,
    "evidence_notice": inquiry.evidence_notice,
    "evidence_list": inquiry.evidence_list,
    "questioning_record": inquiry.questioning,
    "inspection_record": inquiry.inspection,
    "commission_letter": inquiry.commission,
    "inquiry_report": inquiry.report,
    "recommendation": recommendation.recommendation,
    "organ_reply": recommendation.reply,
    "review_suspension": review.suspension,
    "review_resumption": review.resumption,
    "review_report": review.report,
    "closing_decision": review.closing,
    "file_contents": archive.table,
    "public_notice": civil.notice,
    "administrative_complaint": litigation.complaint,
    "civil_complaint": litigation.complaint,
    "incidental_complaint": litigation.complaint,
    "appearance_notice": litigation.appearance,
    "claims_alteration": litigation.alteration,
    "suit_withdrawal": litigation.withdrawal,
    "appeal": litigation.appeal,
    "support_opinion": support.opinion,
    "support_withdrawal": support.withdrawal,
    "supervision_letter": jurisdiction.supervision,
    "hand_down_letter": jurisdiction.handed_down,
    "designation_decision": jurisdiction.designated,
}


def facts_for(code: str, action: "Action | None", target: Clue | Case, at: dt.datetime) -> Facts:
    """The facts of a document, before or after its action takes effect; with no action, of the last
    such action there was. Documents are in Chinese whatever their reader speaks.
    """
    asked = Asked(code, action, target, at)
    with translation.override(settings.LANGUAGE_CODE):
        return overlaid(overlaid({}, common(asked)), FOUND[code](asked) if code in FOUND else {})
