"""Every change of what goes between the organs; importing this package enters its actions into the
registry.
"""

from referrals.actions import (
    assistance,
    circulation,
    interference,
    interference_reading,
    obstruction,
    opening,
    receiving,
    reporting,
    sending,
)

__all__ = [
    "assistance",
    "circulation",
    "interference",
    "interference_reading",
    "obstruction",
    "opening",
    "receiving",
    "reporting",
    "sending",
]
