"""The facts of what goes between the organs. Nothing here changes by itself."""

from referrals.models.assistance import Assistance, Obstruction, ObstructionReport
from referrals.models.circulation import Circulation, CirculationRow
from referrals.models.interference import Account, Interference
from referrals.models.referral import Progress, Referral
from referrals.models.sealed import Opening, SealedFile

__all__ = [
    "Account",
    "Assistance",
    "Circulation",
    "CirculationRow",
    "Interference",
    "Obstruction",
    "ObstructionReport",
    "Opening",
    "Progress",
    "Referral",
    "SealedFile",
]
