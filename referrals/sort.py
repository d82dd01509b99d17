"""The sorts of matter of this app, entered where perform, sweep, replay and pages find them."""

import datetime as dt
from typing import TYPE_CHECKING, Final

from cases.documents.facts import Facts
from cases.sorts import SORTS, Sort
from referrals.demo import assistances, circulations, interferences, referrals
from referrals.domain.assistance import ASSISTANCE_TABLE, AssistanceState
from referrals.domain.circulation import CIRCULATION_TABLE, CirculationState
from referrals.domain.interference import INTERFERENCE_TABLE, InterferenceState
from referrals.domain.lifecycle import REFERRAL_TABLE
from referrals.domain.vocabulary import ReferralState
from referrals.models import Assistance, Circulation, Interference, Referral
from referrals.services import circulation, letter, waiting
from referrals.standing import AssistanceParts, CirculationParts, InterferenceParts, ReferralParts

if TYPE_CHECKING:
    from cases.actions.base import Action


def no_facts(action: "Action", at: dt.datetime) -> Facts:
    """No document is made of it. Raises ``LookupError``."""
    raise LookupError(f"no document is made by {action.name} at {at}")


REFERRAL: Final = Sort(
    name="referral",
    model=Referral,
    table=REFERRAL_TABLE,
    states=ReferralState,
    page="referrals:referral",
    form="referrals:send",
    standing=ReferralParts,
    visible_to=Referral.objects.visible_to,
    waiting=waiting.waiting_for,
    headlines=waiting.headlines,
    from_case=waiting.none_from,
    meets=waiting.MEETS,
    facts=letter.facts,
    demo=referrals.tell,
)
INTERFERENCE: Final = Sort(
    name="interference",
    model=Interference,
    table=INTERFERENCE_TABLE,
    states=InterferenceState,
    page="referrals:interference",
    form="referrals:record_interference",
    standing=InterferenceParts,
    visible_to=Interference.objects.visible_to,
    waiting=waiting.no_records,
    headlines=waiting.no_headlines,
    from_case=waiting.none_from,
    meets={},
    facts=no_facts,
    demo=interferences.tell,
)
CIRCULATION: Final = Sort(
    name="circulation",
    model=Circulation,
    table=CIRCULATION_TABLE,
    states=CirculationState,
    page="referrals:circulation",
    form="referrals:draw_up_circulation",
    standing=CirculationParts,
    visible_to=Circulation.objects.visible_to,
    waiting=waiting.statements_waiting,
    headlines=waiting.statement_headlines,
    from_case=waiting.none_from,
    meets={},
    facts=circulation.facts,
    demo=circulations.tell,
)
ASSISTANCE: Final = Sort(
    name="assistance",
    model=Assistance,
    table=ASSISTANCE_TABLE,
    states=AssistanceState,
    page="referrals:assistance",
    form="referrals:ask_assistance",
    standing=AssistanceParts,
    visible_to=Assistance.objects.visible_to,
    waiting=waiting.assistance_waiting,
    headlines=waiting.assistance_headlines,
    from_case=waiting.assistance_from,
    meets=waiting.ASSISTANCE_MEETS,
    facts=no_facts,
    demo=assistances.tell,
    owed_to=waiting.assistance_owed_to,
)
for each in (REFERRAL, INTERFERENCE, CIRCULATION, ASSISTANCE):
    SORTS[each.name] = each
