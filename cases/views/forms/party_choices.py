"""What a party may do on its page of a case: the offers of the registry in plain words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from agencies.actor import Actor
from cases.actions.offers import offers
from cases.models import Case
from cases.views.organ.asks import action_address
from pilit.law.texts import N_
from pilit.web.texts import message_of, translated

#: A button, and what it is for.
type Wording = tuple[str, str]

#: Of every party, whatever its part in the case.
RECUSAL: Final[Mapping[str, Wording]] = {
    "apply_for_recusal": (
        N_("Apply for recusal"),
        N_("Where somebody who works on the case has an interest in it. Name them and say why."),
    ),
    "request_reconsideration": (
        N_("Request reconsideration of a decision on recusal"),
        N_("Once, when you have received the decision."),
    ),
}
#: Said only where it can be done: most cases never have a decision on recusal, most of what is
#: served is confirmed, and before a reply there is none to seal.
WHEN_OPEN: Final = frozenset({"request_reconsideration", "confirm_receipt", "attach_signed_reply"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a party may do. ``reason`` says why not just now; ``asked`` that it is what is
    asked of the party.
    """

    name: str
    label: str
    help: str
    url: str
    basis: str
    reason: str = ""
    asked: bool = False


def choices_of(
    row: Case, actor: Actor, at: dt.datetime, plain: Mapping[str, Wording]
) -> list[Choice]:
    """What the registry offers of the actions worded in ``plain``, in the order of these."""
    offered = {offer.name: offer for offer in offers(row, actor, at)}
    found = []
    for name, (label, help_text) in plain.items():
        offer = offered.get(name)
        if offer is None or (offer.blocked and name in WHEN_OPEN):
            continue
        found.append(
            Choice(
                name=name,
                label=translated(label),
                help=translated(help_text),
                url=action_address(name, row),
                basis=offer.basis,
                reason=message_of(offer.blocked) if offer.blocked else "",
            )
        )
    return found
