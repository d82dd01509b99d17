"""Every change of a referral; importing this package enters its actions into the registry."""

from referrals.actions import opening, receiving, reporting, sending

__all__ = ["opening", "receiving", "reporting", "sending"]
