"""Every change of what goes between the organs; importing this package enters its actions into the
registry.
"""

from referrals.actions import (
    assistance,
    circulation,
    interference,
    interference_reading,
    invitation,
    obstruction,
    opening,
    oversight,
    oversight_ending,
    oversight_held,
    oversight_tasks,
    receiving,
    reporting,
    sending,
    typical,
    typical_deciding,
)

__all__ = [
    "assistance",
    "circulation",
    "interference",
    "interference_reading",
    "invitation",
    "obstruction",
    "opening",
    "oversight",
    "oversight_ending",
    "oversight_held",
    "oversight_tasks",
    "receiving",
    "reporting",
    "sending",
    "typical",
    "typical_deciding",
]
