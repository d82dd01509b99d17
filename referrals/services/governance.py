"""What a governance recommendation (社会治理检察建议书) is made of: its own text alone, nothing of
the campaign or cases behind it.
"""

import datetime as dt
from typing import TYPE_CHECKING

from cases.documents.facts import Facts
from referrals.models import Governance

if TYPE_CHECKING:
    from cases.actions.base import Action


def facts(action: "Action", at: dt.datetime) -> Facts:
    """The facts of the document that the chief issues."""
    del at
    row = action.target
    if not isinstance(row, Governance):
        raise TypeError("a governance recommendation goes with one that was drafted")
    return {
        "procuratorate": {"name": row.procuratorate.name},
        "organ": {"name": row.receiver.name},
        "date": action.today,
        "facts": row.background,
        "points": [
            {"problem": each.problem, "cause": each.cause, "proposal": each.proposal}
            for each in row.items.all()
        ],
        "reply_by": row.reply_by,
        "contact": {"name": row.writer.name, "phone": row.writer.phone or None},
    }
