"""What the referral letter (移送函) and its receipt (移送回执) are made of."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cases.documents.facts import Facts, overlaid
from referrals.models import Referral

if TYPE_CHECKING:
    from cases.actions.base import Action

SEALED: Final = "内容密封，经批准后启封查阅。"


def facts(action: "Action", at: dt.datetime) -> Facts:
    """The facts of the letter that goes with a new referral, or of the receipt of one that came.
    Of a secret referral they say that there is one, and no more.
    """
    row = action.made or action.target
    if not isinstance(row, Referral):
        raise TypeError("letter and receipt are those of a referral")
    known: dict[str, Any] = {
        "number": row.number,
        "date": timezone.localdate(at),
        "sender.name": row.sender.name,
        "receiver.name": row.receiver.name,
        "contact.name": row.writer.name,
        "contact.phone": row.writer.phone or None,
        "materials": (),
    }
    with translation.override(settings.LANGUAGE_CODE):
        known["referral.kind"] = _(row.kind_label)
        known["referral.number"] = row.number
        known["referral.received_on"] = row.received_on
        known["secrecy"] = {"secret": "秘密", "internal": "内部"}.get(row.secrecy)
    if row.is_secret:
        return overlaid({}, known | {"facts": SEALED})
    known["facts"] = "\n".join(part for part in (row.narrative, row.penalty_decision) if part)
    known["materials"] = tuple({"title": each.name} for each in row.files.order_by("name"))
    if row.case is not None:
        known |= {"case.number": row.case.number, "case.title": row.case.title}
    return overlaid({}, known)
