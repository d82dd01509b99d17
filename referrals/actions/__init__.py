"""Every change of what goes between the organs; importing this package enters its actions into the
registry.
"""

from referrals.actions import (
    assistance,
    circulation,
    cosigned,
    exchange,
    information,
    interference,
    interference_reading,
    joint_meeting,
    joint_task,
    mechanism,
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
    "circulation",
    "cosigned",
    "exchange",
    "information",
    "interference",
    "interference_reading",
    "joint_meeting",
    "joint_task",
    "mechanism",
    "obstruction",
    "opening",
    "receiving",
    "reporting",
    "sending",
    "typical",
    "typical_deciding",
]
