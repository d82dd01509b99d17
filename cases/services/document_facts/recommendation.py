"""The recommendation and the organ's reply to it (Rules 75; Opinions 5(4))."""

import datetime as dt
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from cases.documents.facts import Facts
from cases.models import (
    ItemStatus,
    Recommendation,
    ReplyKind,
    StoredFile,
)
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import (
    Found,
    evidence_rows,
    label_of,
    period_of,
)

UNANSWERED = "见回复意见"
"""What stands at an item where the organ says that there was nothing to put right."""


def recommendation(asked: Asked) -> Found:
    """The eight parts of Rules 75 and the period for objections (Rec. 16)."""
    urgent = asked.given.get("urgent") in (True, "true")
    reply = "recommendation_reply_urgent" if urgent else "recommendation_reply"
    found: dict[str, Any] = {
        "source_of_case": asked.text("source_of_case"),
        "facts": asked.text("facts"),
        "failure": asked.text("failure"),
        "legal_basis": asked.text("legal_basis"),
        "items": [
            {"text": str(row["text"])} for row in asked.rows("items") if row.get("text", "").strip()
        ],
        "urgent": urgent,
        "evidence": evidence_rows(asked.case, to_outsiders=True),
        "reply_period": period_of(asked, reply, asked.today),
        "objection_period": period_of(asked, "recommendation_objection", asked.today),
    }
    other = asked.text("other_matters")
    return found | ({"other": other} if other else {})


def standing(asked: Asked) -> Recommendation | None:
    """The recommendation of the case that was not withdrawn."""
    rows = asked.case.recommendations.filter(withdrawn_on__isnull=True)
    return rows.select_related("organ").order_by("-id").first()


def about_recommendation(asked: Asked) -> Found:
    """Number and service of the recommendation, for documents that speak of it."""
    row = standing(asked)
    return {
        "recommendation.number": row.number if row else None,
        "recommendation.served_on": row.served_on if row else None,
    }


def reply(asked: Asked) -> Found:
    """The organ's written reply, item by item (Opinions 5(4))."""
    author = asked.author
    return {
        **about_recommendation(asked),
        "date": asked.day("posted_on") or asked.day("received_on") or asked.today,
        "reply.kind": label_of(ReplyKind, asked.text("kind")),
        "reply.statement": asked.text("statement"),
        "reply_items": _answers(asked),
        "attachments": _attachments(asked),
        "contact.name": author.name if author else None,
        "contact.phone": author.phone if author else None,
    }


def _answers(asked: Asked) -> list[Facts]:
    row = standing(asked)
    told = {str(each.get("no")): each for each in asked.rows("items")}
    items = row.items.values_list("no", "text") if row else ()
    return [_answer(no, text, told.get(str(no), {})) for no, text in items]


def _answer(no: int, text: str, told: Mapping[str, Any]) -> Facts:
    return {
        "no": no,
        "text": text,
        "measure": str(told.get("measure") or UNANSWERED),
        "status": label_of(ItemStatus, str(told.get("status", ""))),
        "finish_by": dt.date.fromisoformat(told["finish_by"]) if told.get("finish_by") else None,
    }


def _attachments(asked: Asked) -> list[Facts]:
    rows = StoredFile.objects.filter(pk__in=asked.names("files"))
    return [{"title": PurePath(row.name).stem} for row in rows]
