"""Referrals as a sort of matter: entered where perform, sweep, replay and pages find it."""

from typing import Final

from cases.sorts import SORTS, Sort
from referrals import demo
from referrals.domain.lifecycle import REFERRAL_TABLE
from referrals.domain.vocabulary import ReferralState
from referrals.models import Referral
from referrals.services import letter, waiting
from referrals.standing import ReferralParts

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
    meets=waiting.MEETS,
    facts=letter.facts,
    demo=demo.tell,
)
SORTS[REFERRAL.name] = REFERRAL
