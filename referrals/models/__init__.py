"""The facts of referrals. Nothing here changes by itself."""

from referrals.models.referral import Opening, Progress, Referral

__all__ = ["Opening", "Progress", "Referral"]
