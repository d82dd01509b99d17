"""The organ's written reply as a document, for its own seal (Opinions 5(4))."""

from pathlib import PurePath

from cases.documents.blocks import Document
from cases.documents.facts import Facts
from cases.documents.registry import make
from cases.models import Reply
from pilit.web.texts import translated

TEMPLATE = "organ_reply"


def reply_document(reply: Reply) -> Document:
    """The reply as it was sent. Reads its recommendation, items and files."""
    return make(TEMPLATE, reply_facts(reply)).document


def reply_facts(reply: Reply) -> Facts:
    """What the template is filled with."""
    recommendation, sender = reply.recommendation, reply.submitted_by
    asked = {item.no: item.text for item in recommendation.items.all()}
    return {
        "organ": {"name": recommendation.organ.name},
        "procuratorate": {"name": recommendation.case.procuratorate.name},
        "recommendation": {
            "number": recommendation.number,
            "served_on": recommendation.served_on,
        },
        "reply": {
            "kind": translated(reply.get_kind_display()),
            "statement": reply.statement,
            "number": None,
        },
        "reply_items": [
            {
                "no": item.no,
                "text": asked.get(item.no, ""),
                "measure": item.measure,
                "status": translated(item.get_status_display()),
                "finish_by": item.finish_by,
            }
            for item in reply.items.all()
        ],
        "attachments": [{"title": PurePath(file.name).stem} for file in reply.files.all()],
        "contact": {"name": sender.name, "phone": sender.phone},
        "date": reply.received_on,
    }
