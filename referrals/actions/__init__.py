"""Every change of what goes between the organs; importing this package enters its actions into the
registry.
"""

from referrals.actions import (
    assistance,
    campaign,
    campaign_deciding,
    campaign_entries,
    circulation,
    governance,
    governance_deciding,
    governance_reply,
    interference,
    interference_reading,
    obstruction,
    opening,
    receiving,
    reporting,
    sending,
    typical,
    typical_deciding,
)

__all__ = [
    "assistance",
    "campaign",
    "campaign_deciding",
    "campaign_entries",
    "circulation",
    "governance",
    "governance_deciding",
    "governance_reply",
    "interference",
    "interference_reading",
    "obstruction",
    "opening",
    "receiving",
    "reporting",
    "sending",
    "typical",
    "typical_deciding",
]
