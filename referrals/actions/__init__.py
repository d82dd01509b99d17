"""Every change of what goes between the organs; importing this package enters its actions into the
registry.
"""

from referrals.actions import (
    interference,
    interference_reading,
    opening,
    receiving,
    reporting,
    sending,
)

__all__ = [
    "interference",
    "interference_reading",
    "opening",
    "receiving",
    "reporting",
    "sending",
]
