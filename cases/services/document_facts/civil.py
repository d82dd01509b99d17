"""The public notice before a civil suit (Rules 91, 92)."""

import re
from typing import Final

from cases.domain.clocks import NOTICE
from cases.domain.vocabulary import CaseKind, Domain
from cases.services.document_facts.asked import Asked
from cases.services.document_facts.base import Found, handler_of, period_of

#: A telephone number at the end of "person and telephone".
_CONTACT: Final = re.compile(r"(?P<name>.*?)[\s，、,:：电话]*(?P<phone>[+\d][\d\s-]{5,}\d)?\s*")


def notice(asked: Asked) -> Found:
    """Who may sue or start compensation, by when, and whom to call."""
    case = asked.case
    published = asked.day("published_on") or asked.today
    contact, handler = _CONTACT.fullmatch(asked.text("contact")), handler_of(asked)
    return {
        "facts": asked.text("facts"),
        "notice_period": period_of(asked, NOTICE, published),
        "compensation": case.domain == Domain.ENVIRONMENT and case.kind != CaseKind.INCIDENTAL,
        "relatives": case.domain == Domain.HEROES,
        "contact.name": contact["name"] if contact else asked.text("contact"),
        "contact.phone": (contact["phone"] if contact else None)
        or (handler.phone if handler else None),
    }
