"""Every change of what goes between the organs; importing this package enters its actions into the
registry.
"""

from referrals.actions import (
    circulation,
    interference,
    interference_reading,
    opening,
    receiving,
    reporting,
    sending,
    typical,
    typical_deciding,
)

__all__ = [
    "circulation",
    "interference",
    "interference_reading",
    "opening",
    "receiving",
    "reporting",
    "sending",
    "typical",
    "typical_deciding",
]
